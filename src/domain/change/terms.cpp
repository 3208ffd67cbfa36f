#include "domain/change/terms.h"

namespace settle {
namespace {

Holding holding_of(const Subscription& subscription) {
    return {subscription.catalog_version, subscription.plan, subscription.cycle, subscription.currency};
}

bool has_bought(const CatalogTimeline& timeline, const Subscription& subscription, Date day) {
    switch (subscription.state) {
        case SubscriptionState::kNone:
        case SubscriptionState::kTrialEnded:
        case SubscriptionState::kIncomplete:
        case SubscriptionState::kEnded:
        case SubscriptionState::kCount: return false;
        case SubscriptionState::kTrialing:
        case SubscriptionState::kActive:
        case SubscriptionState::kEnding:
        case SubscriptionState::kPastDue:
        case SubscriptionState::kPaused: break;
    }
    const Plan* plan = timeline.in_force(day)->find_plan(subscription.plan);
    return plan == nullptr || !plan->free;
}

}  // namespace

std::shared_ptr<const Catalog> terms_of(const CatalogTimeline& timeline, const Subscription& subscription, Date day) {
    if (!has_bought(timeline, subscription, day)) return timeline.in_force(day);
    return timeline.of(holding_of(subscription), day);
}

const Catalog& renew_terms(const Situation& situation, Subscription& subscription, Date on) {
    if (situation.timeline == nullptr) return situation.catalog;
    const Holding holding = holding_of(subscription);
    const Catalog& terms = subscription.is_committed_on(on) ? *situation.timeline->of(holding, on)
                                                            : *situation.timeline->renewed(holding, on);
    subscription.catalog_version = terms.version;
    return terms;
}

const Catalog& terms_after(const Situation& situation, const Subscription& subscription, Date on) {
    return situation.timeline == nullptr ? situation.catalog : *terms_of(*situation.timeline, subscription, on);
}

}  // namespace settle
