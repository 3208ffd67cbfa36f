#include "domain/entitlement/entitlement.h"

namespace settle {
namespace {

bool plan_in_force(SubscriptionState state) { return is_live(state) || state == SubscriptionState::kTrialing; }

Access access_in(SubscriptionState state) {
    switch (state) {
        case SubscriptionState::kTrialing:
        case SubscriptionState::kActive:
        case SubscriptionState::kEnding:
        case SubscriptionState::kPastDue: return Access::kFull;
        case SubscriptionState::kTrialEnded: return Access::kReadOnly;
        default: return Access::kNone;
    }
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
    result.access = access_in(subscription.state);

    const bool in_force = plan_in_force(subscription.state);
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
        result.features.emplace_back(feature.code, gives(catalog, plan, quantities, feature.code));
    for (const Item& item : catalog.items) result.limits.emplace_back(item.code, quantities.of(item.code));
    if (subscription.state == SubscriptionState::kTrialing) result.valid_until = subscription.trial_end;
    else if (in_force && subscription.period.days() > 0) result.valid_until = subscription.period.end_day;
    return result;
}

}  // namespace settle
