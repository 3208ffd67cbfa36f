// Takes back a change whose day has not come, or that was held on it.
#pragma once

#include "app/context.h"

namespace settle {

/// Who scheduled it may, and the owner, and staff. Fails with change_not_found (nothing of that order is
/// scheduled any more), role_required.
Result<Subscription> undo_scheduled(const Context& context, const CustomerId& customer, const ChangeId& change);

/// Whether `actor` may take this one back.
bool may_undo(const Actor& actor, const Catalog& catalog, const ScheduledChange& change);

}  // namespace settle
