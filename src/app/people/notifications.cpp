#include "app/people/notifications.h"

namespace settle {
namespace {

constexpr int kShown = 100;

Result<void> members_only(const Context& context, const CustomerId& customer) {
    TRY_VOID(may_see(context, customer));
    if (context.caller.member.empty()) return fail(ErrorCode::kNotSignedIn);
    return {};
}

}  // namespace

Result<NotificationList> list_notifications(const Context& context, const CustomerId& customer) {
    TRY_VOID(members_only(context, customer));
    const MemberId& member = context.caller.member;
    return look_up(context.with.store, [&](Transaction& tx) -> Result<NotificationList> {
        NotificationList list;
        list.notifications = TRY(tx.list_notifications(context.vendor(), customer, member, kShown));
        list.unread = TRY(tx.count_unread(context.vendor(), customer, member, {})).all;
        return list;
    });
}

Result<void> read_notifications(const Context& context, const CustomerId& customer, const NotificationId& until) {
    TRY_VOID(members_only(context, customer));
    return context.with.store.write([&](Transaction& tx) {
        return tx.read_notifications(context.vendor(), customer, context.caller.member, until,
                                     context.with.clock.now());
    });
}

}  // namespace settle
