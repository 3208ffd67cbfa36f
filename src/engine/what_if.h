// A version of a catalog tried on all customers, by all cores.
#pragma once

#include <functional>
#include <stop_token>

#include "app/catalog/what_if.h"

namespace settle {

struct WhatIfOptions {
    int threads = 1;  ///< Each works on a slice of its own.
    int batch = 500;
};
/// Both are called by one thread at a time.
using OnAffected = std::function<void(const AffectedCustomer&)>;
using OnWhatIfProgress = std::function<void(std::int64_t done, std::int64_t of)>;

/// Compares every customer for whom something falls due by then. Nothing is written, and what is kept does not grow
/// with the customers. Fails as WhatIfTrial::open(), and with store_busy, store_unreachable, store_failed.
Result<WhatIfReport> run_what_if(const Context& context, const WhatIf& what, const WhatIfOptions& options,
                                 const std::stop_token& stop, const OnAffected& on_affected,
                                 const OnWhatIfProgress& on_progress);

}  // namespace settle
