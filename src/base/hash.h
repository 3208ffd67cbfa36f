// Digests for fingerprints, chains and stored secrets. Deterministic; nothing random here.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace settle {

/// BLAKE2b-256 of `data`.
using Digest = std::array<unsigned char, 32>;
Digest digest_of(std::string_view data);
/// Two lower-case hexadecimal digits for each byte.
std::string hex_of(std::span<const unsigned char> bytes);
/// The digest as 64 lower-case hexadecimal digits.
std::string digest_hex(std::string_view data);
/// The same digest as 43 characters of base64url, where many are kept.
std::string digest_base64(std::string_view data);
/// HMAC-SHA256 as 64 lower-case hexadecimal digits.
std::string hmac_sha256_hex(std::string_view key, std::string_view data);
/// Compares secrets in a time that depends only on their lengths.
bool equal_secret(std::string_view a, std::string_view b);

}  // namespace settle
