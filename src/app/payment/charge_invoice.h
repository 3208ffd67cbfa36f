// Charging an open invoice to the saved card or wallet without anybody at a page.
#pragma once

#include "app/context.h"

namespace settle {

/// The charge of what is left to pay of `invoice` after so many `tries`; once it is kept it takes place, whoever sends
/// it. It has the name that every store has for it which issues this invoice again.
PaymentAttempt new_charge(const Context& context, const Invoice& invoice, int tries, const PaymentMethod& method,
                          Instant now);

/// Decides in `tx` to charge an open invoice to the customer's default method; nothing when it is not open, there
/// is no method, or a charge is under way. Once that is committed the charge takes place, whoever sends it: the
/// caller by send_charge, or the recovery. Fails with invoice_not_found.
Result<std::optional<PaymentAttempt>> start_charge(const Context& context, Transaction& tx, const InvoiceId& invoice,
                                                   Instant now);

/// A provider out of reach stops nothing: the recovery sends it again under the same key.
Result<void> send_charge(const Context& context, const PaymentAttempt& attempt);

}  // namespace settle
