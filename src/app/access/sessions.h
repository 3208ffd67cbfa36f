// The sessions of whoever is signed in, and the organisations they may go to.
#pragma once

#include "app/access/credentials.h"

namespace settle {

/// How the caller signs in, for the page where they change it.
struct SecurityView {
    std::string email;                  ///< Of the person; empty when an application vouched for the caller.
    bool has_password = false;
    std::optional<Instant> password_set_at = {};
    std::optional<Instant> second_factor_since = {};
    bool can_have_second_factor = false;  ///< This installation has what it takes.
    std::int64_t recovery_codes = 0;    ///< Left over.
    bool is_fresh = false;              ///< Signed in a short time ago: may change what needs that.
    std::vector<Session> sessions = {}; ///< Newest first.
    std::string session;                ///< Id of the caller's own.
    std::vector<Passkey> passkeys = {};
    std::vector<SecurityNote> notes = {};
};
/// Fails with not_signed_in for servers.
Result<SecurityView> read_security(const Context& context, const Session& session);

/// Fails with session_not_found for what is not the caller's.
Result<void> end_session(const Context& context, const Session& session, const Doorstep& from, std::string_view id);
/// All but the caller's own.
Result<void> end_other_sessions(const Context& context, const Session& session, const Doorstep& from);

struct Organisation {
    CustomerId customer;
    std::string name;
    bool is_present = false;   ///< Where the caller is now.
};
/// Where the address of a person who proved it is a member; only the present one for everybody else.
Result<std::vector<Organisation>> list_organisations(const Context& context, const Session& session);
/// A new session for another of them; the one before ends. It lasts no longer and is no fresher than that was. Fails
/// with customer_not_found, address_not_proved.
Result<SignedIn> switch_organisation(const Context& context, const Session& session, const Doorstep& from,
                                     const CustomerId& to);

}  // namespace settle
