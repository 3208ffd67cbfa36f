#include "adapters/bank_sandbox/webhook.h"

#include <sodium.h>

#include "base/hash.h"

namespace settle::bank {
namespace {

constexpr std::string_view kEncodedSecret = "whsec_";
constexpr std::int64_t kMicrosPerSecond = 1'000'000;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::string secret_bytes(std::string_view secret) {
    if (!secret.starts_with(kEncodedSecret)) return std::string(secret);
    secret.remove_prefix(kEncodedSecret.size());
    // Secrets come from many tools: padded or not, and with either pair of signs.
    while (secret.ends_with('=')) secret.remove_suffix(1);
    std::string encoded(secret);
    std::ranges::replace(encoded, '-', '+');
    std::ranges::replace(encoded, '_', '/');
    std::string bytes(encoded.size(), '\0');
    std::size_t length = 0;
    const int outcome =
        sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), encoded.data(), encoded.size(),
                          nullptr, &length, nullptr, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
    bytes.resize(outcome == 0 ? length : 0);
    return bytes;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

std::string sign_webhook(std::string_view secret, std::string_view id, std::string_view timestamp,
                         std::string_view body) {
    const std::string key = secret_bytes(secret);
    const std::string message = fmt::format("{}.{}.{}", id, timestamp, body);
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> digest{};
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
    crypto_auth_hmacsha256_update(&state, bytes_of(message), message.size());
    crypto_auth_hmacsha256_final(&state, digest.data());
    std::array<char, sodium_base64_ENCODED_LEN(crypto_auth_hmacsha256_BYTES, sodium_base64_VARIANT_ORIGINAL)> text{};
    sodium_bin2base64(text.data(), text.size(), digest.data(), digest.size(), sodium_base64_VARIANT_ORIGINAL);
    return fmt::format("v1,{}", text.data());
}

HttpRequest make_webhook(std::string_view secret, std::string_view id, Instant sent_at, std::string body) {
    const std::string timestamp = std::to_string(sent_at.micros / kMicrosPerSecond);
    HttpRequest request;
    request.method = "POST";
    request.headers = {{"Content-Type", "application/json"},
                       {"webhook-id", std::string(id)},
                       {"webhook-timestamp", timestamp},
                       {"webhook-signature", sign_webhook(secret, id, timestamp, body)}};
    request.body = std::move(body);
    return request;
}

bool is_genuine_webhook(std::string_view secret, const HttpRequest& request, Instant now,
                        std::int64_t age_seconds_max) {
    // An empty or undecodable secret would let everybody sign.
    if (secret_bytes(secret).empty()) return false;
    const std::string_view id = header_of(request.headers, "webhook-id");
    const std::string_view timestamp = header_of(request.headers, "webhook-timestamp");
    std::string_view signatures = header_of(request.headers, "webhook-signature");
    const auto sent_at = whole_number(timestamp);
    if (id.empty() || !sent_at) return false;
    const std::int64_t seconds_now = now.micros / kMicrosPerSecond;
    if (*sent_at < seconds_now - age_seconds_max || *sent_at > seconds_now + age_seconds_max) return false;
    const std::string expected = sign_webhook(secret, id, timestamp, request.body);
    bool is_genuine = false;
    while (!signatures.empty()) {
        const std::string_view one = signatures.substr(0, signatures.find(' '));
        signatures.remove_prefix(std::min(signatures.size(), one.size() + 1));
        is_genuine = equal_secret(one, expected) || is_genuine;
    }
    return is_genuine;
}

}  // namespace settle::bank
