// Signing in by an identity provider.
#pragma once

#include "app/access/credentials.h"
#include "ports/identity_gateway.h"

namespace settle {

/// The providers of a vendor; none where the program has no way to them.
std::vector<ProviderName> providers_of(const Services& services, const VendorName& vendor);

struct ProviderStart {
    std::string url;     ///< The provider's page.
    std::string state;   ///< Stays in the browser as well: who comes back has to bring it.
};
/// Fails with sign_in_method_off, identity_unavailable.
Result<ProviderStart> begin_at_provider(Services& services, const Doorstep& from, Side side,
                                        const std::string& provider);
/// What the provider sent along, and the vendor that the visit was for. An address that the provider verified means the
/// person with that address, or a member with it; from then on the provider's own name for them does. Fails with
/// sign_in_expired, identity_refused, identity_unavailable, no_organisation.
struct ProviderReturn {
    VendorName vendor;
    SignInStep step;
};
Result<ProviderReturn> return_from_provider(Services& services, Doorstep from, std::string_view state,
                                            const std::string& code);

}  // namespace settle
