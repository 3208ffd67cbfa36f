#include "app/billing/waive_invoice.h"

#include "app/billing/refund_invoice.h"
#include "app/numbers/keep_subscription.h"
#include "app/payment/collect_payment.h"
#include "app/payment/settle_payment.h"
#include "domain/catalog/staff_role.h"
#include "domain/invoice/ledger.h"
#include "ports/ledger.h"

namespace settle {
namespace {

Result<std::vector<PaymentAttempt>> under_way(const Context& context, Transaction& tx, const Invoice& invoice) {
    auto attempts = TRY(tx.attempts_of_invoice(context.vendor(), invoice.customer, invoice.id));
    std::erase_if(attempts, [](const PaymentAttempt& attempt) { return is_final(attempt.state); });
    return attempts;
}

/// How the rest of an invoice is settled.
struct Settling {
    Money rest;
    Money by_note;       ///< What no credit note gave back yet.
    Money from_balance;  ///< What a correction of its taxes gave to the balance already.
};

Result<Settling> settling_of(const Context& context, Transaction& tx, const Invoice& invoice,
                             const Subscription& subscription) {
    const bool is_owed = invoice.status == InvoiceStatus::kOpen || invoice.status == InvoiceStatus::kUncollectible;
    if (invoice.kind == InvoiceKind::kCreditNote || !is_owed)
        return fail(Error(ErrorCode::kInvoiceNotOpen).with("status", std::string(name_of(invoice.status))));
    const Money rest = invoice.amounts.total - invoice.paid;
    const Money by_note = std::min(rest, TRY(left_to_credit(context, tx, invoice)));
    const Money has = subscription.balance.is_zero() ? Money::zero(rest.currency()) : subscription.balance;
    if (rest - by_note > has) {
        const Money most = by_note + has;
        return fail(
            Error(ErrorCode::kRefundTooLarge).with("max", fmt::format("{} {}", most.str(), most.currency().code())));
    }
    return Settling{rest, by_note, rest - by_note};
}

// Whoever has the page of the bank open must not pay what is forgiven.
Result<void> stop_payments(const Context& context, const InvoiceId& id) {
    const auto attempts = TRY(look_up(context.with.store, [&](Transaction& tx) -> Result<std::vector<PaymentAttempt>> {
        if (TRY(made_before(tx, context))) return std::vector<PaymentAttempt>();
        const Invoice invoice = TRY(tx.load_invoice(context.vendor(), id));
        const auto subscription = TRY(tx.load_subscription(context.vendor(), invoice.customer));
        TRY_VOID(settling_of(context, tx, invoice, subscription));
        return under_way(context, tx, invoice);
    }));
    for (const PaymentAttempt& attempt : attempts) TRY_VOID(cancel_payment(context, attempt));
    return {};
}

Result<Invoice> waive(const Context& context, Transaction& tx, const InvoiceId& id, const std::string& reason,
                      Instant now) {
    const VendorName& vendor = context.vendor();
    const Invoice invoice = TRY(tx.load_invoice(vendor, id));
    const auto before = TRY(tx.load_subscription(vendor, invoice.customer));
    const Settling settling = TRY(settling_of(context, tx, invoice, before));
    if (!TRY(under_way(context, tx, invoice)).empty()) return fail(ErrorCode::kPaymentInProgress);
    const Invoice note = TRY(issue_settled_note(context, tx, invoice, settling.by_note, reason, now));
    // What the credit note gives goes to the balance, and from there to the invoice, on the same day.
    TRY_VOID(tx.post(vendor, note.customer, note.id.str(), entries_for_balance(-settling.by_note)));
    TRY_VOID(ledger_of(tx).post_on(vendor, invoice.customer, invoice.id.str(), entries_for_balance(settling.rest),
                                   note.issued_on));
    TRY_VOID(tx.record_payment(vendor, invoice.customer, invoice.id, invoice.amounts.total, InvoiceStatus::kPaid));
    Event waived = new_event(context, invoice.customer, "invoice.waived", now);
    waived.data = {{"invoice", invoice.id.str()},
                   {"number", invoice.number},
                   {"credit_note", note.id.str()},
                   {"amount", settling.rest.str()},
                   {"currency", std::string(settling.rest.currency().code())}};
    waived.reason = reason;
    TRY_VOID(tx.add_event(vendor, std::move(waived)));
    // Before the balance is kept: the figures tell what was forgiven from what is owed less.
    TRY_VOID(note_recovery(context, tx, invoice.customer, now, RecoveredBy::kWaiver));
    Subscription subscription = TRY(tx.load_subscription(vendor, invoice.customer));
    if (settling.from_balance.is_positive()) subscription.balance -= settling.from_balance;
    TRY_VOID(keep_subscription(context, tx, std::move(subscription), now));
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
