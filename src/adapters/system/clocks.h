// Clocks: the machine's, and one that is moved by hand.
#pragma once

#include <atomic>
#include <mutex>

#include "ports/clock.h"

namespace settle {

/// The machine's clock.
class SystemClock : public Clock {
public:
    Instant now() const override;
};

/// The machine's clock, some time ahead: it goes on by itself and can be put forward. Safe to share.
class ShiftedClock : public Clock {
public:
    Instant now() const override;
    /// From now on it says `instant` and goes on from there.
    void set(Instant instant);
    /// How far ahead of the machine's clock it is, in microseconds.
    std::int64_t ahead_micros() const { return ahead_micros_; }
    void set_ahead_micros(std::int64_t ahead) { ahead_micros_ = ahead; }

private:
    std::atomic<std::int64_t> ahead_micros_ = 0;
};

/// Stands still until it is moved; for the demo, the simulator and tests. Safe to share between threads.
class MovableClock : public Clock {
public:
    explicit MovableClock(Instant start) : now_(start) {}
    Instant now() const override;
    /// Jumps to `instant`, forwards or backwards.
    void set(Instant instant);
    void advance_seconds(std::int64_t seconds);

private:
    mutable std::mutex mutex_;
    Instant now_;
};

}  // namespace settle
