// The bill run over everything that is due in a store.
#pragma once

#include <atomic>

#include "shop.h"

namespace settle::bench {

struct RunOptions {
    int threads = 1;
    int slice = 2'000;  ///< Cases of one transaction.
};
struct RunOutcome {
    std::int64_t taken = 0;
    std::int64_t invoices = 0;
    std::int64_t parked = 0;
};

/// Takes everything that is due, or stops early once `enough` says so.
RunOutcome take_all_due(Shop& shop, const RunOptions& options, const std::atomic<bool>* enough = nullptr);

}  // namespace settle::bench
