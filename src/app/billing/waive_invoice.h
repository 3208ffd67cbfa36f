// Forgiving what is still to be paid of an invoice.
#pragma once

#include "app/context.h"

namespace settle {

/// The credit note of all that is still to be paid of an open or uncollectible invoice, with the tax treatment of its
/// lines (Directive 2006/112/EC, article 219): it settles the invoice, no money moves, and a subscription that was past
/// due for it recovers. What a correction of its taxes gave to the balance meanwhile is taken from there. A payment
/// under way is stopped first; what comes of it counts. Staff and servers. Fails with staff_required, reason_required,
/// invoice_not_found, invoice_not_open, refund_too_large (the balance no longer has what a correction gave),
/// payment_in_progress, gateway_unavailable.
Result<Invoice> waive_invoice(const Context& context, const InvoiceId& invoice, const std::string& reason);

}  // namespace settle
