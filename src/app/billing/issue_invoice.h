// Issuing a document and telling of its payment: the same for a first order, a change and a renewal.
#pragma once

#include "app/change/situation.h"

namespace settle {

/// What is billed and why; seller, buyer and tax come from the situation.
struct Billing {
    InvoiceReason reason = InvoiceReason::kChange;
    ChangeId change;          ///< For an order; empty for a renewal.
    Date issued_on;
    std::optional<Date> due_on;
    Period period;
    InvoiceStatus status = InvoiceStatus::kOpen;
    Amounts amounts;
    Money from_balance;       ///< Of the total, what the balance pays at once.
};

/// A document with all that its issuing posts and tells.
struct DrawnUp {
    Invoice invoice;                 ///< Without a number: whoever writes it gives it one,
    std::vector<Posting> postings;
    std::vector<Event> events;       ///< and fills it into their data "number".
};

/// What the balance pays is posted and told of here; the invoice's `paid` says so.
DrawnUp draw_up_invoice(const Context& context, const Situation& situation, Instant now, Billing billing);

/// Draws the document up, numbers, stores and posts it, and tells of it. The number is taken here, last, so that none
/// is ever lost. Call inside the transaction that makes what is billed true. Fails with already_exists.
Result<Invoice> issue_invoice(const Context& context, Transaction& tx, const LoadedSituation& situation,
                              Billing billing);

/// Posts the payment of a document and tells of it; `by` is "card", "wallet", "staff" …
Result<void> note_invoice_paid(const Context& context, Transaction& tx, const CustomerId& customer,
                               const InvoiceId& invoice, Money amount, std::string_view by,
                               const PaymentAttemptId& attempt, Instant now);

}  // namespace settle
