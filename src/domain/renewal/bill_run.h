// A run that takes every step which is due, and what it leaves for people to look at.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/id.h"
#include "domain/customer/actor.h"

namespace settle {

/// The code of a subscription that would get more invoices on a day than can be right.
inline constexpr std::string_view kRunaway = "runaway";

/// Why a subscription is taken out of the runs until somebody looks at it.
struct Parked {
    CustomerId customer;
    std::string code;    ///< An error's code, or kRunaway.
    std::string detail;
    Instant at;
    Date due_on;         ///< The day of the step that could not be taken.
};

enum class BillRunState : std::uint8_t { kRunning, kPaused, kDone, kFailed };
/// "running", "paused", "done", "failed"
std::string_view name_of(BillRunState state);

/// A run over everything that is due on or before a day, which several processes may work on.
struct BillRun {
    std::string id;              ///< "run_…"
    Date until;
    BillRunState state = BillRunState::kRunning;
    Actor started_by;
    Instant started_at;
    std::optional<Instant> ended_at = {};
    std::int64_t due = 0;        ///< Steps: those due when it began, or done and due when it was taken further.
    std::int64_t steps = 0;      ///< Steps taken so far.
    std::int64_t invoices = 0;   ///< Of these, invoices issued.
    std::int64_t parked = 0;
    std::string failure = {};    ///< Why it failed.
};

}  // namespace settle
