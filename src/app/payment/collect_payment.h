// Asks the provider for a payment that was decided on, and finishes what was interrupted.
#pragma once

#include "app/context.h"

namespace settle {

/// Sends the attempt to the provider under its own key and settles the answer. Safe to repeat: the
/// provider acts once per key. Fails with gateway_unavailable; then the outcome is unknown.
Result<PaymentAttempt> collect_payment(const Context& context, const PaymentAttempt& attempt);

/// Asks the provider about an attempt that is not final and settles what it says; one it never heard of
/// is sent again.
Result<PaymentAttempt> refresh_payment(const Context& context, const PaymentAttempt& attempt);

/// Stops an attempt that is not final and settles what came of it.
Result<PaymentAttempt> cancel_payment(const Context& context, const PaymentAttempt& attempt);

/// Refreshes attempts of the caller's vendor that have not been final for `older_than_seconds`; one the
/// provider does not answer for is tried again next time. Returns how many became final.
Result<int> recover_payments(const Context& context, int older_than_seconds, int limit);

}  // namespace settle
