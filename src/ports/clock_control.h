// The clock of a demo, which its visitors may move forward.
#pragma once

#include "base/date.h"
#include "base/result.h"

namespace settle {

class ClockControl {
public:
    virtual ~ClockControl() = default;
    /// Moves to `instant` and, on the way, takes everything that falls due on its own day. Answers how many
    /// steps were taken; it never moves back. Fails when something on the way broke.
    virtual Result<int> move_to(Instant instant) = 0;
    /// The start of the next day on which something falls due for anybody, in their zone; nothing when
    /// nothing is foreseen within a year.
    virtual Result<std::optional<Instant>> next_due() = 0;
};

}  // namespace settle
