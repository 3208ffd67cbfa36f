// Everything a decision about a customer's subscription depends on, loaded at once.
#pragma once

#include "app/context.h"

namespace settle {

struct LoadedSituation {
    std::shared_ptr<const Catalog> catalog;  ///< The terms of the subscription.
    Customer customer;
    Subscription subscription;
    Quantities assigned;
    TaxDecision tax;
    Actor actor;
    Date today;
    std::int64_t second = 0;  ///< How far into today.
    Instant now;
    std::shared_ptr<const CatalogTimeline> timeline;

    Situation view() const {
        return {.catalog = *catalog,
                .customer = customer,
                .subscription = subscription,
                .tax = tax,
                .assigned = assigned,
                .actor = actor,
                .today = today,
                .second = second,
                .timeline = timeline.get()};
    }
};

/// As of `now`, in the customer's zone. Fails with customer_not_found, tax_rate_unknown.
Result<LoadedSituation> load_situation(const Context& context, Transaction& tx, const CustomerId& customer,
                                       Instant now);

/// How far into `day` of a zone `at` is, 0 to 86 399. Days with a change of clock are longer or shorter;
/// prices by the second give every day 86 400 of them.
Result<std::int64_t> second_of_day(const Context& context, const std::string& time_zone, Date day, Instant at);

/// The same on another day, with the tax of that day; `second` is how far into it.
Result<LoadedSituation> on_day(const Context& context, LoadedSituation situation, Date day, std::int64_t second = 0);

}  // namespace settle
