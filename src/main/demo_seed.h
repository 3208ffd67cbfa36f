// Demo customers with a past, told by a vendor's demo.yaml and lived through the real use cases.
#pragma once

#include <string>

#include "adapters/bank_sandbox/bank.h"
#include "adapters/system/clocks.h"
#include "app/context.h"

namespace settle {

/// Makes the customers of `file` for `vendor`: each step runs at its day on `clock`, paid at `bank` as its
/// sandbox method says, renewals between the steps included; `services` read that clock. Ends with the
/// clock at `now`. Fails with file_malformed, naming file and line, and what the use cases fail with.
Result<int> seed_demo(Services& services, const VendorName& vendor, const std::string& file, Bank& bank,
                      MovableClock& clock, Instant now);

}  // namespace settle
