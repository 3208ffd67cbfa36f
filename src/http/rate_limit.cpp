#include "http/rate_limit.h"

namespace settle::http {

std::optional<int> RateLimiter::seconds_to_wait(std::string_view key, Instant now) {
    const std::lock_guard lock(mutex_);
    auto known = full_at_.find(std::string(key));
    const Instant after = (known == full_at_.end() ? now : std::max(known->second, now)) + limit_.one_per;
    const auto too_early = after - (now + limit_.burst * limit_.one_per);
    if (too_early > Instant::duration::zero())
        return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(too_early).count());
    if (known == full_at_.end()) {
        if (full_at_.size() >= limit_.keys_max) forget_fullest();
        known = full_at_.emplace(key, after).first;
    } else {
        by_time_.erase({known->second, known->first});
        known->second = after;
    }
    by_time_.emplace(after, known->first);
    return std::nullopt;
}

// A flood of keys must not forgive those who knocked too often: who is nearest to full loses least.
void RateLimiter::forget_fullest() {
    const auto fullest = by_time_.begin();
    const auto known = full_at_.find(std::string(fullest->second));
    by_time_.erase(fullest);
    full_at_.erase(known);
}

}  // namespace settle::http
