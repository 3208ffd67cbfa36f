#include "domain/change/next_period.h"

#include "domain/change/lines.h"
#include "domain/change/rules.h"
#include "domain/change/terms.h"

namespace settle {
namespace {

void take_waiting(Subscription& after, Lines& lines) {
    // Charges that waited come first, so that credits find all there is to reduce.
    for (const Line& line : after.carried)
        if (!line.amount.is_negative()) lines.push_back(line);
    std::erase_if(after.carried, [](const Line& line) { return !line.amount.is_negative(); });
    use_credits(after.carried, lines, after.currency);
}

void take_effect(const Situation& on_its_day, Subscription& after, const Wanted& set, Date on) {
    const auto target = resolve_target(on_its_day, set);
    ENSURE(target.has_value());
    const bool new_plan = target->plan->code != after.plan;
    const bool new_cycle = target->cycle != after.cycle;
    take_target(after, *target);
    if (new_plan && !new_cycle) add_commitment(on_its_day, after, *target);
    if (!new_cycle) return;
    after.anchor = on;
    after.period_number = -1;
    change_commitment(on_its_day, after, *target);
}

// Scheduled changes whose day has come, in the order they were asked for.
void apply_scheduled(const Situation& situation, Subscription& after, Date on, std::vector<ScheduleNotice>* notices) {
    if (after.scheduled.empty()) return;
    std::vector<ScheduledChange> waiting;
    for (ScheduledChange& change : std::exchange(after.scheduled, {})) {
        if (change.on > on || !change.held.empty()) {
            waiting.push_back(std::move(change));
            continue;
        }
        const Situation then = situation.on_its_day(after, change.author, on);
        const auto fits = recheck(then, change);
        if (!fits) {
            change.held = name_of(fits.error().code);
            if (notices != nullptr) notices->push_back({change, {}, fits.error()});
            waiting.push_back(std::move(change));
            continue;
        }
        take_effect(then, after, fits->set, on);
        if (fits->clamped && notices != nullptr) notices->push_back({std::move(change), fits->set});
    }
    after.scheduled = std::move(waiting);
}

// The same under the terms of the period that begins on `on`.
Situation renewed(const Situation& situation, Subscription& after, Date on) {
    return {.catalog = renew_terms(situation, after, on),
            .customer = situation.customer,
            .subscription = situation.subscription,
            .tax = situation.tax,
            .assigned = situation.assigned,
            .actor = situation.actor,
            .today = situation.today,
            .second = situation.second,
            .at_its_date = situation.at_its_date,
            .timeline = situation.timeline};
}

Lines open_period(const Situation& situation, Subscription& after) {
    after.period_number += 1;
    after.period = after.full_period();
    after.days_before_pause = 0;
    const Target target = present_target(situation.catalog, after);
    Lines lines = charge_lines(target, {after.period, after.period.days()});
    after.charged.clear();
    remember_charges(after, lines, 0);
    take_waiting(after, lines);
    return lines;
}

}  // namespace

Result<Recheck> recheck(const Situation& on_its_day, const ScheduledChange& change) {
    Recheck result{change.set};
    result.set.on.reset();
    const Quantities& now = on_its_day.subscription.quantities;
    for (const auto& [item, count] : change.set.quantities) {
        const std::int64_t in_use = std::min(in_use_on(on_its_day, item, on_its_day.today), now.of(item));
        if (count >= in_use) continue;
        result.set.quantities.set(item, in_use);
        result.clamped = true;
    }
    const Target target = TRY(resolve_target(on_its_day, result.set));
    for (const Ruling& part : judge(on_its_day, result.set, target))
        if (part.refusal && part.outcome != Outcome::kNothingToDo) return fail(*part.refusal);
    return result;
}

Lines begin_next_period(const Situation& situation, Subscription& subscription, std::vector<ScheduleNotice>* notices) {
    const Date on = subscription.period.end_day;
    const Situation then = renewed(situation, subscription, on);
    apply_scheduled(then, subscription, on, notices);
    return open_period(then, subscription);
}

TakenChange take_scheduled_change(const Situation& on_its_day, Subscription& subscription,
                                  std::vector<ScheduleNotice>* notices) {
    const auto due = std::ranges::find_if(subscription.scheduled, [&](const ScheduledChange& change) {
        return change.held.empty() && change.on <= on_its_day.today;
    });
    ENSURE(due != subscription.scheduled.end());
    TakenChange taken{*due};
    subscription.scheduled.erase(due);
    ScheduledChange& change = taken.change;
    const Situation then = on_its_day.on_its_day(subscription, change.author, on_its_day.today);
    const auto hold = [&](const Error& error) {
        change.held = name_of(error.code);
        subscription.scheduled.push_back(change);
        if (notices != nullptr) notices->push_back({change, {}, error});
    };
    const auto fits = recheck(then, change);
    if (!fits) {
        hold(fits.error());
        return taken;
    }
    auto preview = preview_change(then, fits->set);
    if (!preview) {
        hold(preview.error());
        return taken;
    }
    if (fits->clamped && notices != nullptr) notices->push_back({change, fits->set});
    if (preview->ruling.refusal) return taken;  // Nothing is left to change.
    subscription = preview->after;
    taken.preview = *std::move(preview);
    return taken;
}

std::optional<Date> next_scheduled_on(const Subscription& subscription) {
    std::optional<Date> first;
    for (const ScheduledChange& change : subscription.scheduled) {
        if (!change.held.empty() || change.on >= subscription.period.end_day) continue;
        const Date on = std::max(change.on, subscription.period.first_day);
        if (!first || on < *first) first = on;
    }
    return first;
}

void begin_pause(Subscription& subscription) {
    Pause& pause = *subscription.pause;
    subscription.state = SubscriptionState::kPaused;
    subscription.past_due.reset();
    pause.paid_days_left = std::max<std::int64_t>(0, subscription.period.end_day - pause.from);
    subscription.period.end_day = std::min(subscription.period.end_day, pause.from);
}

Lines end_pause(const Situation& situation, Subscription& subscription, Date day,
                std::vector<ScheduleNotice>* notices) {
    const Pause pause = *subscription.pause;
    subscription.pause.reset();
    subscription.state = subscription.state_when_paid();
    if (subscription.commitment_end && pause.moves_commitment) {
        const Date moved = subscription.commitment_end->plus_days(day - pause.from);
        const bool ends_with_it = subscription.ends_on && *subscription.ends_on >= *subscription.commitment_end;
        if (ends_with_it && subscription.is_committed_on(pause.from))
            subscription.ends_on = std::max(*subscription.ends_on, moved);
        subscription.commitment_end = moved;
    }
    if (pause.paid_days_left == 0) {
        const Situation then = renewed(situation, subscription, day);
        apply_scheduled(then, subscription, day, notices);
        subscription.anchor = day;
        subscription.period_number = -1;
        return open_period(then, subscription);
    }
    // What is left belongs to the period that was paid; its end is the boundary that all later ones are counted from.
    subscription.days_before_pause = subscription.full_days();
    const Date end = day.plus_days(pause.paid_days_left);
    subscription.anchor = end;
    subscription.period_number = -1;
    subscription.period = {day, end};
    // Moved as a whole: the days before the pause are over, as they were.
    for (ChargedLine& charged : subscription.charged)
        charged.covers = {charged.covers.first_day.plus_days(day - pause.from),
                          charged.covers.end_day.plus_days(day - pause.from)};
    return {};
}

std::optional<ForeseenBill> foresee_bill(const Situation& situation, Subscription& subscription,
                                         std::vector<ScheduleNotice>* notices) {
    const auto ends_by = [&](Date day) {
        if (subscription.past_due && subscription.past_due->ends_on && *subscription.past_due->ends_on <= day)
            return true;
        return subscription.ends_on && *subscription.ends_on <= day && !subscription.end_is_moving();
    };
    while (true) {
        if (situation.catalog.find_plan(subscription.plan) == nullptr) return std::nullopt;
        if (subscription.state == SubscriptionState::kPaused) {
            if (!subscription.pause || !subscription.pause->to || ends_by(*subscription.pause->to)) return std::nullopt;
            Lines lines = end_pause(situation, subscription, *subscription.pause->to, notices);
            if (!lines.empty()) return ForeseenBill{subscription.period.first_day, std::move(lines)};
            continue;
        }
        if (!is_live(subscription.state)) return std::nullopt;
        const bool pauses = subscription.pause && subscription.pause->from <= subscription.period.end_day;
        const Date until = pauses ? subscription.pause->from : subscription.period.end_day;
        const auto changes_on = next_scheduled_on(subscription);
        if (changes_on && *changes_on < until && !ends_by(*changes_on)) {
            const Situation then = situation.on_its_day(subscription, situation.actor, *changes_on);
            auto taken = take_scheduled_change(then, subscription, notices);
            if (taken.preview && !taken.preview->due_now.lines.empty())
                return ForeseenBill{*changes_on, std::move(taken.preview->due_now.lines)};
            continue;
        }
        if (ends_by(until)) return std::nullopt;
        if (pauses) {
            begin_pause(subscription);
            continue;
        }
        if (subscription.period.days() == 0) return std::nullopt;
        Lines lines = begin_next_period(situation, subscription, notices);
        // A free plan is never invoiced, but what waited from before it is.
        const Catalog& terms = terms_after(situation, subscription, subscription.period.first_day);
        const Plan* plan = terms.find_plan(subscription.plan);
        if (lines.empty() && plan != nullptr && plan->free) return std::nullopt;
        return ForeseenBill{subscription.period.first_day, std::move(lines)};
    }
}

std::vector<ScheduleNotice> foresee_conflicts(const Situation& situation, Subscription subscription) {
    std::vector<ScheduleNotice> notices;
    const auto waits = [](const ScheduledChange& change) { return change.held.empty(); };
    while (std::ranges::any_of(subscription.scheduled, waits))
        if (!foresee_bill(situation, subscription, &notices)) break;
    return notices;
}

}  // namespace settle
