#include "http/rate_limit.h"

namespace settle::http {

std::optional<int> RateLimiter::seconds_to_wait(std::string_view key, Instant now) {
    const std::lock_guard lock(mutex_);
    const std::string owner(key);
    if (full_at_.size() >= limit_.keys_max && !full_at_.contains(owner)) forget_idle(now);
    Instant& full_at = full_at_.try_emplace(owner, now).first->second;
    const Instant after = std::max(full_at, now) + limit_.one_per;
    const auto too_early = after - (now + limit_.burst * limit_.one_per);
    if (too_early <= Instant::duration::zero()) {
        full_at = after;
        return std::nullopt;
    }
    return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(too_early).count());
}

void RateLimiter::forget_idle(Instant now) {
    std::erase_if(full_at_, [now](const auto& bucket) { return bucket.second <= now; });
    // Only a flood from that many addresses at once comes here; forgiving it keeps memory bounded.
    if (full_at_.size() >= limit_.keys_max) full_at_.clear();
}

}  // namespace settle::http
