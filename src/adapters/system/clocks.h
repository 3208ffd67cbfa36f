// Clocks: the machine's, and one that is moved by hand.
#pragma once

#include <mutex>

#include "ports/clock.h"

namespace settle {

/// The machine's clock.
class SystemClock : public Clock {
public:
    Instant now() const override;
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
