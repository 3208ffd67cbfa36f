// Time, read once per use case and handed down.
#pragma once

#include "base/date.h"

namespace settle {

class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

/// Civil time in the zones of customers.
class TimeZones {
public:
    virtual ~TimeZones() = default;
    /// The day `instant` falls on in `zone` (an IANA name). Fails with time_zone_unknown.
    virtual Result<Date> day_in(std::string_view zone, Instant instant) const = 0;
    /// The first instant of `day` in `zone`. Fails with time_zone_unknown.
    virtual Result<Instant> start_of(std::string_view zone, Date day) const = 0;
};

}  // namespace settle
