// The recurring amount of a subscription, and what a save of it changes in its vendor's figures.
#pragma once

#include "domain/numbers/fact.h"
#include "domain/subscription/subscription.h"

namespace settle {

/// What a subscription in force would be billed for a whole period at the prices of `catalog`, before tax, per month
/// of its cycle; rounded once, half up to the minor unit. Credits, what waits for the next invoice, scheduled changes
/// and a first partial period are no part of it. Nothing in any other state: while it is tried or paused, and when it
/// ended. None when its plan is not sold any more: then nobody knows.
std::optional<Money> monthly_amount(const Catalog& catalog, const Subscription& subscription);

/// Whether the figures count its units.
bool holds_counted_units(const Subscription& subscription);

/// How what was owed ended, of a subscription that goes on.
enum class OwedEnds : std::uint8_t { kPaid, kForgiven };

/// Counts `after` anew, with what was counted of it so far, and answers what that changes. `before` is as it was kept;
/// `assigned` are its units in use.
std::vector<Fact> count_anew(const Catalog& catalog, const Subscription& before, const Quantities& assigned,
                             Subscription& after, OwedEnds owed = OwedEnds::kPaid);
/// The same of one that is new.
std::vector<Fact> count_first(const Catalog& catalog, Subscription& made);

}  // namespace settle
