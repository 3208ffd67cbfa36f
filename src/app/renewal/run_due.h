// Carries one customer's subscription forward: trials end, periods end, the next one is billed.
#pragma once

#include "app/context.h"

namespace settle {

/// Takes every step that is due by now, oldest first, each in a transaction of its own, and charges
/// renewal invoices to the default payment method. Returns how many steps were taken.
Result<int> run_due(const Context& context, const CustomerId& customer);

/// Charges an open invoice to the customer's default method, unless there is none or a charge is under way.
/// Fails with invoice_not_found.
Result<void> charge_open_invoice(const Context& context, const CustomerId& customer, const InvoiceId& invoice);

}  // namespace settle
