#include "adapters/system/ids.h"

#include <sodium.h>

#include "base/ensure.h"
#include "base/hash.h"

namespace settle {
namespace {

constexpr std::size_t kSecretLength = 43;
constexpr std::size_t kUuidDigits = 32;

// To a few milliseconds, which is a tenth of the work: the order of ids does not come from here.
std::uint64_t milliseconds_now() {
    timespec now{};
    clock_gettime(CLOCK_REALTIME_COARSE, &now);
    return static_cast<std::uint64_t>(now.tv_sec) * 1'000 + static_cast<std::uint64_t>(now.tv_nsec) / 1'000'000;
}

// 64 random bits. Each question to the system is a call into it: it gives a seed, which is stretched to many.
std::uint64_t random_bits() {
    constexpr std::size_t kCount = 512;
    struct Stock {
        std::array<std::uint64_t, kCount> words{};
        std::size_t left = 0;
    };
    thread_local Stock stock;
    if (stock.left == 0) {
        std::array<unsigned char, randombytes_SEEDBYTES> seed{};
        randombytes_buf(seed.data(), seed.size());
        randombytes_buf_deterministic(stock.words.data(), sizeof stock.words, seed.data());
        sodium_memzero(seed.data(), seed.size());
        stock.left = kCount;
    }
    return std::exchange(stock.words[--stock.left], 0);
}

// The last 16 characters before `end`.
void write_hex(char* end, std::uint64_t word) {
    for (int digit = 0; digit < 16; ++digit, word >>= 4) *--end = "0123456789abcdef"[word & 0xF];
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
    std::string id(prefix.size() + kUuidDigits, '0');
    prefix.copy(id.data(), prefix.size());
    write_hex(id.data() + prefix.size() + kUuidDigits / 2, high);
    write_hex(id.data() + id.size(), low);
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
