// How often one key (an address, an API key, an e-mail address) may knock.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace settle::http {

struct RateLimit {
    int burst = 20;                             ///< Calls allowed at once.
    std::chrono::milliseconds one_per{1000};    ///< How long until one more is allowed.
    std::size_t keys_max = 100'000;             ///< Beyond, a new key takes the place of the one nearest to full.
};

/// A bucket per key, shared by all threads; time is a parameter.
class RateLimiter {
public:
    using Instant = std::chrono::steady_clock::time_point;

    explicit RateLimiter(RateLimit limit) : limit_(limit) {}

    /// Counts one call; empty when it is allowed, else the seconds (at least 1) until the next one is.
    /// Refused calls do not count: a client that waits as told gets through.
    std::optional<int> seconds_to_wait(std::string_view key, Instant now);

private:
    void forget_fullest();

    const RateLimit limit_;
    std::mutex mutex_;
    // When a bucket will be full again: one instant says both how many are left and since when.
    std::unordered_map<std::string, Instant> full_at_;
    // The same, the fullest first: what makes room is found without looking at all. Its texts are the keys above.
    std::set<std::pair<Instant, std::string_view>> by_time_;
};

}  // namespace settle::http
