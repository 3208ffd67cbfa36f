#include "app/change/situation.h"

namespace settle {

Result<LoadedSituation> load_situation(const Context& context, Transaction& tx, const CustomerId& customer_id,
                                       Instant now) {
    auto catalog = TRY(context.catalog());
    Customer customer = TRY(tx.load_customer(context.vendor(), customer_id));
    Subscription subscription = TRY(tx.load_subscription(context.vendor(), customer_id));
    Quantities assigned = TRY(tx.assigned_quantities(context.vendor(), customer_id));
    const Date today = TRY(context.with.zones.day_in(customer.time_zone, now));
    TaxDecision tax = TRY(decide_tax(catalog->seller, customer.billing, today, context.with.rates));
    return LoadedSituation{std::move(catalog),
                           std::move(customer),
                           std::move(subscription),
                           std::move(assigned),
                           std::move(tax),
                           context.caller.actor,
                           today,
                           now};
}

Result<LoadedSituation> on_day(const Context& context, LoadedSituation situation, Date day) {
    if (day == situation.today) return situation;
    situation.today = day;
    situation.tax = TRY(decide_tax(situation.catalog->seller, situation.customer.billing, day, context.with.rates));
    return situation;
}

}  // namespace settle
