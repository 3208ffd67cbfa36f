// Signing in by an identity provider.
#pragma once

#include "app/access/credentials.h"
#include "ports/identity_gateway.h"

namespace settle {

/// The providers of a vendor; none where the program has no way to them.
std::vector<ProviderName> providers_of(const Services& services, const VendorName& vendor);

/// Where this provider, and no other, sends people back to: "/v1/sign-in/callback/example/work".
std::string callback_path(const VendorName& vendor, const std::string& provider);

struct ProviderStart {
    std::string url;      ///< The provider's page.
    std::string secret;   ///< Stays in the browser, and stands in no address: who comes back has to bring it.
};
/// Fails with sign_in_method_off, which is also told of the desk where a provider is for customers only, and
/// identity_unavailable.
Result<ProviderStart> begin_at_provider(Services& services, const Doorstep& from, Side side,
                                        const std::string& provider);

/// Somebody who comes back from a provider.
struct ProviderReturn {
    std::string provider;   ///< Whose address they came to.
    std::string secret;     ///< What the browser kept.
    std::string state;
    ProviderAnswer answer;
};
/// An address that the provider verified means the person with that address, or a member with it; from then on the
/// provider's own name for them does. Staff are refused by providers for customers, to the portal too: a session of
/// theirs can add a passkey, which opens the desk. Fails with sign_in_expired, identity_refused, identity_unavailable,
/// no_organisation.
Result<SignInStep> return_from_provider(Services& services, const Doorstep& from, const ProviderReturn& back);

}  // namespace settle
