// Everything a decision about a customer's subscription depends on, loaded at once.
#pragma once

#include "app/context.h"

namespace settle {

struct LoadedSituation {
    std::shared_ptr<const Catalog> catalog;
    Customer customer;
    Subscription subscription;
    Quantities assigned;
    TaxDecision tax;
    Actor actor;
    Date today;
    Instant now;

    Situation view() const { return {*catalog, customer, subscription, tax, assigned, actor, today}; }
};

/// As of `now`, in the customer's zone. Fails with customer_not_found, tax_rate_unknown.
Result<LoadedSituation> load_situation(const Context& context, Transaction& tx, const CustomerId& customer,
                                       Instant now);

/// The same on another day, with the tax of that day.
Result<LoadedSituation> on_day(const Context& context, LoadedSituation situation, Date day);

}  // namespace settle
