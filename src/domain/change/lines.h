// The lines of a document: whole and partial periods, and what earlier charges give back.
#pragma once

#include "domain/change/target.h"

namespace settle {

/// A part of a period: its days, out of how many, and how far into the first of them it begins.
struct Share {
    Period covers;
    std::int64_t whole_days = 0;
    std::int64_t second = 0;  ///< 0 to 86 399; only prices that go by the second look at it.

    /// What is charged of the whole period.
    Ratio ratio(Proration proration) const;
};

/// The price of a plan and its units for a share of a period.
Lines charge_lines(const Target& target, const Share& share);

/// What a whole period costs at today's prices: what charge_lines() comes to. None when its plan is not sold any more.
std::optional<Money> period_price(const Catalog& catalog, const Subscription& subscription);

/// Adds one line for `count` more units of `item`; nothing when they cost nothing.
void charge_for_more(const Target& target, const Code& item, std::int64_t count, const Share& share, Lines& lines);

/// What `units` of `charged` give back from the beginning of `left` on: the price of what is left, never
/// more than what is left of the charge, and exactly that when nothing was used. Updates `charged`.
std::optional<Line> credit_for(const Catalog& catalog, ChargedLine& charged, std::int64_t units, Share left);

/// Keeps the charges among `lines` with the subscription, so that later changes can give them back.
/// `second`: how far into their first day they begin.
void remember_charges(Subscription& subscription, const Lines& lines, std::int64_t second);

/// The units of `item` that are charged: beyond what the plan includes, or all that were agreed.
std::int64_t charged_units(const Target& target, const Code& item, std::int64_t total);

/// Uses up credits that wait, to what `lines` come to; a line that is only partly used is split, and the
/// two parts add up to it. What is left goes on waiting.
void use_credits(std::vector<Line>& waiting, Lines& lines, Currency currency);

}  // namespace settle
