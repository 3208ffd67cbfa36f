// What a customer may use: a pure function of state, plan, add-ons and quantities.
#pragma once

#include <string_view>
#include <vector>

#include "domain/catalog/catalog.h"
#include "domain/subscription/subscription.h"

namespace settle {

struct Entitlements {
    CustomerId customer;
    std::int64_t version = 0;  ///< Rises with every change; consumers refuse a lower one.
    SubscriptionState state = SubscriptionState::kNone;
    Access access = Access::kNone;
    Code plan;
    std::vector<std::pair<Code, bool>> features;          ///< Every feature of the catalog.
    std::vector<std::pair<Code, std::int64_t>> limits;    ///< Every seat kind and add-on of the catalog.
    std::optional<Date> valid_until;                      ///< The first day it may be otherwise by itself.
};

Entitlements entitlements_of(const Catalog& catalog, const Subscription& subscription);

}  // namespace settle
