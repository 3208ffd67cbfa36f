#include "base/hash.h"

#include <sodium.h>

namespace settle {
namespace {

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

Digest digest_of(std::string_view data) {
    Digest digest{};
    crypto_generichash(digest.data(), digest.size(), bytes_of(data), data.size(), nullptr, 0);
    return digest;
}

std::string hex_of(std::span<const unsigned char> bytes) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text(bytes.size() * 2, '0');
    char* digit = text.data();
    for (const unsigned char byte : bytes) {
        *digit++ = kDigits[byte >> 4];
        *digit++ = kDigits[byte & 15];
    }
    return text;
}

std::string digest_hex(std::string_view data) { return hex_of(digest_of(data)); }

std::string digest_base64(std::string_view data) {
    const Digest digest = digest_of(data);
    std::array<char, 44> text{};
    sodium_bin2base64(text.data(), text.size(), digest.data(), digest.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return text.data();
}

std::string hmac_sha256_hex(std::string_view key, std::string_view data) {
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> digest{};
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
    crypto_auth_hmacsha256_update(&state, bytes_of(data), data.size());
    crypto_auth_hmacsha256_final(&state, digest.data());
    return hex_of(digest);
}

bool equal_secret(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace settle
