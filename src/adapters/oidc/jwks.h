// The public keys of a provider, and signatures by them.
#pragma once

#include <openssl/evp.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace settle::oidc {

struct FreeKey {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using PublicKey = std::unique_ptr<EVP_PKEY, FreeKey>;

/// A key signs by one algorithm: RSA by RS256, P-256 by ES256, Ed25519 by EdDSA.
struct SigningKey {
    std::string id;         ///< May be empty.
    std::string algorithm;
    PublicKey key;
};

/// Those of a key set that can be used; others are left out. Fails with identity_unavailable for what is none.
Result<std::vector<SigningKey>> read_key_set(std::string_view json);

bool is_signed_by(const SigningKey& key, std::string_view signed_text, std::string_view signature);

}  // namespace settle::oidc
