#include "app/change/apply_by_staff.h"

#include "app/change/apply_order.h"
#include "app/change/preview_change.h"

namespace settle {

Result<ChangeOrder> apply_by_staff(const Context& context, Transaction& tx, const StaffChange& change, Instant now) {
    auto situation = TRY(load_situation(context, tx, change.customer, now));
    situation.actor.provisions = true;
    const Preview preview = TRY(preview_change(situation.view(), change.set));
    if (preview.ruling.refusal) return fail(*preview.ruling.refusal);
    TRY_VOID(may_set_aside(context, preview, change.reason));

    ChangeOrder order =
        new_order(context, situation, preview, change.set, fingerprint_of(preview, situation.view(), change.set));
    order.reason = change.reason;
    TRY_VOID(tx.add_order(context.vendor(), order));
    return apply_order(context, tx, situation, preview, order, {Settlement::How::kOpen, "transfer", {}});
}

}  // namespace settle
