#include "app/billing/waive_invoice.h"

#include "app/billing/refund_invoice.h"
#include "app/ledger/post_today.h"
#include "app/payment/collect_payment.h"
#include "app/payment/settle_payment.h"
#include "domain/catalog/staff_role.h"
#include "domain/invoice/ledger.h"

namespace settle {
namespace {

Result<std::vector<PaymentAttempt>> under_way(const Context& context, Transaction& tx, const Invoice& invoice) {
    auto attempts = TRY(tx.attempts_of_invoice(context.vendor(), invoice.customer, invoice.id));
    std::erase_if(attempts, [](const PaymentAttempt& attempt) { return is_final(attempt.state); });
    return attempts;
}

// Whoever has the page of the bank open must not pay what is forgiven.
Result<void> stop_payments(const Context& context, const InvoiceId& id) {
    const auto attempts = TRY(look_up(context.with.store, [&](Transaction& tx) -> Result<std::vector<PaymentAttempt>> {
        if (TRY(made_before(tx, context))) return std::vector<PaymentAttempt>();
        return under_way(context, tx, TRY(tx.load_invoice(context.vendor(), id)));
    }));
    for (const PaymentAttempt& attempt : attempts) TRY_VOID(cancel_payment(context, attempt));
    return {};
}

Result<Invoice> waive(const Context& context, Transaction& tx, const InvoiceId& id, const std::string& reason,
                      Instant now) {
    const VendorName& vendor = context.vendor();
    const Invoice invoice = TRY(tx.load_invoice(vendor, id));
    const bool is_owed = invoice.status == InvoiceStatus::kOpen || invoice.status == InvoiceStatus::kUncollectible;
    if (invoice.kind == InvoiceKind::kCreditNote || !is_owed)
        return fail(Error(ErrorCode::kInvoiceNotOpen).with("status", std::string(name_of(invoice.status))));
    if (!TRY(under_way(context, tx, invoice)).empty()) return fail(ErrorCode::kPaymentInProgress);
    const Money rest = invoice.amounts.total - invoice.paid;
    const Invoice note = TRY(issue_settled_note(context, tx, invoice, rest, reason, now));
    // What the credit note gives goes to the balance, and from there to the invoice, at once.
    TRY_VOID(tx.post(vendor, note.customer, note.id.str(), entries_for_balance(-rest)));
    TRY_VOID(post_today(context, tx, invoice.customer, invoice.id.str(), entries_for_balance(rest), now));
    TRY_VOID(tx.record_payment(vendor, invoice.customer, invoice.id, invoice.amounts.total, InvoiceStatus::kPaid));
    Event waived = new_event(context, invoice.customer, "invoice.waived", now);
    waived.data = {{"invoice", invoice.id.str()},
                   {"number", invoice.number},
                   {"credit_note", note.id.str()},
                   {"amount", rest.str()},
                   {"currency", std::string(rest.currency().code())}};
    waived.reason = reason;
    TRY_VOID(tx.add_event(vendor, std::move(waived)));
    TRY_VOID(note_recovery(context, tx, invoice.customer, now));
    return note;
}

}  // namespace

Result<Invoice> waive_invoice(const Context& context, const InvoiceId& invoice, const std::string& reason) {
    TRY_VOID(only_staff(context, StaffRight::kRefund));
    // Whose invoice it is comes before what was said of it.
    TRY_VOID(look_up(context.with.store, [&](Transaction& tx) { return tx.load_invoice(context.vendor(), invoice); }));
    if (reason.empty()) return fail(ErrorCode::kReasonRequired, "reason");
    TRY_VOID(stop_payments(context, invoice));
    const Instant now = context.with.clock.now();
    return transact(context.with.store, [&](Transaction& tx) -> Result<Invoice> {
        if (const auto known = TRY(made_before(tx, context)))
            return tx.load_invoice(context.vendor(), InvoiceId(*known));
        Invoice note = TRY(waive(context, tx, invoice, reason, now));
        TRY_VOID(remember_made(tx, context, note.id.str(), now));
        return note;
    });
}

}  // namespace settle
