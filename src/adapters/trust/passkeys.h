// Passkeys by libfido2; for this room.
#pragma once

#include <optional>

#include "ports/trust.h"

namespace settle::trust {

struct ReadPasskey {
    std::string id;
    std::string public_key;
    int algorithm = 0;
    std::int64_t uses = 0;
};

/// The credential that authenticator data (WebAuthn, 6.1) brings for `site`, made by somebody the authenticator
/// recognised; nothing for anything else.
std::optional<ReadPasskey> read_passkey(std::string_view authenticator_data, std::string_view site);

struct SignedChallenge {
    std::string_view authenticator_data;
    std::string_view client_data;
    std::string_view signature;
    std::string_view public_key;
    int algorithm = 0;
};
/// The authenticator's counter where the signature is good and for `site`; nothing for anything else.
std::optional<std::int64_t> check_passkey(const SignedChallenge& answer, std::string_view site);

/// The challenge in what a browser says it asked for; nothing unless it did so for `type`, from a page of `origin`.
std::optional<std::string> challenge_in(std::string_view client_data, std::string_view type, std::string_view origin);

}  // namespace settle::trust
