#include "base/hash.h"

#include <sodium.h>

namespace settle {
namespace {

std::string to_hex(std::span<const unsigned char> bytes) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text(bytes.size() * 2, '0');
    char* digit = text.data();
    for (const unsigned char byte : bytes) {
        *digit++ = kDigits[byte >> 4];
        *digit++ = kDigits[byte & 15];
    }
    return text;
}

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

std::string digest_hex(std::string_view data) {
    std::array<unsigned char, 32> digest{};
    crypto_generichash(digest.data(), digest.size(), bytes_of(data), data.size(), nullptr, 0);
    return to_hex(digest);
}

std::string digest_base64(std::string_view data) {
    std::array<unsigned char, 32> digest{};
    crypto_generichash(digest.data(), digest.size(), bytes_of(data), data.size(), nullptr, 0);
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
    return to_hex(digest);
}

bool equal_secret(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace settle
