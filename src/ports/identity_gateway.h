// Identity providers: whoever vouches for an address by OpenID Connect.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace settle {

struct ProviderName {
    std::string id;              ///< In addresses: "work".
    std::string name;            ///< On the button.
    bool lets_staff_in = false;  ///< Its word opens the desk; others are for customers only.
};

/// One way to a provider and back.
struct ProviderVisit {
    std::string provider;       ///< Its id.
    std::string redirect_uri;   ///< Of this provider alone.
    std::string state;
    std::string nonce;
    std::string code_verifier;  ///< Of PKCE; the provider gets its digest first, and itself with the code.
};

/// What the browser brings back from it.
struct ProviderAnswer {
    std::string code;
    std::optional<std::string> issuer;  ///< Who answered, if the answer says so (RFC 9207).
};

/// Whom a provider vouches for.
struct Identity {
    std::string issuer;
    std::string subject;
    std::string email;
    bool is_email_verified = false;
};

/// Safe to share between threads. Calls the provider: never inside a transaction.
class IdentityGateway {
public:
    virtual ~IdentityGateway() = default;
    virtual std::vector<ProviderName> providers(const std::string& vendor) const = 0;
    /// The provider's page for this visit. Fails with sign_in_method_off, identity_unavailable.
    virtual Result<std::string> page_for(const std::string& vendor, const ProviderVisit& visit, Instant now) = 0;
    /// Trades the code of the visit, if the answer is this provider's, and verifies what it gets. Fails with
    /// sign_in_method_off, identity_refused, identity_unavailable.
    virtual Result<Identity> redeem(const std::string& vendor, const ProviderVisit& visit, const ProviderAnswer& answer,
                                    Instant now) = 0;
};

}  // namespace settle
