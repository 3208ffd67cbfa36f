// What only a cryptographic library can do about signing in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace settle {

enum class PasswordVerdict : std::uint8_t {
    kWrong,
    kRight,
    kRightButOld,  ///< Its hash was made with other parameters than today's: make it anew.
};

/// What a browser brings from an authenticator, as bytes but for the id (WebAuthn).
struct PasskeyAnswer {
    std::string id;                  ///< Of the credential, in base64url; what the authenticator data says counts.
    std::string client_data;         ///< What the browser says it asked.
    std::string authenticator_data;
    std::string signature;           ///< Empty for a new key.
};
struct NewPasskey {
    std::string challenge;           ///< What was answered; whoever asked knows whether it did.
    std::string id;                  ///< Base64url.
    std::string public_key;          ///< The same.
    int algorithm = 0;               ///< COSE: -7, -8, -257.
    std::int64_t uses = 0;
};
struct UsedPasskey {
    std::string challenge;
    std::int64_t uses = 0;
};

/// Safe to share between threads.
class Trust {
public:
    virtual ~Trust() = default;

    /// A hash of a password that says how it was made. Takes tens of milliseconds and tens of megabytes, so that only a
    /// few are made at once: never call it inside a transaction. Fails with too_many_requests when too many wait.
    virtual Result<std::string> hash_password(std::string_view password) = 0;
    /// As costly. An empty `hash` is that of nobody: always wrong, after as long a time. Fails the same.
    virtual Result<PasswordVerdict> verify_password(std::string_view hash, std::string_view password) = 0;

    /// Whether this installation has a key to seal with.
    virtual bool can_seal() const = 0;
    /// A secret that has to be read again, made unreadable to whoever has only the store. `about` says whose it is: it
    /// opens with the same words only. Fails with second_factor_unavailable.
    virtual Result<std::string> seal(std::string_view secret, std::string_view about) = 0;
    /// Fails with second_factor_unavailable, also when the key is another one now.
    virtual Result<std::string> unseal(std::string_view sealed, std::string_view about) = 0;

    /// `characters` random ones of A to Z and 2 to 7, of five bits each.
    virtual std::string random_base32(int characters) = 0;
    /// The six digits of RFC 6238 (SHA-1) for a key in base32 and a step of 30 seconds. Fails with internal for what is
    /// no key.
    virtual Result<std::string> one_time_code(std::string_view base32_key, std::int64_t step) = 0;

    /// The key that an authenticator made for `site`, a host once it recognised somebody, asked by a page of `origin`.
    /// Fails with passkey_refused.
    virtual Result<NewPasskey> read_passkey(const PasskeyAnswer& answer, std::string_view site,
                                            std::string_view origin) = 0;
    /// Fails with passkey_refused unless the answer is signed by the key, for the site and the page.
    virtual Result<UsedPasskey> check_passkey(const PasskeyAnswer& answer, std::string_view public_key, int algorithm,
                                              std::string_view site, std::string_view origin) = 0;
};

}  // namespace settle
