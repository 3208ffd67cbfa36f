#include "engine/advance.h"

#include "domain/renewal/renewal.h"

namespace settle {
namespace {

// How many of the earliest to look at: zones may put a later day before an earlier one.
constexpr int kLookedAt = 50;

// What a tick did may make something else due at the same instant.
Result<void> take_all(Services& services, TickReport& total) {
    while (true) {
        TickReport report = tick(services);
        total.payments_settled += report.payments_settled;
        total.steps_taken += report.steps_taken;
        std::ranges::move(report.failures, std::back_inserter(total.failures));
        if (report.steps_taken == 0 && report.payments_settled == 0) return {};
    }
}

}  // namespace

Result<std::optional<Instant>> next_due_instant(Services& services, Instant until) {
    std::optional<Instant> first;
    for (const auto& catalog : services.catalogs.all()) {
        const Date last_day = TRY(services.zones.day_in(catalog->time_zone, until)).plus_days(1);
        TRY_VOID(services.store.read([&](Transaction& tx) -> Result<void> {
            for (const Subscription& due : TRY(tx.due_subscriptions(catalog->vendor, last_day, kLookedAt))) {
                const Customer customer = TRY(tx.load_customer(catalog->vendor, due.customer));
                const Instant at = TRY(services.zones.start_of(customer.time_zone, *next_due_on(due)));
                if (at <= until && (!first || at < *first)) first = at;
            }
            return {};
        }));
    }
    return first;
}

Result<TickReport> advance(Services& services, const SetClock& set_clock, Instant to) {
    TickReport total;
    TRY_VOID(take_all(services, total));
    while (true) {
        const auto next = TRY(next_due_instant(services, to));
        // What is due already and was not taken cannot be: it is told in the failures, and left behind.
        if (!next || *next <= services.clock.now()) break;
        set_clock(*next);
        TRY_VOID(take_all(services, total));
    }
    if (to > services.clock.now()) set_clock(to);
    TRY_VOID(take_all(services, total));
    return total;
}

}  // namespace settle
