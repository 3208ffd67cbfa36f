// What a wish means for this subscription: every value filled in and checked against the plan.
#pragma once

#include "domain/change/change.h"

namespace settle {

struct Target {
    const Plan* plan = nullptr;
    Cycle cycle = Cycle::kMonth;
    Currency currency = kEuro;
    Quantities quantities;
    std::vector<AgreedPrice> agreed_prices;
};

/// Makes the target what holds.
void take_target(Subscription& subscription, const Target& target);
/// A commitment of the plan and cycle begins on `day`, or none does.
void begin_commitment(Subscription& subscription, const Target& target, Date day);
/// The same for a cycle that is changed on `situation.today`: what binds longer goes on, unless staff decide.
void change_commitment(const Situation& situation, Subscription& subscription, const Target& target);
/// The same for a plan that is changed at the same cycle: a commitment that runs goes on as it is; without one, that of
/// the new plan begins on `situation.today`, and an end that was asked for before waits for it.
void add_commitment(const Situation& situation, Subscription& subscription, const Target& target);

/// What holds now, as a target: its plan must be in the catalog.
Target present_target(const Catalog& catalog, const Subscription& subscription);

/// Whether this is an order from nothing: no plan in force, or only the free one.
bool is_first_order(const Catalog& catalog, const Subscription& subscription);

/// Fills in what `wanted` leaves out: on a plan change totals are kept and raised to the new plan's
/// minimum; a first order begins at the minimum. Fails with plan_unknown, item_unknown,
/// cycle_not_offered, quantity_out_of_range, field_required (a plan, or the lines that staff agreed for one without a
/// price), staff_required (agreed prices).
Result<Target> resolve_target(const Situation& situation, const Wanted& wanted);

}  // namespace settle
