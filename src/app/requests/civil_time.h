// A moment as clocks on the wall show it, for appointments.
#pragma once

#include <string>

#include "ports/clock.h"

namespace settle {

/// A day and a time on it, somewhere.
struct CivilTime {
    Date day;
    int minute = 0;  ///< Since midnight, 0 to 1439.

    std::string clock_text() const;  ///< "14:00"
    friend bool operator==(const CivilTime&, const CivilTime&) = default;
};

/// Reads "14:00". Nothing when it is no time of a day.
std::optional<int> parse_minute(std::string_view text);

/// When the clocks of `zone` show it. They are moved in the small hours: from 04:00 on a day's times are counted from
/// its end, before that from its beginning. Fails with time_zone_unknown.
Result<Instant> instant_of(const TimeZones& zones, std::string_view zone, CivilTime time);
/// What the clocks of `zone` show then. Fails with time_zone_unknown.
Result<CivilTime> civil_time(const TimeZones& zones, std::string_view zone, Instant instant);

}  // namespace settle
