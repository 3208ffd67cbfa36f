// Carries one customer's subscription forward: trials end, periods end, the next one is billed.
#pragma once

#include "app/context.h"

namespace settle {

/// Takes every step that is due by now, oldest first, each in a transaction of its own, and charges
/// renewal invoices to the default payment method. Returns how many steps were taken. A step that cannot be taken
/// parks the subscription: fails with subscription_parked, naming why, after what came before it was taken.
Result<int> run_due(const Context& context, const CustomerId& customer);

}  // namespace settle
