// Carries one customer's subscription forward: trials end, periods end, the next one is billed.
#pragma once

#include "app/context.h"

namespace settle {

/// Takes every step that is due by now, oldest first, each in a transaction of its own, and charges
/// renewal invoices to the default payment method. Returns how many steps were taken.
Result<int> run_due(const Context& context, const CustomerId& customer);

/// Decides in `tx` to charge an open invoice to the customer's default method; nothing when it is not open, there
/// is no method, or a charge is under way. Once that is committed the charge takes place, whoever sends it: the
/// caller by send_charge, or the recovery. Fails with invoice_not_found.
Result<std::optional<PaymentAttempt>> start_charge(const Context& context, Transaction& tx, const InvoiceId& invoice,
                                                   Instant now);

/// A provider out of reach stops nothing: the recovery sends it again under the same key.
Result<void> send_charge(const Context& context, const PaymentAttempt& attempt);

}  // namespace settle
