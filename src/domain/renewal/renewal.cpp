#include "domain/renewal/renewal.h"

#include "domain/change/target.h"
#include "domain/change/terms.h"

namespace settle {
namespace {

using Kind = DueStep::Kind;

struct Coming {
    Date on;
    Kind kind = Kind::kRenewed;
};

// On one day, steps go in the order of the enumeration: what takes away comes before what bills.
std::optional<Coming> coming_step(const Subscription& now) {
    std::optional<Coming> first;
    const auto consider = [&](std::optional<Date> on, Kind kind) {
        if (on && (!first || *on < first->on || (*on == first->on && kind < first->kind))) first = Coming{*on, kind};
    };
    if (!now.departures.empty()) consider(now.departures.front().on, Kind::kLeft);
    if (!now.reminders.empty()) consider(now.reminders.front().on, Kind::kReminder);
    if (now.state == SubscriptionState::kTrialing) consider(now.trial_end, Kind::kTrialEnded);
    if (now.state == SubscriptionState::kPaused) {
        if (!now.end_is_moving()) consider(now.ends_on, Kind::kEnded);
        if (now.pause) consider(now.pause->to, Kind::kResumed);
    }
    if (!is_live(now.state)) return first;

    if (now.past_due) {
        if (!now.past_due->access_changes.empty())
            consider(now.past_due->access_changes.front().on, Kind::kAccessChanged);
        if (!now.past_due->retries.empty()) consider(now.past_due->retries.front(), Kind::kRetry);
        consider(now.past_due->ends_on, Kind::kGivenUp);
    }
    consider(now.ends_on, Kind::kEnded);
    if (now.pause) consider(now.pause->from, Kind::kPaused);
    consider(next_scheduled_on(now), Kind::kChanged);
    // Nobody is ever billed for a plan that was never bought: it has no days.
    if (now.period.days() > 0) consider(now.period.end_day, Kind::kRenewed);
    return first;
}

void renew_commitment(const Catalog& catalog, Subscription& after, Date on) {
    if (!after.commitment_end || *after.commitment_end > on) return;
    const Target target = present_target(catalog, after);
    if (target.plan->commitment_renews && !after.ends_on) return begin_commitment(after, target, on);
    after.commitment_start.reset();
    after.commitment_end.reset();
}

void bill(const Situation& situation, DueStep& step, Lines lines) {
    step.due = total_up(std::move(lines), situation.tax, step.after.currency);
    step.from_balance = std::min(step.after.balance, step.due.total);
    step.after.balance -= step.from_balance;
}

// A scheduled change inside a period is the same change as one confirmed on that day.
void take_scheduled(const Situation& on_its_day, DueStep& step) {
    auto taken = take_scheduled_change(on_its_day, step.after, &step.notices);
    if (!taken.change.held.empty()) return;
    step.change = std::move(taken.change);
    if (!taken.preview) return;
    step.due = std::move(taken.preview->due_now);
    step.from_balance = taken.preview->from_balance;
}

}  // namespace

std::string event_of(const DueStep& step) {
    switch (step.kind) {
        case Kind::kLeft: return "seat.released";
        case Kind::kReminder: return std::string(name_of(step.reminder->kind));
        case Kind::kTrialEnded: return "trial.ended";
        case Kind::kAccessChanged: return "subscription.access_changed";
        case Kind::kRetry: return "payment.retried";
        case Kind::kGivenUp:
        case Kind::kEnded: return "subscription.ended";
        case Kind::kPaused: return "subscription.paused";
        case Kind::kResumed: return "subscription.resumed";
        case Kind::kChanged: return step.change ? "subscription.changed" : "subscription.change_held";
        case Kind::kRenewed: return "subscription.renewed";
    }
    ENSURE(false);
}

std::optional<Date> next_due_on(const Subscription& subscription) {
    const auto coming = coming_step(subscription);
    return coming ? std::optional(coming->on) : std::nullopt;
}

std::optional<DueStep::Kind> next_due_kind(const Subscription& subscription) {
    const auto coming = coming_step(subscription);
    return coming ? std::optional(coming->kind) : std::nullopt;
}

std::optional<DueStep> next_due_step(const Situation& situation) {
    const Subscription& now = situation.subscription;
    const auto coming = coming_step(now);
    if (!coming || coming->on > situation.today) return std::nullopt;
    const Situation then = situation.on_its_day(now, situation.actor, coming->on);
    std::optional<DueStep> taken;
    DueStep& step = taken.emplace(coming->kind, coming->on, no_amounts(now.currency), Money::zero(now.currency), now);
    Subscription& after = step.after;
    switch (step.kind) {
        case Kind::kLeft:
            while (!after.departures.empty() && after.departures.front().on <= step.on) {
                step.departures.push_back(std::move(after.departures.front()));
                after.departures.erase(after.departures.begin());
            }
            return taken;
        case Kind::kReminder:
            step.reminder = after.reminders.front();
            after.reminders.erase(after.reminders.begin());
            return taken;
        case Kind::kTrialEnded: after.state = SubscriptionState::kTrialEnded; break;
        case Kind::kAccessChanged:
            after.past_due->access = after.past_due->access_changes.front().access;
            after.past_due->access_changes.erase(after.past_due->access_changes.begin());
            return taken;
        case Kind::kRetry: after.past_due->retries.erase(after.past_due->retries.begin()); return taken;
        case Kind::kGivenUp:
        case Kind::kEnded: after.end(); break;
        case Kind::kPaused: begin_pause(after); break;
        case Kind::kResumed: bill(then, step, end_pause(then, after, step.on, &step.notices)); break;
        case Kind::kChanged: take_scheduled(then, step); break;
        case Kind::kRenewed: {
            Lines lines = begin_next_period(then, after, &step.notices);
            renew_commitment(terms_after(then, after, step.on), after, step.on);
            bill(then, step, std::move(lines));
            break;
        }
    }
    arm_reminders(terms_after(then, after, step.on), after, step.on);
    return taken;
}

void fall_past_due(const Catalog& catalog, Subscription& subscription, const InvoiceId& invoice, Date day) {
    const Dunning& dunning = catalog.payment.dunning;
    PastDue past_due{.invoice = invoice, .since = day, .retries = {}, .access_changes = {}};
    for (const int days : dunning.retry_days) past_due.retries.push_back(day.plus_days(days));
    for (const Dunning::AccessStep& step : dunning.access)
        past_due.access_changes.push_back({day.plus_days(step.after_days), step.access});
    if (dunning.end_after_days > 0) past_due.ends_on = day.plus_days(dunning.end_after_days);
    subscription.state = SubscriptionState::kPastDue;
    subscription.past_due = std::move(past_due);
}

void recover(Subscription& subscription) {
    subscription.past_due.reset();
    subscription.state = subscription.state_when_paid();
}

}  // namespace settle
