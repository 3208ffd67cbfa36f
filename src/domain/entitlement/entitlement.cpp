#include "domain/entitlement/entitlement.h"

namespace settle {
namespace {

Access access_in(const Catalog& catalog, const Subscription& subscription) {
    switch (subscription.state) {
        case SubscriptionState::kTrialing:
        case SubscriptionState::kActive:
        case SubscriptionState::kEnding: return Access::kFull;
        case SubscriptionState::kPastDue: return subscription.past_due ? subscription.past_due->access : Access::kFull;
        case SubscriptionState::kPaused: return catalog.pause.access;
        case SubscriptionState::kTrialEnded: return Access::kReadOnly;
        default: return Access::kNone;
    }
}

// A pause keeps the plan as far as the vendor leaves access to it.
bool plan_in_force(SubscriptionState state, Access access) {
    if (state == SubscriptionState::kPaused) return access != Access::kNone;
    return is_live(state) || state == SubscriptionState::kTrialing;
}

// When less may be used by itself: the trial or what was paid ends, or a debt has consequences.
std::optional<Date> valid_until(const Subscription& subscription) {
    if (subscription.state == SubscriptionState::kTrialing) return subscription.trial_end;
    if (!is_live(subscription.state) || subscription.period.days() == 0) return std::nullopt;
    Date until = subscription.period.end_day;
    if (subscription.ends_on) until = std::min(until, *subscription.ends_on);
    if (subscription.pause) until = std::min(until, subscription.pause->from);
    if (subscription.past_due) {
        if (!subscription.past_due->access_changes.empty())
            until = std::min(until, subscription.past_due->access_changes.front().on);
        if (subscription.past_due->ends_on) until = std::min(until, *subscription.past_due->ends_on);
    }
    return until;
}

bool gives(const Catalog& catalog, const Plan* plan, const Quantities& quantities, const Code& feature) {
    if (plan != nullptr && std::ranges::find(plan->features, feature) != plan->features.end()) return true;
    for (const Item& item : catalog.items)
        if (quantities.of(item.code) > 0 && std::ranges::find(item.features, feature) != item.features.end())
            return true;
    return false;
}

}  // namespace

Entitlements entitlements_of(const Catalog& catalog, const Subscription& subscription) {
    Entitlements result;
    result.customer = subscription.customer;
    result.version = subscription.version;
    result.state = subscription.state;
    result.access = access_in(catalog, subscription);

    const bool in_force = plan_in_force(subscription.state, result.access);
    // Without a plan in force the free plan, if there is one, is what is left.
    const Code plan_code = in_force ? subscription.plan : catalog.free_plan;
    const Plan* plan = plan_code.empty() ? nullptr : catalog.find_plan(plan_code);
    const Quantities none;
    const Quantities& quantities = in_force ? subscription.quantities : none;
    if (plan != nullptr) {
        result.plan = plan->code;
        if (!in_force) result.access = Access::kFull;
    }
    for (const Feature& feature : catalog.features)
        result.features.emplace_back(feature.code,
                                     result.access != Access::kNone && gives(catalog, plan, quantities, feature.code));
    for (const Item& item : catalog.items) result.limits.emplace_back(item.code, quantities.of(item.code));
    result.valid_until = valid_until(subscription);
    return result;
}

}  // namespace settle
