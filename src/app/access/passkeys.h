// Passkeys: a key in somebody's device, instead of password and code.
#pragma once

#include "app/access/credentials.h"
#include "ports/trust.h"

namespace settle {

/// What a browser is given to ask an authenticator.
struct PasskeyQuestion {
    std::string challenge;   ///< Base64url, as it comes back.
    std::string site;        ///< The host that keys are bound to.
    std::string site_name;
    std::string person;      ///< Id of whoever gets a key; empty when anybody may answer.
    std::string email;
    std::vector<std::string> known;  ///< Ids of the keys they have.
};

/// Fails with sign_in_again, address_not_proved.
Result<PasskeyQuestion> begin_passkey(const Context& context, const Session& session);
/// Fails with passkey_refused, passkey_known, sign_in_expired, address_not_proved.
Result<void> add_passkey(const Context& context, const Session& session, const Doorstep& from,
                         const PasskeyAnswer& answer, std::string name);
/// Fails with passkey_not_found, sign_in_again, address_not_proved.
Result<void> remove_passkey(const Context& context, const Session& session, const Doorstep& from,
                            const std::string& id);

Result<PasskeyQuestion> begin_passkey_sign_in(Services& services, const Doorstep& from);
/// Fails with passkey_refused (also a key that somebody copied: its counter went back), sign_in_expired,
/// no_organisation.
Result<SignInStep> sign_in_with_passkey(Services& services, const Doorstep& from, Side side,
                                        const PasskeyAnswer& answer);

}  // namespace settle
