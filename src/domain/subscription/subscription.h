// What a customer has: plan, cycle, quantities, period, and which charges pay for it.
#pragma once

#include <optional>
#include <vector>

#include "base/code.h"
#include "base/date.h"
#include "base/id.h"
#include "domain/catalog/catalog.h"
#include "domain/customer/actor.h"
#include "domain/invoice/invoice.h"

namespace settle {

/// "none", "trialing", …
std::string_view name_of(SubscriptionState state);
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
    std::int64_t from_second = 0;   ///< How far into the first day it began; only where prices go by the second.
    friend bool operator==(const ChargedLine&, const ChargedLine&) = default;
};

/// A price that was agreed with one customer instead of the catalog's, per unit and cycle.
struct AgreedPrice {
    Code item;
    UnitPrice unit;
    friend bool operator==(const AgreedPrice&, const AgreedPrice&) = default;
};
/// One line of an offer made to measure: so many at this price per unit and cycle.
struct AgreedLine {
    Code item;
    std::int64_t quantity = 0;
    UnitPrice unit_price;
    friend bool operator==(const AgreedLine&, const AgreedLine&) = default;
};

/// A wish: what should be different. What is left out stays.
struct Wanted {
    std::optional<Code> plan = {};
    std::optional<Cycle> cycle = {};
    Quantities quantities = {};
    std::optional<int> billing_day = {};   ///< 1 to 31; only for a first order.
    /// kCancel, kRenewalOn, kPause or kResume; then nothing above is set.
    std::optional<ChangeKind> act = {};
    std::optional<Date> from = {};         ///< Of a pause; the end of the period when left out.
    std::optional<Date> to = {};           ///< Of a pause: the first day after it; open when left out.
    std::optional<Date> on = {};           ///< Staff only: the day it takes effect, instead of the rule's.
    std::vector<AgreedLine> lines = {};    ///< Staff only: what was agreed, instead of the catalog's prices.
    friend bool operator==(const Wanted&, const Wanted&) = default;
};

/// A change whose day has not come. It is judged again on its day: what no longer fits is held.
struct ScheduledChange {
    Date on;
    Wanted set;
    ChangeId change = {};     ///< The order that scheduled it.
    Actor author = {};
    std::string held = {};    ///< The code of the refusal on its day; empty while it waits for it.
    friend bool operator==(const ScheduledChange&, const ScheduledChange&) = default;
};

/// A pause that is planned or, in state paused, running.
struct Pause {
    Date from;
    std::optional<Date> to = {};        ///< The first day after it; open until somebody resumes.
    std::int64_t paid_days_left = 0;    ///< Days paid for that the pause cut off; they follow it.
    bool moves_commitment = false;  ///< A commitment is longer by its days, as the catalog said when it was planned.
    friend bool operator==(const Pause&, const Pause&) = default;
};

/// Somebody gives their seat up on a day to come, without money.
struct Departure {
    Date on;  ///< The first day without it.
    SeatId seat;
    Code item;  ///< The kind of seat.
    MemberId member;
    friend bool operator==(const Departure&, const Departure&) = default;
};

/// A renewal that is not paid, with the calendars that run meanwhile.
struct PastDue {
    struct AccessChange {
        Date on;
        Access access = Access::kFull;
        friend bool operator==(const AccessChange&, const AccessChange&) = default;
    };
    InvoiceId invoice;  ///< The oldest one that failed.
    Date since;
    std::vector<Date> retries;  ///< Days on which the charge is still to be tried again.
    std::vector<AccessChange> access_changes;  ///< Still to come.
    std::optional<Date> ends_on = {};
    Access access = Access::kFull;  ///< What is left now.
    std::int64_t owed_minor =
        0;  ///< Of that invoice, as its vendor's figures count it; in the subscription's currency.
    friend bool operator==(const PastDue&, const PastDue&) = default;
};

