#include "domain/renewal/renewal.h"

#include "domain/change/lines.h"

namespace settle {
namespace {

Amounts nothing(Currency currency) { return {{}, Money::zero(currency), {}, Money::zero(currency)}; }

// Credits are used up to what the charges come to; a line that is only partly used is split, and the
// two parts add up to it.
void use_carried(Subscription& after, Lines& lines) {
    Money open = Money::zero(after.currency);
    for (const Line& line : lines) open += line.amount;
    // Charges that waited come first, so that credits find all there is to reduce.
    std::ranges::stable_partition(after.carried, [](const Line& line) { return !line.amount.is_negative(); });
    std::vector<Line> waiting;
    for (Line& line : after.carried) {
        const Money left = open + line.amount;
        if (!left.is_negative()) {
            open = left;
            lines.push_back(line);
            continue;
        }
        Line rest = line;
        rest.amount = left;
        waiting.push_back(rest);
        if (open.is_zero()) continue;
        line.amount = -open;
        open = Money::zero(after.currency);
        lines.push_back(line);
    }
    after.carried = std::move(waiting);
}

// Applies the scheduled changes whose day has come to what is kept for the next period.
void apply_scheduled(const Catalog& catalog, Subscription& after, Date on) {
    for (const ScheduledChange& change : after.scheduled) {
        if (change.on > on) continue;
        if (change.set.plan) after.plan = *change.set.plan;
        for (const auto& [item, count] : change.set.quantities) after.quantities.set(item, count);
        if (change.set.cycle && *change.set.cycle != after.cycle) {
            after.cycle = *change.set.cycle;
            after.anchor = on;
            after.period_number = -1;
        }
    }
    std::erase_if(after.scheduled, [&](const ScheduledChange& change) { return change.on <= on; });
    if (const Plan* plan = catalog.find_plan(after.plan)) after.self_managed = plan->self_managed;
}

DueStep renew(const Catalog& catalog, const Subscription& subscription, const TaxDecision& tax) {
    DueStep step{DueStep::Kind::kRenewed, subscription.period.end_day, nothing(subscription.currency), subscription};
    Subscription& after = step.after;
    apply_scheduled(catalog, after, step.on);
    after.period_number += 1;
    after.period = after.full_period();
    after.charged.clear();

    const Plan* plan = catalog.find_plan(after.plan);
    ENSURE(plan != nullptr);
    const auto months = plan->commitment_months.find(after.cycle);
    if (after.commitment_end && *after.commitment_end <= step.on) {
        if (months != plan->commitment_months.end()) after.commitment_end = add_months(after.anchor, (after.period_number + 1) * months_of(after.cycle));
        else after.commitment_end.reset();
    }
    Lines lines = charge_lines({plan, after.cycle, after.currency, after.quantities}, after.period, after.period.days());
    for (std::size_t i = 0; i < lines.size(); ++i)
        after.charged.push_back({{}, static_cast<int>(i), lines[i].item, lines[i].plan, lines[i].quantity, lines[i].unit_price,
                                 lines[i].covers, lines[i].amount, Money::zero(after.currency)});
    use_carried(after, lines);
    step.due = total_up(std::move(lines), tax, after.currency);
    return step;
}

}  // namespace

std::optional<Date> next_due_on(const Subscription& subscription) {
    switch (subscription.state) {
        case SubscriptionState::kTrialing: return subscription.trial_end;
        case SubscriptionState::kActive:
        case SubscriptionState::kEnding:
            // A free plan has no period: its days are both the epoch.
            if (subscription.period.days() > 0) return subscription.period.end_day;
            return std::nullopt;
        default: return std::nullopt;
    }
}

std::optional<DueStep> next_due_step(const Catalog& catalog, const Subscription& subscription, const TaxDecision& tax, Date today) {
    const auto due = next_due_on(subscription);
    if (!due || *due > today) return std::nullopt;
    if (subscription.state == SubscriptionState::kTrialing) {
        DueStep step{DueStep::Kind::kTrialEnded, *due, nothing(subscription.currency), subscription};
        step.after.state = SubscriptionState::kTrialEnded;
        return step;
    }
    if (subscription.state == SubscriptionState::kEnding) {
        DueStep step{DueStep::Kind::kEnded, *due, nothing(subscription.currency), subscription};
        step.after.state = SubscriptionState::kEnded;
        step.after.charged.clear();
        return step;
    }
    return renew(catalog, subscription, tax);
}

}  // namespace settle
