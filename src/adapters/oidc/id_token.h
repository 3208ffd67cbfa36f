// What a provider signed about somebody.
#pragma once

#include <boost/json/object.hpp>
#include <span>

#include "adapters/oidc/jwks.h"
#include "base/date.h"

namespace settle::oidc {

/// What an ID token must say to be believed.
struct Expected {
    std::string issuer;
    std::string client_id;
    std::string nonce;
    Instant now;
};

/// How far the provider's clock may be from ours.
inline constexpr std::int64_t kSkewSeconds = 60;

enum class TokenVerdict : std::uint8_t { kGood, kKeyUnknown, kBad };

struct ReadToken {
    TokenVerdict verdict = TokenVerdict::kBad;
    std::string why;               ///< For the record, when it is bad.
    boost::json::object claims;    ///< When it is good.
};

/// Verifies the signature first, then what the token says.
ReadToken read_id_token(std::string_view token, std::span<const SigningKey> keys, const Expected& expected);

}  // namespace settle::oidc
