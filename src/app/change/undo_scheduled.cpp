#include "app/change/undo_scheduled.h"

#include "app/numbers/keep_subscription.h"
#include "domain/catalog/staff_role.h"

namespace settle {

bool may_undo(const Actor& actor, const Catalog& catalog, const ScheduledChange& change) {
    if (!actor.is_member()) return true;
    const Role* role = catalog.find_role(actor.role);
    if (role != nullptr && role->only_one) return true;
    return change.author.is_member() && change.author.id == actor.id;
}

Result<Subscription> undo_scheduled(const Context& context, const CustomerId& customer, const ChangeId& change) {
    TRY_VOID(may_see(context, customer));
    TRY_VOID(may_as_staff(context, StaffRight::kChangeSubscriptions));
    const auto catalog = TRY(context.catalog());
    const Instant now = context.with.clock.now();
    return transact(context.with.store, [&](Transaction& tx) -> Result<Subscription> {
        Subscription subscription = TRY(tx.load_subscription(context.vendor(), customer));
        const auto found = std::ranges::find(subscription.scheduled, change, &ScheduledChange::change);
        if (found == subscription.scheduled.end()) return fail(ErrorCode::kChangeNotFound);
        if (!may_undo(context.caller.actor, *catalog, *found)) {
            const Role* owner = catalog->owner_role();
            return fail(Error(ErrorCode::kRoleRequired)
                            .with("who", owner == nullptr ? "" : owner->name.in(context.caller.language)));
        }
        Event event = new_event(context, customer, "subscription.change_undone", now);
        event.data = {{"change", change.str()}, {"on", found->on.str()}};
        subscription.scheduled.erase(found);
        TRY_VOID(keep_subscription(context, tx, subscription, now));
        TRY_VOID(tx.add_event(context.vendor(), std::move(event)));
        return tx.load_subscription(context.vendor(), customer);
    });
}

}  // namespace settle
