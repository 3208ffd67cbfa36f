#include "app/people/departures.h"

#include "app/numbers/keep_subscription.h"

namespace settle {
namespace {

constexpr int kDaysAhead = 400;
constexpr std::size_t kDeparturesMax = 1'000;

/// Answers whether somebody was to leave the seat.
bool take_out(Subscription& subscription, const SeatId& seat) {
    return std::erase_if(subscription.departures, [&](const Departure& one) { return one.seat == seat; }) > 0;
}

Result<void> check_day(const Context& context, const Customer& customer, Date on) {
    const Date today = TRY(context.with.zones.day_in(customer.time_zone, context.with.clock.now()));
    const Date first = today.plus_days(1), last = today.plus_days(kDaysAhead);
    if (first <= on && on <= last) return {};
    const std::string days = fmt::format("{} … {}", first.str(), last.str());
    return fail(Error(ErrorCode::kFieldInvalid, "on").with("expected", days));
}

}  // namespace

Result<void> plan_departures(const Context& context, const DepartureWish& wish) {
    TRY_VOID(may_see(context, wish.customer));
    const auto catalog = TRY(context.catalog());
    TRY_VOID(may(context, *catalog, Right::kManageMembers));
    const Instant now = context.with.clock.now();
    return context.with.store.write([&](Transaction& tx) -> Result<void> {
        const Customer customer = TRY(tx.load_customer(context.vendor(), wish.customer));
        TRY_VOID(check_day(context, customer, wish.on));
        Subscription subscription = TRY(tx.load_subscription(context.vendor(), wish.customer));
        const auto before = subscription.departures;
        for (const SeatId& seat : wish.seats) {
            // Planned already, or named twice.
            if (std::ranges::any_of(subscription.departures,
                                    [&](const Departure& one) { return one.seat == seat && one.on == wish.on; }))
                continue;
            const auto holder = TRY(tx.find_seat(context.vendor(), wish.customer, seat));
            if (!holder || holder->until) return fail(ErrorCode::kSeatNotFound, "seats");
            take_out(subscription, seat);
            subscription.departures.push_back({wish.on, seat, holder->seat, holder->member});
            Event event = new_event(context, wish.customer, "seat.release_planned", now);
            event.data = {{"seat", seat.str()},
                          {"item", holder->seat.str()},
                          {"member", holder->member.str()},
                          {"on", wish.on.str()}};
            TRY_VOID(tx.add_event(context.vendor(), std::move(event)));
        }
        if (subscription.departures.size() > kDeparturesMax)
            return fail(Error(ErrorCode::kFieldInvalid, "seats").with("expected", fmt::format("≤ {}", kDeparturesMax)));
        if (subscription.departures == before) return {};
        std::ranges::stable_sort(subscription.departures, {}, &Departure::on);
        return keep_subscription(context, tx, subscription, now);
    });
}

Result<void> cancel_departure(const Context& context, const CustomerId& customer, const SeatId& seat) {
    TRY_VOID(may_see(context, customer));
    const auto catalog = TRY(context.catalog());
    TRY_VOID(may(context, *catalog, Right::kManageMembers));
    const Instant now = context.with.clock.now();
    return context.with.store.write([&](Transaction& tx) -> Result<void> {
        Subscription subscription = TRY(tx.load_subscription(context.vendor(), customer));
        if (!take_out(subscription, seat)) return fail(ErrorCode::kSeatNotFound);
        Event event = new_event(context, customer, "seat.release_cancelled", now);
        event.data = {{"seat", seat.str()}};
        TRY_VOID(tx.add_event(context.vendor(), std::move(event)));
        return keep_subscription(context, tx, subscription, now);
    });
}

Result<void> forget_departure(const Context& context, Transaction& tx, const CustomerId& customer, const SeatId& seat,
                              Instant now) {
    Subscription subscription = TRY(tx.load_subscription(context.vendor(), customer));
    if (!take_out(subscription, seat)) return {};
    return keep_subscription(context, tx, subscription, now);
}

}  // namespace settle
