#include "engine/tick.h"

#include "app/payment/collect_payment.h"
#include "app/renewal/run_due.h"

namespace settle {
namespace {

// A payment this young may still be on its way between the customer, the provider and us.
constexpr int kUnfinishedSeconds = 20;
constexpr int kBatch = 200;

Context context_of(Services& services, const VendorName& vendor) {
    Caller caller;
    caller.vendor = vendor;
    caller.actor = {Actor::Kind::kServer, {}, "engine"};
    return {services, std::move(caller)};
}

void take_due_steps(const Context& context, const Catalog& catalog, TickReport& report) {
    // Zones east of the vendor's are a day ahead at most; run_due decides in each customer's own zone.
    const auto today = context.with.zones.day_in(catalog.time_zone, context.with.clock.now());
    if (!today) return void(++report.failures);
    const auto due = look_up(context.with.store, [&](Transaction& tx) { return tx.due_subscriptions(catalog.vendor, today->plus_days(1), kBatch); });
    if (!due) return void(++report.failures);
    for (const Subscription& subscription : *due) {
        const auto steps = run_due(context, subscription.customer);
        if (steps) report.steps_taken += *steps;
        else ++report.failures;
    }
}

}  // namespace

TickReport tick(Services& services) {
    TickReport report;
    for (const auto& catalog : services.catalogs.all()) {
        const Context context = context_of(services, catalog->vendor);
        const auto settled = recover_payments(context, kUnfinishedSeconds, kBatch);
        if (settled) report.payments_settled += *settled;
        else ++report.failures;
        take_due_steps(context, *catalog, report);
    }
    return report;
}

}  // namespace settle
