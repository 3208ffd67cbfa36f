#include "app/checkout/start_trial.h"

#include "app/change/situation.h"
#include "app/customer/block.h"
#include "app/numbers/keep_subscription.h"
#include "domain/catalog/staff_role.h"

namespace settle {

Result<Subscription> start_trial(const Context& context, const CustomerId& customer) {
    TRY_VOID(may_see(context, customer));
    TRY_VOID(may_as_staff(context, StaffRight::kChangeSubscriptions));
    const Instant now = context.with.clock.now();
    return transact(context.with.store, [&](Transaction& tx) -> Result<Subscription> {
        if (TRY(made_before(tx, context))) return tx.load_subscription(context.vendor(), customer);
        if (context.caller.actor.kind != Actor::Kind::kStaff)
            TRY_VOID(must_not_be_blocked(context.with, tx, context.vendor(), customer, context.caller.language));
        const auto situation = TRY(load_situation(context, tx, customer, now));
        const Subscription after = TRY(start_trial(situation.view()));
        TRY_VOID(keep_subscription(context, tx, after, now));
        Event event = new_event(context, customer, "trial.started", now);
        event.data = {{"plan", after.plan.str()}, {"trial_end", after.trial_end->str()}};
        TRY_VOID(tx.add_event(context.vendor(), std::move(event)));
        TRY_VOID(remember_made(tx, context, customer.str(), now));
        return tx.load_subscription(context.vendor(), customer);
    });
}

Result<Subscription> extend_trial(const Context& context, const CustomerId& customer, int days,
                                  const std::string& reason) {
    TRY_VOID(only_staff(context, StaffRight::kChangeSubscriptions));
    if (reason.empty()) return fail(ErrorCode::kReasonRequired, "reason");
    const Instant now = context.with.clock.now();
    return transact(context.with.store, [&](Transaction& tx) -> Result<Subscription> {
        if (TRY(made_before(tx, context))) return tx.load_subscription(context.vendor(), customer);
        auto situation = TRY(load_situation(context, tx, customer, now));
        situation.actor.provisions = true;
        const Subscription after = TRY(extend_trial(situation.view(), days));
        TRY_VOID(keep_subscription(context, tx, after, now));
        Event event = new_event(context, customer, "trial.extended", now);
        const auto& before = situation.subscription.trial_end;
        event.data = {{"days", fmt::to_string(days)},
                      {"trial_end", after.trial_end->str()},
                      {"trial_end.before", before ? before->str() : std::string()},
                      {"trial_end.after", after.trial_end->str()}};
        event.reason = reason;
        TRY_VOID(tx.add_event(context.vendor(), std::move(event)));
        TRY_VOID(remember_made(tx, context, customer.str(), now));
        return tx.load_subscription(context.vendor(), customer);
    });
}

}  // namespace settle
