#include "domain/renewal/renewal.h"

#include "domain/change/next_period.h"

namespace settle {
namespace {

DueStep renew(const Catalog& catalog, const Subscription& subscription, const TaxDecision& tax) {
    DueStep step{DueStep::Kind::kRenewed, subscription.period.end_day, no_amounts(subscription.currency), subscription};
    Subscription& after = step.after;
    Lines lines = begin_next_period(catalog, after);

    const Plan* plan = catalog.find_plan(after.plan);
    ENSURE(plan != nullptr);
    const auto months = plan->commitment_months.find(after.cycle);
    if (after.commitment_end && *after.commitment_end <= step.on) {
        if (months != plan->commitment_months.end()) after.commitment_end = add_months(step.on, months->second);
        else after.commitment_end.reset();
    }
    step.due = total_up(std::move(lines), tax, after.currency);
    return step;
}

}  // namespace

std::optional<Date> next_due_on(const Subscription& subscription) {
    switch (subscription.state) {
        case SubscriptionState::kTrialing: return subscription.trial_end;
        case SubscriptionState::kActive:
        case SubscriptionState::kEnding:
            // Nobody is ever billed for a plan that was never bought: it has no days.
            if (subscription.period.days() > 0) return subscription.period.end_day;
            return std::nullopt;
        default: return std::nullopt;
    }
}

std::optional<DueStep> next_due_step(const Catalog& catalog, const Subscription& subscription, const TaxDecision& tax,
                                     Date today) {
    const auto due = next_due_on(subscription);
    if (!due || *due > today) return std::nullopt;
    if (subscription.state == SubscriptionState::kTrialing) {
        DueStep step{DueStep::Kind::kTrialEnded, *due, no_amounts(subscription.currency), subscription};
        step.after.state = SubscriptionState::kTrialEnded;
        return step;
    }
    if (subscription.state == SubscriptionState::kEnding) {
        DueStep step{DueStep::Kind::kEnded, *due, no_amounts(subscription.currency), subscription};
        step.after.state = SubscriptionState::kEnded;
        step.after.charged.clear();
        return step;
    }
    return renew(catalog, subscription, tax);
}

}  // namespace settle
