// What falls due by itself: trials end, periods end, the next one begins and is billed.
#pragma once

#include <optional>
#include <string_view>

#include "domain/change/change.h"

namespace settle {

/// One step a subscription takes on its own on a day.
struct DueStep {
    enum class Kind : std::uint8_t { kTrialEnded, kRenewed, kEnded } kind = Kind::kRenewed;
    Date on;               ///< The day it takes effect: the first day after the trial or the period.
    Amounts due;           ///< What the new period costs; empty unless renewed.
    Subscription after;
};

/// The day of the next step, if any is foreseen: the end of the trial or of the period.
std::optional<Date> next_due_on(const Subscription& subscription);

/// The next step when it is due on or before `today`. Scheduled changes whose day has come take part;
/// credits that wait for the next invoice reduce it, never below zero, and the rest goes on waiting.
std::optional<DueStep> next_due_step(const Catalog& catalog, const Subscription& subscription, const TaxDecision& tax,
                                     Date today);

}  // namespace settle
