// Begins the catalog's trial, and prolongs it.
#pragma once

#include "app/context.h"

namespace settle {

/// Once per customer. Fails with trial_not_offered, trial_used, state_forbids, role_required.
Result<Subscription> start_trial(const Context& context, const CustomerId& customer);

/// Moves its end by `days`; one that ended runs again from today. Staff and servers. Fails with staff_required,
/// reason_required, state_forbids, field_invalid.
Result<Subscription> extend_trial(const Context& context, const CustomerId& customer, int days,
                                  const std::string& reason);

}  // namespace settle
