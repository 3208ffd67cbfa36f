#include "adapters/system/ids.h"

#include <sodium.h>

#include "base/ensure.h"
#include "base/hash.h"

namespace settle {
namespace {

constexpr std::size_t kSecretLength = 43;
constexpr std::size_t kUuidDigits = 32;

std::uint64_t milliseconds_now() {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count());
}

// 64 random bits; the system is asked for many at once, because each question is a call into it.
std::uint64_t random_bits() {
    constexpr std::size_t kCount = 128;
    struct Stock {
        std::array<std::uint64_t, kCount> words{};
        std::size_t left = 0;
    };
    thread_local Stock stock;
    if (stock.left == 0) {
        randombytes_buf(stock.words.data(), sizeof stock.words);
        stock.left = kCount;
    }
    return std::exchange(stock.words[--stock.left], 0);
}

void append_hex(std::string& text, std::uint64_t word) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    for (int shift = 60; shift >= 0; shift -= 4) text.push_back(kDigits[(word >> shift) & 0xF]);
}

}  // namespace

RandomIds::RandomIds() { ENSURE(sodium_init() >= 0); }

// RFC 9562: 48 bits of milliseconds, the version, 12 bits of counter, the variant, 62 random bits.
// The counter runs over into the milliseconds, which keeps the order when more than 4096 ids are
// wanted within one.
std::string RandomIds::next(std::string_view prefix) {
    const std::uint64_t present = milliseconds_now() << 12;
    std::uint64_t last = last_tick_.load();
    std::uint64_t tick = std::max(present, last + 1);
    while (!last_tick_.compare_exchange_weak(last, tick)) tick = std::max(present, last + 1);
    const std::uint64_t high = (tick >> 12 << 16) | 0x7000U | (tick & 0xFFFU);
    const std::uint64_t low = (random_bits() & 0x3FFF'FFFF'FFFF'FFFFU) | 0x8000'0000'0000'0000U;
    std::string id;
    id.reserve(prefix.size() + kUuidDigits);
    id.append(prefix);
    append_hex(id, high);
    append_hex(id, low);
    return id;
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
