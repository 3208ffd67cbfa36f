// People at work while a bill run is under way, and while none is.
#pragma once

#include "run.h"

namespace settle::bench {

struct Latencies {
    std::vector<double> reads_ms;   ///< Subscription pages looked at.
    std::vector<double> writes_ms;  ///< Changes of seats confirmed.
};

/// Reads arrive every 5 ms and changes of seats every 50 ms, on customers in turn, until `is_over`. Each latency counts
/// from the moment it should have begun, so that waiting behind a slow one is not left out.
Latencies serve_people(Shop& shop, std::int64_t due, const std::function<bool()>& is_over);

}  // namespace settle::bench
