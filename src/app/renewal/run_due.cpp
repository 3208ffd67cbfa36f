#include "app/renewal/run_due.h"

#include "app/payment/charge_invoice.h"
#include "app/renewal/decide_due.h"

namespace settle {

Result<int> run_due(const Context& context, const CustomerId& customer) {
    const VendorName& vendor = context.vendor();
    const Instant now = context.with.clock.now();
    const auto timeline = TRY(context.timeline());
    const Date run_day = TRY(context.with.zones.day_in(timeline->house()->time_zone, now));
    const auto take_step = [&](Transaction& tx) -> Result<DueDecision> {
        DueDecision decision = decide_due(context, *timeline, TRY(tx.load_due_case(vendor, customer, run_day)), now);
        if (const auto* parked = std::get_if<Parked>(&decision)) TRY_VOID(tx.park(vendor, *parked));
        if (const auto* write = std::get_if<DueWrite>(&decision)) TRY(tx.write_due(vendor, *write, run_day));
        return decision;
    };
    for (int steps = 0;; ++steps) {
        const DueDecision taken = TRY(transact(context.with.store, take_step));
        if (std::holds_alternative<NotDueYet>(taken)) return steps;
        if (const auto* parked = std::get_if<Parked>(&taken))
            return fail(Error(ErrorCode::kSubscriptionParked).with("code", parked->code).with("why", parked->detail));
        const DueWrite& write = std::get<DueWrite>(taken);
        if (write.attempt) TRY_VOID(send_charge(context, *write.attempt));
    }
}

}  // namespace settle
