// The lines of a document: whole and partial periods, and what earlier charges give back.
#pragma once

#include "domain/change/target.h"

namespace settle {

/// The price of a plan and its units for the days of `covers`, a part of a period of `whole_days`.
Lines charge_lines(const Target& target, const Period& covers, std::int64_t whole_days);

/// One line for `count` more units of `item` over `covers`; nothing when they cost nothing.
std::optional<Line> charge_for_more(const Target& target, const Code& item, std::int64_t count, const Period& covers,
                                    std::int64_t whole_days);

/// What `units` of `charged` give back from `today` on: the price of the days left, never more than
/// what is left of the charge, and exactly that when nothing was used. Updates `charged`.
std::optional<Line> credit_for(ChargedLine& charged, std::int64_t units, Date today, std::int64_t whole_days);

/// Keeps the charges among `lines` with the subscription, so that later changes can give them back.
void remember_charges(Subscription& subscription, const Lines& lines);

/// The units of `item` beyond what the plan includes.
std::int64_t charged_units(const PlanItem& item, std::int64_t total);

}  // namespace settle
