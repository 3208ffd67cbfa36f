#include "app/change/apply_by_staff.h"

#include "app/change/apply_order.h"
#include "app/change/preview_change.h"

namespace settle {

Result<ChangeOrder> apply_by_staff(const Context& context, Transaction& tx, const StaffChange& change, Instant now) {
    auto situation = TRY(load_situation(context, tx, change.customer, now));
    situation.actor.provisions = true;
    const Preview preview = TRY(preview_change(situation.view(), change.set));
    if (preview.ruling.refusal) return fail(*preview.ruling.refusal);
    const bool sets_aside = std::ranges::any_of(preview.parts, &Ruling::overrides_commitment);
    if (sets_aside && change.reason.empty()) return fail(ErrorCode::kReasonRequired, "reason");

    ChangeOrder order{.due = preview.to_pay};
    order.id = new_id<ChangeId>(context.with.ids);
    order.customer = change.customer;
    order.subscription = situation.subscription.id;
    order.wanted = change.set;
    order.fingerprint = fingerprint_of(preview, situation.view(), change.set);
    order.effective_on = situation.today;
    order.effective_second = situation.second;
    if (preview.ruling.on > situation.today) order.scheduled_on = preview.ruling.on;
    if (preview.scheduled) order.scheduled_on = preview.scheduled->on;
    order.subscription_version = situation.subscription.version;
    order.reason = change.reason;
    order.actor = context.caller.actor;
    order.created_at = now;
    TRY_VOID(tx.add_order(context.vendor(), order));
    return apply_order(context, tx, situation, preview, order, {Settlement::How::kOpen, "transfer", {}});
}

}  // namespace settle
