// Time as a parameter: carries everybody forward to a moment, day by day.
#pragma once

#include <functional>

#include "engine/tick.h"

namespace settle {

/// Sets the clock that `services` reads. Called with rising instants.
using SetClock = std::function<void(Instant)>;

/// Moves to `to`, stopping at the start of every day on which something falls due, so that it happens on its
/// own day: trials end, renewals are charged, retried, given up. What fails is told and left behind.
Result<TickReport> advance(Services& services, const SetClock& set_clock, Instant to);

/// The start of the first day up to `until` on which something falls due for anybody, in their zone.
Result<std::optional<Instant>> next_due_instant(Services& services, Instant until);

}  // namespace settle
