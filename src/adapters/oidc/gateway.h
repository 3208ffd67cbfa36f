// Identity providers behind one port.
#pragma once

#include <functional>
#include <memory>

#include "base/http_message.h"
#include "ports/identity_gateway.h"

namespace settle {

/// One provider of one vendor, as the operator writes it down.
struct OidcProvider {
    std::string vendor;
    std::string id;
    std::string name;
    std::string issuer;         ///< "https://id.example"
    std::string client_id;
    std::string client_secret;  ///< Empty for a client that has none.
    bool desk = false;          ///< Lets the vendor's staff in, and answers for their second factor.
};

/// Carries a request to the server at the address (scheme, host and port). Fails when there was no whole answer.
using OidcTransport = std::function<Result<HttpResponse>(const std::string& origin, const HttpRequest&)>;

/// Asks nobody before somebody signs in. Fails with field_invalid for an issuer that is not https (or this machine),
/// and for an id that is no short name or another one's.
Result<std::unique_ptr<IdentityGateway>> make_oidc_gateway(std::vector<OidcProvider> providers,
                                                           OidcTransport transport);

}  // namespace settle
