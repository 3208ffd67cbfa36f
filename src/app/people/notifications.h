// What the signed-in member is told in the portal.
#pragma once

#include "app/context.h"

namespace settle {

struct NotificationList {
    std::vector<Notification> notifications;  ///< Newest first, the last hundred.
    std::int64_t unread = 0;
};
/// Members only, and of themselves. Fails with not_signed_in.
Result<NotificationList> list_notifications(const Context& context, const CustomerId& customer);
Result<void> read_notifications(const Context& context, const CustomerId& customer, const NotificationId& until);

}  // namespace settle
