#include "adapters/system/ids.h"

#include <sodium.h>

#include "base/ensure.h"
#include "base/hash.h"

namespace settle {
namespace {

constexpr std::size_t kSecretLength = 43;

std::uint64_t milliseconds_now() {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count());
}

}  // namespace

RandomIds::RandomIds() { ENSURE(sodium_init() >= 0); }

// RFC 9562: 48 bits of milliseconds, the version, 12 bits of counter, the variant, 62 random bits.
// The counter runs over into the milliseconds, which keeps the order when more than 4096 ids are
// wanted within one.
std::string RandomIds::next(std::string_view prefix) {
    std::uint64_t tick = milliseconds_now() << 12;
    {
        const std::lock_guard lock(mutex_);
        tick = std::max(tick, last_tick_ + 1);
        last_tick_ = tick;
    }
    const std::uint64_t high = (tick >> 12 << 16) | 0x7000U | (tick & 0xFFFU);
    std::uint64_t low = 0;
    randombytes_buf(&low, sizeof low);
    low = (low & 0x3FFF'FFFF'FFFF'FFFFU) | 0x8000'0000'0000'0000U;
    return fmt::format("{}{:016x}{:016x}", prefix, high, low);
}

std::string RandomIds::secret() {
    std::array<unsigned char, 32> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::array<char, kSecretLength + 1> text{};
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return std::string(text.data());
}

std::string CountingIds::next(std::string_view prefix) {
    const std::lock_guard lock(mutex_);
    auto [count, is_new] = counts_.try_emplace(std::string(prefix), 0);
    return fmt::format("{}{}", prefix, ++count->second);
}

std::string CountingIds::secret() {
    const std::lock_guard lock(mutex_);
    return digest_hex(fmt::format("secret {}", ++secrets_)).substr(0, kSecretLength);
}

}  // namespace settle
