// Takes every step that is due, for all customers of a vendor, slice by slice, until a pass finds nothing new.
#pragma once

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/context.h"

namespace settle {

struct RoundOptions {
    int threads = 1;         ///< That decide and write; each works on a slice of its own.
    int batch = 500;         ///< Subscriptions in a slice: what one transaction writes.
    int charge_threads = 1;  ///< Charges that are under way at the provider at once.
    /// How long a store that is busy or out of reach is tried again before the rest is left for later.
    std::chrono::milliseconds patience{30'000};
};

/// What is to be taken.
struct DueWork {
    VendorName vendor;
    Date until;
    std::string run;  ///< The bill run it belongs to, or empty.
};

enum class RoundsEnd : std::uint8_t {
    kNothingLeft,
    kPaused,   ///< Somebody paused the run.
    kStopped,  ///< The caller asked for it.
    kLeft,     ///< The store, or who keeps changing what is due, did not let us go on: `failures` says why.
    kTakenFurther  ///< The run was asked to go until a later day meanwhile: whoever asked goes on.
};

struct RoundsReport {
    RoundsEnd end = RoundsEnd::kNothingLeft;
    std::int64_t steps = 0;
    std::int64_t invoices = 0;
    std::int64_t parked = 0;
    /// Of the last pass: in these customers' zones, behind the vendor's, the day has not come.
    std::int64_t not_due = 0;
    /// What went wrong and is tried again another time, in words.
    std::vector<std::string> failures;
};

/// Called by one thread at a time after each slice that is committed.
using OnSlice = std::function<void(const SliceReport&)>;
/// Called after a pass that went through all there was, when no slice is under way.
using OnRound = std::function<void()>;

/// A subscription that lags behind is billed for one period a pass, the oldest first. One that cannot be decided or
/// written is parked and does not stop the others, a broken contract of our own code included. Never fails: see `end`.
RoundsReport take_all_due(const Context& context, const DueWork& work, const RoundOptions& options,
                          const std::stop_token& stop, const OnSlice& on_slice, const OnRound& on_round);

}  // namespace settle
