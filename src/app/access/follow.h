// Following what changes: who may be told of whom.
#pragma once

#include "app/context.h"
#include "ports/change_feed.h"

namespace settle {

/// The number of the customer's last event, from which on the caller may be told that something changed. Fails with
/// customer_not_found.
Result<std::int64_t> follow_customer(const Context& context, const CustomerId& customer);

/// All customers of the vendor. Fails with staff_required.
Result<void> follow_vendor(const Context& context);

}  // namespace settle
