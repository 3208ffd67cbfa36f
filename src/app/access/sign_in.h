// Links, sessions and API keys: how callers are recognised. Secrets are kept as digests only.
#pragma once

#include "app/context.h"

namespace settle {

struct PortalLink {
    std::string url;
    Instant expires_at;
};
enum class LinkUse : std::uint8_t { kOnce, kUntilExpiry };

/// A link that signs a member in. Servers and staff only. Fails with not_found for an unknown member.
Result<PortalLink> create_portal_link(const Context& context, const CustomerId& customer, const MemberId& member,
                                      std::string target);
/// What a staff role is called by the operator; without a word, the first that may everything. Fails with not_found for
/// a vendor that is not installed, field_invalid naming the roles there are.
Result<Code> staff_role_named(Services& services, const VendorName& vendor, std::string_view role);
/// The same for a staff person; made by the operator, not over HTTP. `seconds` it stays valid.
Result<PortalLink> create_staff_link(Services& services, const VendorName& vendor, const std::string& staff_id,
                                     Code role, LinkUse use, int seconds);
/// A member's link that may be used again until it expires: only the demo hands these out.
Result<PortalLink> create_lasting_link(Services& services, const VendorName& vendor, const CustomerId& customer,
                                       const MemberId& member, int seconds);

struct SignedIn {
    std::string token;  ///< For the cookie.
    std::string target;  ///< Path to open.
    int seconds = 0;  ///< How long the session lasts.
};
/// Uses a link up and opens a session, for a browser that calls itself `agent`. Fails with sign_in_link_spent,
/// customer_blocked with the seller's "email".
Result<SignedIn> sign_in(Services& services, std::string_view link_token, std::string_view agent = {});
/// Fails with not_signed_in.
Result<Session> find_session(Services& services, std::string_view token);
Result<void> sign_out(Services& services, std::string_view token);

/// A new secret key of a vendor's server; the secret is shown this once.
Result<std::string> create_api_key(Services& services, const VendorName& vendor, std::string name);
/// Fails with not_signed_in.
Result<ApiKey> find_api_key(Services& services, std::string_view secret);

/// Who the session belongs to and what they may do, for the page.
struct SessionView {
    std::shared_ptr<const Catalog> catalog;
    std::optional<Customer> customer;
    std::int64_t last_event = 0;  ///< Number of the customer's last event; what is read afterwards knows of it.
    std::optional<Member> member;
    std::vector<Right> rights;  ///< What they may do for a customer.
    std::vector<Member> owners;  ///< Members who may subscribe.
};
Result<SessionView> read_session(const Context& context);

}  // namespace settle
