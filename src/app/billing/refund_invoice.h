// Giving back money that was paid, with a credit note.
#pragma once

#include "app/context.h"

namespace settle {

/// The credit note of `amount` (tax included) of what was paid of an invoice. The money goes back the way it came:
/// first what came through the provider or by transfer, then what the balance paid, back to the balance. Without an
/// answer of the provider the credit note stays open and the recovery goes on with it; refused for good, it becomes
/// uncollectible, payment.refund_refused tells of it, and staff send the money otherwise. Staff and servers. Fails with
/// staff_required, reason_required, invoice_not_found, amount_malformed, field_invalid (`amount` not positive),
/// refund_too_large.
Result<Invoice> refund_invoice(const Context& context, const InvoiceId& invoice, const std::string& amount,
                               const std::string& reason);

/// The first part of it, in a transaction of the caller who saw to the reason: finish_refund() sends the money of what
/// is still open. Fails with invoice_not_found, amount_malformed, field_invalid, refund_too_large.
Result<Invoice> book_refund(const Context& context, Transaction& tx, const InvoiceId& invoice,
                            const std::string& amount, const std::string& reason, Instant now);

/// What of an invoice no credit note gave back yet, tax included; what is still to be paid of it counts.
Result<Money> left_to_credit(const Context& context, Transaction& tx, const Invoice& original);

/// A credit note of `amount` (tax included, at most left_to_credit()) of the invoice `original`, settled at once: the
/// caller posts what it is settled with.
Result<Invoice> issue_settled_note(const Context& context, Transaction& tx, const Invoice& original, Money amount,
                                   const std::string& reason, Instant now);

/// Goes on with a credit note whose money did not go back yet; once per credit note, however often it is called. What
/// the provider refuses for good is final too, see above. Fails with gateway_unavailable.
Result<void> finish_refund(const Context& context, const Invoice& credit_note);
/// Whether asking the provider again could not bring another answer.
bool is_refused_for_good(const Error& refusal);

/// Staff sent what the provider refused to send; `reason`: where it is seen. Fails with staff_required,
/// invoice_not_open (the provider may still send it, or it was sent), reason_required.
Result<void> note_sent_by_hand(const Context& context, Transaction& tx, const Invoice& credit_note,
                               const std::string& reason, Instant now);

}  // namespace settle
