// Civil time from the zone files of the machine.
#pragma once

#include <memory>

#include "ports/clock.h"

namespace settle {

/// Reads a zone once and keeps it. Safe to share between threads.
class AbslTimeZones : public TimeZones {
public:
    AbslTimeZones();
    ~AbslTimeZones() override;
    Result<Date> day_in(std::string_view zone, Instant instant) const override;
    /// Where the clocks skip midnight, or the whole day, this is the first instant after the gap;
    /// where midnight comes twice, the earlier one.
    Result<Instant> start_of(std::string_view zone, Date day) const override;

private:
    class Cache;
    std::unique_ptr<Cache> cache_;
};

}  // namespace settle
