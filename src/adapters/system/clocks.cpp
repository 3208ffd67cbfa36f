#include "adapters/system/clocks.h"

namespace settle {

Instant SystemClock::now() const {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count()};
}

Instant ShiftedClock::now() const { return {SystemClock().now().micros + ahead_micros_}; }

void ShiftedClock::set(Instant instant) { ahead_micros_ = instant.micros - SystemClock().now().micros; }

Instant MovableClock::now() const {
    const std::lock_guard lock(mutex_);
    return now_;
}

void MovableClock::set(Instant instant) {
    const std::lock_guard lock(mutex_);
    now_ = instant;
}

void MovableClock::advance_seconds(std::int64_t seconds) {
    const std::lock_guard lock(mutex_);
    now_ = now_.plus_seconds(seconds);
}

}  // namespace settle
