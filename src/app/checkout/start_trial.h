// Begins the catalog's trial.
#pragma once

#include "app/context.h"

namespace settle {

/// Once per customer. Fails with trial_not_offered, trial_used, state_forbids, role_required.
Result<Subscription> start_trial(const Context& context, const CustomerId& customer);

}  // namespace settle
