#include "adapters/trust/trust.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "adapters/trust/passkeys.h"
#include "base/base64url.h"
#include "base/ensure.h"
#include "base/hash.h"

namespace settle {
namespace {

constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view kSealVersion = "s1:";
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
using SealKey = std::array<unsigned char, crypto_aead_xchacha20poly1305_ietf_KEYBYTES>;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

// As other programs write a key: with padding, and perhaps a line's end.
std::optional<std::string> bytes_from_padded_base64(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t length = 0;
    const char* end = nullptr;
    if (sodium_base642bin(bytes_of(bytes), bytes.size(), text.data(), text.size(), "\n", &length, &end,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
        end != text.data() + text.size())
        return std::nullopt;
    bytes.resize(length);
    return bytes;
}

std::optional<std::string> bytes_from_base32(std::string_view text) {
    std::string bytes;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        const auto value = kBase32.find(c);
        if (value == std::string_view::npos) return std::nullopt;
        bits = (bits << 5U) | static_cast<std::uint32_t>(value);
        count += 5;
        if (count < 8) continue;
        count -= 8;
        bytes.push_back(static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xFFU));
    }
    return bytes;
}

// A hash that no password is known for: as costly to verify as any other, and made for nothing.
std::string hash_of_nobody(const TrustOptions& options) {
    std::array<char, crypto_pwhash_SALTBYTES + 32> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    const std::string_view all(bytes.data(), bytes.size());
    const auto encoded = [](std::string_view part) {
        std::string text(sodium_base64_encoded_len(part.size(), sodium_base64_VARIANT_ORIGINAL_NO_PADDING), '\0');
        sodium_bin2base64(text.data(), text.size(), bytes_of(part), part.size(),
                          sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
        text.pop_back();
        return text;
    };
    return fmt::format("$argon2id$v=19$m={},t={},p=1${}${}", options.memory_mib * 1024, options.passes,
                       encoded(all.substr(0, crypto_pwhash_SALTBYTES)), encoded(all.substr(crypto_pwhash_SALTBYTES)));
}

/// Leave to make one of a few hashes at once.
class Slots {
public:
    Slots(int count, int waiting_max, int wait_ms) : free_(count), waiting_max_(waiting_max), wait_(wait_ms) {}

    bool take() {
        std::unique_lock lock(mutex_);
        if (free_ == 0) {
            if (waiting_ >= waiting_max_) return false;
            ++waiting_;
            const bool came = freed_.wait_for(lock, wait_, [this] { return free_ > 0; });
            --waiting_;
            if (!came) return false;
        }
        --free_;
        return true;
    }
    void give_back() {
        {
            const std::lock_guard lock(mutex_);
            ++free_;
        }
        freed_.notify_one();
    }

private:
    std::mutex mutex_;
    std::condition_variable freed_;
    int free_;
    int waiting_ = 0;
    const int waiting_max_;
    const std::chrono::milliseconds wait_;
};

class LibraryTrust final : public Trust {
public:
    LibraryTrust(const TrustOptions& options, std::optional<SealKey> key)
        : nobody_(hash_of_nobody(options)),
          passes_(static_cast<unsigned long long>(options.passes)),
          memory_(static_cast<std::size_t>(options.memory_mib) * 1024 * 1024),
          slots_(options.at_once, options.waiting_max, options.wait_ms),
          key_(key) {}

    ~LibraryTrust() override {
        if (key_) sodium_memzero(key_->data(), key_->size());
    }
    LibraryTrust(const LibraryTrust&) = delete;
    LibraryTrust& operator=(const LibraryTrust&) = delete;

    Result<std::string> hash_password(std::string_view password) override {
        const auto slot = TRY(take_slot());
        std::array<char, crypto_pwhash_STRBYTES> hash{};
        if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), passes_, memory_,
                                  crypto_pwhash_ALG_ARGON2ID13) != 0)
            return fail(ErrorCode::kInternal, {}, "no memory for a password hash");
        return std::string(hash.data());
    }

    Result<PasswordVerdict> verify_password(std::string_view hash, std::string_view password) override {
        const auto slot = TRY(take_slot());
        const std::string known(hash.empty() ? std::string_view(nobody_) : hash);
        const bool right = crypto_pwhash_str_verify(known.c_str(), password.data(), password.size()) == 0;
        if (!right || hash.empty()) return PasswordVerdict::kWrong;
        return crypto_pwhash_str_needs_rehash(known.c_str(), passes_, memory_) == 0 ? PasswordVerdict::kRight
                                                                                    : PasswordVerdict::kRightButOld;
    }

    bool can_seal() const override { return key_.has_value(); }

    Result<std::string> seal(std::string_view secret, std::string_view about) override {
        if (!key_) return fail(ErrorCode::kSecondFactorUnavailable);
        std::string sealed(kNonceBytes + secret.size() + kTagBytes, '\0');
        unsigned char* nonce = bytes_of(sealed);
        randombytes_buf(nonce, kNonceBytes);
        crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + kNonceBytes, nullptr, bytes_of(secret), secret.size(),
                                                   bytes_of(about), about.size(), nullptr, nonce, key_->data());
        return std::string(kSealVersion) + to_base64url(sealed);
    }

    Result<std::string> unseal(std::string_view sealed, std::string_view about) override {
        if (!key_) return fail(ErrorCode::kSecondFactorUnavailable);
        if (!sealed.starts_with(kSealVersion)) return fail(ErrorCode::kSecondFactorUnavailable, {}, "not sealed");
        const auto bytes = from_base64url(sealed.substr(kSealVersion.size()));
        if (!bytes || bytes->size() < kNonceBytes + kTagBytes)
            return fail(ErrorCode::kSecondFactorUnavailable, {}, "a seal of another form");
        const unsigned char* nonce = bytes_of(std::string_view(*bytes));
        std::string secret(bytes->size() - kNonceBytes - kTagBytes, '\0');
        if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes_of(secret), nullptr, nullptr, nonce + kNonceBytes,
                                                       bytes->size() - kNonceBytes, bytes_of(about), about.size(),
                                                       nonce, key_->data()) != 0)
            return fail(ErrorCode::kSecondFactorUnavailable, {}, "sealed with another key, or about something else");
        return secret;
    }

    std::string random_base32(int characters) override {
        std::string text(static_cast<std::size_t>(characters), '\0');
        randombytes_buf(text.data(), text.size());
        for (char& c : text) c = kBase32[static_cast<unsigned char>(c) & 31U];
        return text;
    }

    Result<std::string> one_time_code(std::string_view base32_key, std::int64_t step) override {
        const auto key = bytes_from_base32(base32_key);
        if (!key || key->empty()) return fail(ErrorCode::kInternal, {}, "a code key that is not base32");
        std::array<unsigned char, 8> counter{};
        auto rest = static_cast<std::uint64_t>(step);
        for (std::size_t i = counter.size(); i-- > 0; rest >>= 8U)
            counter[i] = static_cast<unsigned char>(rest & 0xFFU);
        std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
        unsigned int length = 0;
        if (HMAC(EVP_sha1(), key->data(), static_cast<int>(key->size()), counter.data(), counter.size(), mac.data(),
                 &length) == nullptr)
            return fail(ErrorCode::kInternal, {}, "HMAC-SHA1 failed");
        const std::size_t at = mac[length - 1] & 0x0FU;
        const std::uint32_t number = (static_cast<std::uint32_t>(mac[at] & 0x7FU) << 24U) |
                                     (static_cast<std::uint32_t>(mac[at + 1]) << 16U) |
                                     (static_cast<std::uint32_t>(mac[at + 2]) << 8U) | mac[at + 3];
        return fmt::format("{:06}", number % 1'000'000);
    }

    Result<NewPasskey> read_passkey(const PasskeyAnswer& answer, std::string_view site,
                                    std::string_view origin) override {
        auto challenge = trust::challenge_in(answer.client_data, "webauthn.create", origin);
        const auto read = trust::read_passkey(answer.authenticator_data, site);
        if (!challenge || !read) return fail(ErrorCode::kPasskeyRefused);
        return NewPasskey{*std::move(challenge), to_base64url(read->id), to_base64url(read->public_key),
                          read->algorithm, read->uses};
    }

    Result<UsedPasskey> check_passkey(const PasskeyAnswer& answer, std::string_view public_key, int algorithm,
                                      std::string_view site, std::string_view origin) override {
        auto challenge = trust::challenge_in(answer.client_data, "webauthn.get", origin);
        const auto key = from_base64url(public_key);
        if (!challenge || !key) return fail(ErrorCode::kPasskeyRefused);
        const auto uses = trust::check_passkey(
            {answer.authenticator_data, answer.client_data, answer.signature, *key, algorithm}, site);
        if (!uses) return fail(ErrorCode::kPasskeyRefused);
        return UsedPasskey{*std::move(challenge), *uses};
    }

private:
    struct GiveBack {
        void operator()(Slots* slots) const { slots->give_back(); }
    };
    using Slot = std::unique_ptr<Slots, GiveBack>;

    Result<Slot> take_slot() {
        if (!slots_.take()) return fail(Error(ErrorCode::kTooManyRequests).with("seconds", "2"));
        return Slot(&slots_);
    }

    const std::string nobody_;
    const unsigned long long passes_;
    const std::size_t memory_;
    Slots slots_;
    std::optional<SealKey> key_;
};

}  // namespace

Result<std::unique_ptr<Trust>> make_trust(const TrustOptions& options) {
    ENSURE(sodium_init() >= 0);
    std::optional<SealKey> key;
    if (!options.seal_key.empty()) {
        auto bytes = bytes_from_padded_base64(options.seal_key);
        if (!bytes) bytes = from_base64url(options.seal_key);
        if (!bytes || bytes->size() != SealKey().size())
            return fail(Error(ErrorCode::kFieldInvalid, "seal_key").with("expected", "32 bytes in base64"));
        key.emplace();
        std::ranges::copy(*bytes, reinterpret_cast<char*>(key->data()));
    }
    return std::make_unique<LibraryTrust>(options, key);
}

}  // namespace settle
