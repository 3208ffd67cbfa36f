#include "engine/tick.h"

#include "app/payment/collect_payment.h"
#include "app/renewal/run_due.h"

namespace settle {
namespace {

constexpr int kBatch = 200;

Context context_of(Services& services, const VendorName& vendor) {
    Caller caller;
    caller.vendor = vendor;
    caller.actor = {Actor::Kind::kServer, {}, "engine"};
    return {services, std::move(caller)};
}

void take_due_steps(const Context& context, const Subscription& subscription, TickReport& report) {
    const auto note = [&](std::string_view what) {
        report.failures.push_back(fmt::format("{}: {}", subscription.customer.str(), what));
    };
    // Broken contracts end here, at a door: they concern this customer alone.
    try {
        const auto steps = run_due(context, subscription.customer);
        if (steps) report.steps_taken += *steps;
        else note(name_of(steps.error().code));
    } catch (const ContractViolation& broken) {
        note(broken.what());
    }
}

void look_after(const Context& context, const Catalog& catalog, TickReport& report) {
    const auto note = [&](const Error& error) {
        report.failures.push_back(fmt::format("{}: {}", catalog.vendor, name_of(error.code)));
    };
    auto recovery = recover_payments(context, {});
    if (!recovery) return note(recovery.error());
    report.payments_settled += recovery->finished;
    std::ranges::move(recovery->failures, std::back_inserter(report.failures));

    // Zones east of the vendor's are a day ahead at most; run_due decides in each customer's own zone.
    const auto today = context.with.zones.day_in(catalog.time_zone, context.with.clock.now());
    if (!today) return note(today.error());
    const auto due = look_up(context.with.store, [&](Transaction& tx) {
        return tx.due_subscriptions(catalog.vendor, today->plus_days(1), kBatch);
    });
    if (!due) return note(due.error());
    for (const Subscription& subscription : *due) take_due_steps(context, subscription, report);
}

}  // namespace

TickReport tick(Services& services) {
    TickReport report;
    for (const auto& catalog : services.catalogs.all())
        look_after(context_of(services, catalog->vendor), *catalog, report);
    return report;
}

}  // namespace settle
