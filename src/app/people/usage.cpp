#include "app/people/usage.h"

#include "domain/catalog/staff_role.h"

namespace settle {
namespace {

std::int64_t paid_of(const Catalog& catalog, const Subscription& subscription, const Code& seat) {
    return may_hold_seats(catalog, subscription) ? subscription.quantities.of(seat) : 0;
}

}  // namespace

Result<SeatCount> report_usage(const Context& context, const CustomerId& customer, const UsageReport& report) {
    TRY_VOID(may_see(context, customer));
    TRY_VOID(only_staff(context, StaffRight::kProvision));
    const auto catalog = TRY(context.catalog());
    const Instant now = context.with.clock.now();
    return transact(context.with.store, [&](Transaction& tx) -> Result<SeatCount> {
        const Subscription subscription = TRY(tx.load_subscription(context.vendor(), customer));
        const Code seat = TRY(counted_seat(*catalog, subscription, report.seat));
        const std::int64_t present = TRY(tx.assigned_quantities(context.vendor(), customer)).of(seat);
        const std::int64_t paid = paid_of(*catalog, subscription, seat);
        if (TRY(made_before(tx, context))) return SeatCount{seat, paid, present};
        const std::int64_t count = TRY(judge_usage(*catalog, subscription, report, present));
        TRY_VOID(remember_made(tx, context, seat.str(), now));
        if (count == present) return SeatCount{seat, paid, present};
        TRY_VOID(tx.set_assigned_quantity(context.vendor(), customer, seat, count));
        Event event = new_event(context, customer, "usage.reported", now);
        event.data = {{"item", seat.str()}, {"before", fmt::to_string(present)}, {"count", fmt::to_string(count)}};
        TRY_VOID(tx.add_event(context.vendor(), std::move(event)));
        return SeatCount{seat, paid, count};
    });
}

Result<std::vector<SeatCount>> list_usage(const Context& context, const CustomerId& customer) {
    TRY_VOID(may_see(context, customer));
    const auto catalog = TRY(context.catalog());
    return look_up(context.with.store, [&](Transaction& tx) -> Result<std::vector<SeatCount>> {
        const Subscription subscription = TRY(tx.load_subscription(context.vendor(), customer));
        const Quantities taken = TRY(tx.assigned_quantities(context.vendor(), customer));
        const Plan* plan = catalog->find_plan(subscription.plan);
        std::vector<SeatCount> counts;
        for (const Item& item : catalog->items) {
            if (item.kind != ItemKind::kCountedSeat) continue;
            const bool is_sold = plan != nullptr && plan->find_item(item.code) != nullptr;
            if (is_sold || taken.of(item.code) > 0)
                counts.push_back({item.code, paid_of(*catalog, subscription, item.code), taken.of(item.code)});
        }
        return counts;
    });
}

}  // namespace settle