enum class ReminderKind : std::uint8_t { kTrialEnding, kCommitmentEnding, kRenewalAhead, kPauseEnding };
/// "trial.ending", "commitment.ending", "renewal.announced", "pause.ending"
std::string_view name_of(ReminderKind kind);
/// A day on which the customer is told of another one that comes.
struct Reminder {
    Date on;
    ReminderKind kind = ReminderKind::kTrialEnding;
    friend bool operator==(const Reminder&, const Reminder&) = default;
};

/// What its vendor's figures count of a subscription since it was last saved (domain/numbers).
struct Counted {
    Money monthly;          ///< The recurring amount of a month.
    bool recurred = false;  ///< It was ever above zero: who comes back is not new.
    friend bool operator==(const Counted&, const Counted&) = default;
};

struct Subscription {
    SubscriptionId id;
    CustomerId customer;
    std::int64_t version = 1;
    SubscriptionState state = SubscriptionState::kNone;
    Code plan;  ///< Empty in state none without a free plan.
    Cycle cycle = Cycle::kMonth;
    Currency currency = kEuro;
    Quantities quantities;  ///< Totals, what the plan includes counted.
    Date anchor;  ///< Period boundaries are anchor + n × cycle.
    std::int64_t period_number = 0;  ///< n of the present period's first boundary.
    Period period;  ///< The present period; a first partial one starts later than its boundary, a pause ends it early.
    /// How many days the period that was paid has, when what a pause left of it goes on; 0: full_period() says it.
    std::int64_t days_before_pause = 0;
    std::optional<Date> commitment_end;
    std::optional<Date> trial_end;  ///< The first day after the trial.
    bool trial_used = false;
    bool self_managed = true;
    std::vector<ChargedLine> charged;
    std::vector<Line> carried;  ///< Lines that wait for the next invoice: credits, or what is billed later.
    std::vector<ScheduledChange> scheduled;
    std::optional<Date> commitment_start = {};
    /// Its renewal is off: the first day without it. One that is not before the commitment's end moves with that end.
    std::optional<Date> ends_on = {};
    std::optional<Pause> pause = {};
    std::optional<PastDue> past_due = {};  ///< Present in state past_due only.
    std::vector<Departure> departures = {};  ///< Still to come, by day.
    std::vector<Reminder> reminders = {};  ///< Still to come, by day.
    Money balance = Money::zero(kEuro);  ///< Paid-in money and goodwill: reduces what is payable after tax.
    std::vector<AgreedPrice> agreed_prices = {};
    /// The version of the catalog it was bought or last renewed under; 0: the first.
    std::int64_t catalog_version = 0;
    std::optional<Counted> counted = {};  ///< None yet when no figure knows of it.
    friend bool operator==(const Subscription&, const Subscription&) = default;

    /// The whole period the present one belongs to: longer than `period` where that is a first partial one, or cut by a
    /// pause.
    Period full_period() const {
        return {add_months(anchor, period_number * months_of(cycle)),
                add_months(anchor, (period_number + 1) * months_of(cycle))};
    }
    /// The days that a price for one period pays.
    std::int64_t full_days() const { return days_before_pause != 0 ? days_before_pause : full_period().days(); }
    /// The state it is in while nothing is owed: active, or ending once its renewal is off.
    SubscriptionState state_when_paid() const {
        return ends_on ? SubscriptionState::kEnding : SubscriptionState::kActive;
    }
    bool is_committed_on(Date day) const { return commitment_end && day < *commitment_end; }
    /// Its end waits for the commitment's, which is still moving: the pause that moves it runs.
    bool end_is_moving() const {
        return state == SubscriptionState::kPaused && pause && pause->moves_commitment && ends_on &&
               is_committed_on(pause->from) && *ends_on >= *commitment_end;
    }
    /// The day that a reminder of this kind tells of.
    std::optional<Date> reminded_of(ReminderKind kind) const;
    /// It is over: what was planned, owed by date, or binding no longer counts.
    void end();
};

}  // namespace settle
