#include "app/change/situation.h"

#include "domain/change/terms.h"

namespace settle {
Result<std::int64_t> second_of_day(const Context& context, const std::string& time_zone, Date day, Instant at) {
    constexpr std::int64_t kLastSecond = 86'399;
    const Instant midnight = TRY(context.with.zones.start_of(time_zone, day));
    return std::clamp<std::int64_t>((at.micros - midnight.micros) / 1'000'000, 0, kLastSecond);
}

Result<LoadedSituation> load_situation(const Context& context, Transaction& tx, const CustomerId& customer_id,
                                       Instant now) {
    auto timeline = TRY(context.timeline());
    Customer customer = TRY(tx.load_customer(context.vendor(), customer_id));
    Subscription subscription = TRY(tx.load_subscription(context.vendor(), customer_id));
    Quantities assigned = TRY(tx.assigned_quantities(context.vendor(), customer_id));
    const Date today = TRY(context.with.zones.day_in(customer.time_zone, now));
    const std::int64_t second = TRY(second_of_day(context, customer.time_zone, today, now));
    auto catalog = terms_of(*timeline, subscription, today);
    TaxDecision tax = TRY(decide_tax(catalog->seller, customer.billing, today, context.with.rates));
    return LoadedSituation{std::move(catalog),
                           std::move(customer),
                           std::move(subscription),
                           std::move(assigned),
                           std::move(tax),
                           context.caller.actor,
                           today,
                           second,
                           now,
                           std::move(timeline)};
}

Result<LoadedSituation> on_day(const Context& context, LoadedSituation situation, Date day, std::int64_t second) {
    situation.second = second;
    if (day == situation.today) return situation;
    situation.today = day;
    situation.tax = TRY(decide_tax(situation.catalog->seller, situation.customer.billing, day, context.with.rates));
    return situation;
}

}  // namespace settle
