#include "app/payment/pay_invoice.h"

#include "app/access/read.h"
#include "app/billing/issue_invoice.h"
#include "app/billing/refund_invoice.h"
#include "app/change/payment_choice.h"
#include "app/payment/collect_payment.h"
#include "app/payment/settle_payment.h"
#include "domain/catalog/staff_role.h"
#include "domain/payment/charge_key.h"

namespace settle {
namespace {

using Attempts = std::vector<PaymentAttempt>;

constexpr std::string_view kReturnPage = "/portal/payment/return";

PaymentAttempt new_attempt(const Context& context, PaymentAttemptId id, const CustomerId& customer, Money amount,
                           const PaymentChoice& choice, Instant now) {
    PaymentAttempt attempt{.amount = amount};
    attempt.id = std::move(id);
    attempt.customer = customer;
    attempt.method = choice.kind;
    attempt.saved_method = choice.saved;
    attempt.return_url =
        return_address(context.with.settings, choice.return_url, kReturnPage, "payment=" + attempt.id.str());
    attempt.created_at = now;
    return attempt;
}

// Money that came in by itself: staff say so, and what was past due recovers.
Result<void> take_transfer(const Context& context, Transaction& tx, const Invoice& invoice,
                           const InvoicePayment& wanted, Instant now) {
    TRY_VOID(only_staff(context, StaffRight::kRecordPayments));
    if (wanted.reason.empty()) return fail(ErrorCode::kReasonRequired, "reason");
    const Money amount = invoice.amounts.total - invoice.paid;
    TRY_VOID(
        tx.record_payment(context.vendor(), invoice.customer, invoice.id, invoice.amounts.total, InvoiceStatus::kPaid));
    TRY_VOID(note_invoice_paid(context, tx, invoice.customer, invoice.id, amount, "transfer", {}, now));
    TRY_VOID(note_recovery(context, tx, invoice.customer, now));
    Event event = new_event(context, invoice.customer, "payment.recorded", now);
    event.data = {{"invoice", invoice.id.str()}, {"amount", amount.str()}};
    event.reason = wanted.reason;
    return tx.add_event(context.vendor(), std::move(event));
}

Result<std::optional<PaymentAttempt>> start(const Context& context, Transaction& tx, const InvoicePayment& wanted,
                                            const Attempts& known_otherwise, Instant now) {
    if (const auto known = TRY(made_before(tx, context)))
        return TRY(tx.find_attempt(context.vendor(), PaymentAttemptId(*known)));
    const Invoice invoice = TRY(tx.load_invoice(context.vendor(), wanted.invoice));
    if (invoice.kind == InvoiceKind::kCreditNote) {
        if (wanted.pay_with != name_of(MethodKind::kTransfer))
            return fail(Error(ErrorCode::kInvoiceNotOpen).with("status", std::string(name_of(invoice.status))));
        TRY_VOID(note_sent_by_hand(context, tx, invoice, wanted.reason, now));
        TRY_VOID(remember_made(tx, context, invoice.id.str(), now));
        return std::optional<PaymentAttempt>();
    }
    if (invoice.status != InvoiceStatus::kOpen && invoice.status != InvoiceStatus::kUncollectible)
        return fail(Error(ErrorCode::kInvoiceNotOpen).with("status", std::string(name_of(invoice.status))));
    const auto catalog = TRY(context.catalog());
    const PaymentChoice choice =
        TRY(choose_payment(context, tx, *catalog, {invoice.customer, wanted.pay_with, wanted.return_url}));
    if (choice.kind == MethodKind::kTransfer) {
        TRY_VOID(take_transfer(context, tx, invoice, wanted, now));
        // With the transfer or not at all: an open attempt keeps the runs from charging again.
        for (PaymentAttempt attempt : known_otherwise) {
            attempt.state = AttemptState::kCancelled;
            attempt.reason_code = name_of(ErrorCode::kAmountMismatch);
            TRY_VOID(tx.save_attempt(context.vendor(), attempt));
        }
        TRY_VOID(remember_made(tx, context, invoice.id.str(), now));
        return std::optional<PaymentAttempt>();
    }
    const auto before = TRY(tx.attempts_of_invoice(context.vendor(), invoice.customer, invoice.id));
    const int ordinal = static_cast<int>(before.size()) + 1;
    PaymentAttempt attempt = new_attempt(context, charge_key(context.vendor(), invoice, ordinal), invoice.customer,
                                         invoice.amounts.total - invoice.paid, choice, now);
    attempt.ordinal = ordinal;
    attempt.invoice = invoice.id;
    TRY_VOID(tx.add_attempt(context.vendor(), attempt));
    TRY_VOID(remember_made(tx, context, attempt.id.str(), now));
    return std::optional(std::move(attempt));
}

// Somebody who comes back to pay closes the page left open before; a charge under way is waited for. Answers the
// attempts whose key the provider knows for another amount, because a store was restored from an older copy: nobody
// pays twice, and only staff, who have seen what was paid, may give them up.
Result<Attempts> close_open_page(const Context& context, const Invoice& invoice, const InvoicePayment& wanted) {
    const auto attempts = TRY(look_up(context.with.store, [&](Transaction& tx) -> Result<Attempts> {
        // Whoever repeats a call that had no answer comes back to the page it opened.
        if (TRY(made_before(tx, context))) return Attempts();
        return tx.attempts_of_invoice(context.vendor(), invoice.customer, invoice.id);
    }));
    const bool is_recorded = wanted.pay_with == name_of(MethodKind::kTransfer) &&
                             only_staff(context, StaffRight::kRecordPayments).has_value();
    Attempts known_otherwise;
    for (const PaymentAttempt& attempt : attempts) {
        if (is_final(attempt.state)) continue;
        const auto stopped = cancel_payment(context, attempt);
        if (stopped) continue;
        if (stopped.error().code != ErrorCode::kAmountMismatch || !is_recorded) return fail(stopped.error());
        known_otherwise.push_back(attempt);
    }
    return known_otherwise;
}

}  // namespace

Result<PaidInvoice> pay_invoice(const Context& context, const InvoicePayment& wanted) {
    TRY_VOID(may(context, *TRY(context.catalog()), Right::kEditBilling, StaffRight::kRecordPayments));
    const Invoice present = TRY(look_up(
        context.with.store, [&](Transaction& tx) { return tx.load_invoice(context.vendor(), wanted.invoice); }));
    TRY_VOID(may_see(context, present.customer, ErrorCode::kInvoiceNotFound));
    const Attempts known_otherwise = TRY(close_open_page(context, present, wanted));
    const Instant now = context.with.clock.now();
    auto attempt = TRY(transact(context.with.store,
                                [&](Transaction& tx) { return start(context, tx, wanted, known_otherwise, now); }));
    if (attempt && !is_final(attempt->state)) attempt = TRY(collect_payment(context, *attempt));
    return look_up(context.with.store, [&](Transaction& tx) -> Result<PaidInvoice> {
        return PaidInvoice{TRY(tx.load_invoice(context.vendor(), wanted.invoice)), std::move(attempt)};
    });
}

namespace {

// Whoever begins anew has left the page that was open before; the repetition of a call comes back to its own.
Result<void> close_open_save(const Context& context, const CustomerId& customer) {
    const auto open = TRY(look_up(context.with.store, [&](Transaction& tx) -> Result<std::optional<PaymentAttempt>> {
        if (TRY(made_before(tx, context))) return std::nullopt;
        return tx.open_save(context.vendor(), customer);
    }));
    if (open) TRY_VOID(cancel_payment(context, *open));
    return {};
}

}  // namespace

Result<PaymentAttempt> add_payment_method(const Context& context, const CustomerId& customer, MethodKind kind,
                                          const std::string& return_url) {
    TRY_VOID(may_see(context, customer));
    const auto catalog = TRY(context.catalog());
    TRY_VOID(may(context, *catalog, Right::kEditBilling));
    TRY_VOID(close_open_save(context, customer));
    const Instant now = context.with.clock.now();
    const PaymentAttempt attempt = TRY(transact(context.with.store, [&](Transaction& tx) -> Result<PaymentAttempt> {
        if (const auto known = TRY(made_before(tx, context)))
            if (auto found = TRY(tx.find_attempt(context.vendor(), PaymentAttemptId(*known)))) return *std::move(found);
        const Subscription subscription = TRY(tx.load_subscription(context.vendor(), customer));
        const PaymentChoice choice =
            TRY(choose_payment(context, tx, *catalog, {customer, std::string(name_of(kind)), return_url}));
        PaymentAttempt made = new_attempt(context, new_id<PaymentAttemptId>(context.with.ids), customer,
                                          Money::zero(subscription.currency), choice, now);
        TRY_VOID(tx.add_attempt(context.vendor(), made));
        TRY_VOID(remember_made(tx, context, made.id.str(), now));
        return made;
    }));
    return is_final(attempt.state) ? attempt : collect_payment(context, attempt);
}

Result<PaymentAttempt> refresh_attempt(const Context& context, const PaymentAttemptId& id) {
    TRY_VOID(may(context, *TRY(context.catalog()), Right::kEditBilling, StaffRight::kReadCustomers));
    const auto attempt =
        TRY(look_up(context.with.store, [&](Transaction& tx) { return tx.find_attempt(context.vendor(), id); }));
    if (!attempt) return fail(ErrorCode::kPaymentNotFound);
    TRY_VOID(may_see(context, attempt->customer, ErrorCode::kPaymentNotFound));
    // A provider that does not answer now leaves it as it is: still being confirmed.
    auto refreshed = refresh_payment(context, *attempt);
    if (!refreshed && refreshed.error().code == ErrorCode::kGatewayUnavailable) return *attempt;
    return refreshed;
}

}  // namespace settle
