// What a customer has: plan, cycle, quantities, period, and which charges pay for it.
#pragma once

#include <optional>
#include <vector>

#include "base/code.h"
#include "base/date.h"
#include "base/id.h"
#include "domain/catalog/catalog.h"
#include "domain/invoice/invoice.h"

namespace settle {

/// "none", "trialing", …
std::string_view name_of(SubscriptionState state);
Result<SubscriptionState> parse_subscription_state(std::string_view text);
/// Whether the plan is in force (active, ending, past_due).
constexpr bool is_live(SubscriptionState state) {
    return state == SubscriptionState::kActive || state == SubscriptionState::kEnding ||
           state == SubscriptionState::kPastDue;
}

/// A charge of the present period that was not wholly credited: what a later change gives back.
struct ChargedLine {
    InvoiceId invoice;
    int line = 0;             ///< From 0, on that invoice; -1 while it waits for the next one.
    Code item;
    Code plan;
    std::int64_t quantity = 0;      ///< Units still charged by it.
    UnitPrice unit_price;
    Period covers;
    Money amount;             ///< As it was charged.
    Money credited;           ///< Given back so far; 0 or positive.
    friend bool operator==(const ChargedLine&, const ChargedLine&) = default;
};

/// A wish: what should be different. What is left out stays.
struct Wanted {
    std::optional<Code> plan;
    std::optional<Cycle> cycle;
    Quantities quantities;
    std::optional<int> billing_day;  ///< 1 to 31; only for a first order.
    friend bool operator==(const Wanted&, const Wanted&) = default;
};

struct ScheduledChange {
    Date on;
    Wanted set;
    friend bool operator==(const ScheduledChange&, const ScheduledChange&) = default;
};

struct Subscription {
    SubscriptionId id;
    CustomerId customer;
    std::int64_t version = 1;
    SubscriptionState state = SubscriptionState::kNone;
    Code plan;                ///< Empty in state none without a free plan.
    Cycle cycle = Cycle::kMonth;
    Currency currency = kEuro;
    Quantities quantities;    ///< Totals, what the plan includes counted.
    Date anchor;              ///< Period boundaries are anchor + n × cycle.
    std::int64_t period_number = 0;  ///< n of the present period's first boundary.
    Period period;            ///< The present period; a first partial one starts later than its boundary.
    std::optional<Date> commitment_end;
    std::optional<Date> trial_end;   ///< The first day after the trial.
    bool trial_used = false;
    bool self_managed = true;
    std::vector<ChargedLine> charged;
    std::vector<Line> carried;       ///< Lines that wait for the next invoice: credits, or what is billed later.
    std::vector<ScheduledChange> scheduled;
    friend bool operator==(const Subscription&, const Subscription&) = default;

    /// The whole period the present one belongs to: longer than `period` only for a first partial one.
    Period full_period() const {
        return {add_months(anchor, period_number * months_of(cycle)),
                add_months(anchor, (period_number + 1) * months_of(cycle))};
    }
    bool is_committed_on(Date day) const { return commitment_end && day < *commitment_end; }
};

}  // namespace settle
