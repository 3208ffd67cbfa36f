#include "app/payment/settle_payment.h"

#include "app/billing/issue_invoice.h"
#include "app/billing/refund_invoice.h"
#include "app/change/apply_order.h"
#include "app/numbers/keep_subscription.h"
#include "app/payment/charge_invoice.h"
#include "domain/renewal/renewal.h"

namespace settle {
namespace {

using State = ProviderPayment::State;

// The reason of an attempt whose money came in too late and went back.
constexpr std::string_view kPaidBack = "refunded";
// Or did not, because the provider refuses to send it: staff are told.
constexpr std::string_view kNotPaidBack = "refund_refused";

// What the transaction found out that has to be done with the provider after it.
struct Settled {
    PaymentAttempt attempt;
    bool pay_back = false;
    std::optional<PaymentAttempt> next = {};  ///< The charge of another invoice that is still owed.
};

void take_over(PaymentAttempt& attempt, const ProviderPayment& payment) {
    if (!payment.reference.empty()) attempt.provider_reference = payment.reference;
    attempt.redirect_url = payment.redirect_url;
    attempt.reason_code = payment.reason_code;
    if (payment.details) attempt.details = *payment.details;
    switch (payment.state) {
        case State::kWaitingForCustomer:
        case State::kProcessing: attempt.state = AttemptState::kPending; break;
        case State::kSucceeded: attempt.state = AttemptState::kSucceeded; break;
        case State::kDeclined: attempt.state = AttemptState::kFailed; break;
        case State::kCancelled: attempt.state = AttemptState::kCancelled; break;
    }
}

Result<void> tell(const Context& context, Transaction& tx, const PaymentAttempt& attempt, std::string type,
                  Instant now) {
    Event event = new_event(context, attempt.customer, std::move(type), now);
    event.data = {{"attempt", attempt.id.str()},
                  {"amount", attempt.amount.str()},
                  {"currency", std::string(attempt.amount.currency().code())},
                  {"change", attempt.change.str()},
                  {"invoice", attempt.invoice.str()},
                  {"reason", attempt.reason_code}};
    return tx.add_event(context.vendor(), std::move(event));
}

Result<void> keep_method(const Context& context, Transaction& tx, const PaymentAttempt& attempt) {
    if (attempt.details.token.empty()) return {};
    PaymentMethodId id;
    for (const PaymentMethod& known : TRY(tx.list_payment_methods(context.vendor(), attempt.customer))) {
        if (known.details.token == attempt.details.token) return {};
        if (is_same_card(known.details, attempt.details)) id = known.id;
    }
    // A card that is entered again stays one method: charged under its newest name, and the default again.
    if (id.empty()) id = new_id<PaymentMethodId>(context.with.ids);
    return tx.add_payment_method(context.vendor(), {id, attempt.customer, attempt.details, true});
}

// The order was confirmed on its day and on the amount it had then; both must still come out.
Result<bool> apply_paid_order(const Context& context, Transaction& tx, const PaymentAttempt& attempt, ChangeOrder order,
                              Instant now) {
    auto situation = TRY(load_situation(context, tx, attempt.customer, now));
    situation.actor = order.actor;
    situation = TRY(on_day(context, std::move(situation), order.effective_on, order.effective_second));
    const auto preview = preview_change(situation.view(), order.wanted);
    const bool as_confirmed = preview && !preview->ruling.refusal && preview->to_pay == attempt.amount;
    if (!as_confirmed) {
        order.state = OrderState::kFailed;
        order.refusal = std::string(name_of(ErrorCode::kPreviewStale));
        TRY_VOID(tx.save_order(context.vendor(), order));
        return false;
    }
    TRY_VOID(apply_order(context, tx, situation, *preview, std::move(order),
                         {Settlement::How::kPaid, std::string(name_of(attempt.method)), attempt.id}));
    return true;
}

bool is_due(const Invoice& invoice, Date day) { return invoice.due_on && *invoice.due_on <= day; }

// The oldest invoice that is open and due, if any.
Result<InvoiceId> still_owed(const Context& context, Transaction& tx, const Subscription& subscription, Instant now) {
    const Customer customer = TRY(tx.load_customer(context.vendor(), subscription.customer));
    const Date today = TRY(context.with.zones.day_in(customer.time_zone, now));
    for (const Invoice& invoice : TRY(tx.list_invoices(context.vendor(), subscription.customer)))
        if (invoice.kind == InvoiceKind::kInvoice && invoice.status == InvoiceStatus::kOpen && is_due(invoice, today))
            return invoice.id;
    return InvoiceId();
}

Result<void> tell_state(const Context& context, Transaction& tx, const Subscription& subscription, std::string type,
                        Instant now) {
    Event event = new_event(context, subscription.customer, std::move(type), now);
    event.data = {{"state", std::string(name_of(subscription.state))}};
    return tx.add_event(context.vendor(), std::move(event));
}

// Answers the next invoice that is owed, for whoever is past due with several.
Result<InvoiceId> pay_invoice(const Context& context, Transaction& tx, const PaymentAttempt& attempt, Instant now) {
    const VendorName& vendor = context.vendor();
    const Invoice invoice = TRY(tx.load_invoice(vendor, attempt.invoice));
    TRY_VOID(tx.record_payment(vendor, attempt.customer, attempt.invoice, invoice.paid + attempt.amount,
                               InvoiceStatus::kPaid));
    TRY_VOID(note_invoice_paid(context, tx, attempt.customer, attempt.invoice, attempt.amount, name_of(attempt.method),
                               attempt.id, now));
    return note_recovery(context, tx, attempt.customer, now);
}

// A renewal that could not be charged; a page that the customer left is no failed renewal, and an invoice on
// terms may still be paid otherwise.
Result<void> note_unpaid(const Context& context, Transaction& tx, const PaymentAttempt& attempt, Instant now) {
    if (attempt.invoice.empty() || attempt.saved_method.empty()) return {};
    auto situation = TRY(load_situation(context, tx, attempt.customer, now));
    Subscription& subscription = situation.subscription;
    if (!is_live(subscription.state) || subscription.past_due) return {};
    if (!is_due(TRY(tx.load_invoice(context.vendor(), attempt.invoice)), situation.today)) return {};
    fall_past_due(*situation.catalog, subscription, attempt.invoice, situation.today);
    TRY_VOID(keep_subscription(context, tx, subscription, now));
    return tell_state(context, tx, subscription, "subscription.past_due", now);
}

Result<void> note_success(const Context& context, Transaction& tx, const PaymentAttempt& attempt, Instant now) {
    TRY_VOID(tx.save_attempt(context.vendor(), attempt));
    TRY_VOID(tell(context, tx, attempt, "payment.succeeded", now));
    return keep_method(context, tx, attempt);
}

// Decided in the same transaction: whatever interrupts us then, it is charged.
Result<std::optional<PaymentAttempt>> charge_owed(const Context& context, Transaction& tx, const InvoiceId& owed,
                                                  Instant now) {
    return owed.empty() ? std::optional<PaymentAttempt>() : TRY(start_charge(context, tx, owed, now));
}

// An attempt that cannot be used for what it was meant stays as it was until the money is back with the
// customer, so that whatever interrupts us, the next look at it comes here again.
Result<Settled> on_success(const Context& context, Transaction& tx, const PaymentAttempt& before,
                           PaymentAttempt attempt, Instant now) {
    if (!attempt.invoice.empty()) {
        // Somebody else, or staff, was faster with the money.
        if (TRY(tx.load_invoice(context.vendor(), attempt.invoice)).status == InvoiceStatus::kPaid)
            return Settled{before, true};
        TRY_VOID(note_success(context, tx, attempt, now));
        const InvoiceId owed = TRY(pay_invoice(context, tx, attempt, now));
        auto charge = TRY(charge_owed(context, tx, owed, now));
        return Settled{std::move(attempt), false, std::move(charge)};
    }
    if (attempt.change.empty()) {
        // A method that was saved for later: what is owed is charged to it at once.
        TRY_VOID(note_success(context, tx, attempt, now));
        const Subscription subscription = TRY(tx.load_subscription(context.vendor(), attempt.customer));
        const InvoiceId owed = subscription.past_due ? subscription.past_due->invoice : InvoiceId();
        auto charge = TRY(charge_owed(context, tx, owed, now));
        return Settled{std::move(attempt), false, std::move(charge)};
    }
    ChangeOrder order = TRY(tx.load_order(context.vendor(), attempt.customer, attempt.change));
    if (order.state != OrderState::kAwaitingPayment) return Settled{before, true};
    if (!TRY(apply_paid_order(context, tx, attempt, std::move(order), now))) return Settled{before, true};
    TRY_VOID(note_success(context, tx, attempt, now));
    return Settled{std::move(attempt)};
}

// What came in and could not be used was paid back already, or never will be.
bool is_dealt_with(const PaymentAttempt& attempt) {
    return attempt.reason_code == kPaidBack || attempt.reason_code == kNotPaidBack;
}

Result<PaymentAttempt> pay_back(const Context& context, PaymentAttempt attempt, Instant now) {
    const auto sent = context.with.gateway.refund_payment({attempt.id, attempt.id.str(), attempt.amount});
    if (!sent && !is_refused_for_good(sent.error())) return fail(sent.error());
    return transact(context.with.store, [&](Transaction& tx) -> Result<PaymentAttempt> {
        TRY(tx.load_customer(context.vendor(), attempt.customer));
        // The webhook and a look at the payment may both have sent it, under one key: one of them tells.
        auto present = TRY(tx.find_attempt(context.vendor(), attempt.id));
        if (present && is_dealt_with(*present)) return *std::move(present);
        attempt.state = AttemptState::kCancelled;
        attempt.reason_code = sent ? kPaidBack : kNotPaidBack;
        TRY_VOID(tx.save_attempt(context.vendor(), attempt));
        TRY_VOID(tell(context, tx, attempt, sent ? "payment.refunded" : "payment.refund_refused", now));
        return attempt;
    });
}

Result<Settled> on_failure(const Context& context, Transaction& tx, PaymentAttempt attempt, Instant now) {
    const bool declined = attempt.state == AttemptState::kFailed;
    TRY_VOID(tx.save_attempt(context.vendor(), attempt));
    TRY_VOID(tell(context, tx, attempt, declined ? "payment.declined" : "payment.cancelled", now));
    TRY_VOID(note_unpaid(context, tx, attempt, now));
    if (attempt.change.empty()) return Settled{std::move(attempt)};
    ChangeOrder order = TRY(tx.load_order(context.vendor(), attempt.customer, attempt.change));
    if (order.state == OrderState::kAwaitingPayment) {
        const bool brand = attempt.reason_code == name_of(ErrorCode::kCardBrandUnsupported);
        order.state = OrderState::kFailed;
        order.refusal = std::string(name_of(brand      ? ErrorCode::kCardBrandUnsupported
                                            : declined ? ErrorCode::kPaymentDeclined
                                                       : ErrorCode::kPaymentCancelled));
        TRY_VOID(tx.save_order(context.vendor(), order));
    }
    return Settled{std::move(attempt)};
}

Result<Settled> settle_in(const Context& context, Transaction& tx, const ProviderPayment& payment, Instant now) {
    auto found = TRY(tx.find_attempt(context.vendor(), payment.key));
    if (!found) return fail(ErrorCode::kPaymentNotFound);
    PaymentAttempt attempt = *std::move(found);
    const bool late_success =
        attempt.state == AttemptState::kCancelled && !is_dealt_with(attempt) && payment.state == State::kSucceeded;
    if (is_final(attempt.state) && !late_success) return Settled{std::move(attempt)};
    if (payment.amount != attempt.amount)
        return fail(
            Error(ErrorCode::kAmountMismatch, {}, payment.amount.str() + " instead of " + attempt.amount.str()));
    const PaymentAttempt before = attempt;
    take_over(attempt, payment);
    if (attempt.state == AttemptState::kSucceeded) return on_success(context, tx, before, std::move(attempt), now);
    if (is_final(attempt.state)) return on_failure(context, tx, std::move(attempt), now);
    if (attempt.state != before.state || attempt.redirect_url != before.redirect_url ||
        attempt.provider_reference != before.provider_reference)
        TRY_VOID(tx.save_attempt(context.vendor(), attempt));
    // Nobody is there to answer the bank's question about a renewal: until somebody is, it is not paid.
    if (payment.state == State::kWaitingForCustomer) TRY_VOID(note_unpaid(context, tx, attempt, now));
    return Settled{std::move(attempt)};
}

}  // namespace

Result<InvoiceId> note_recovery(const Context& context, Transaction& tx, const CustomerId& customer, Instant now,
                                RecoveredBy by) {
    Subscription subscription = TRY(tx.load_subscription(context.vendor(), customer));
    if (!subscription.past_due) return InvoiceId();
    const InvoiceId owed = TRY(still_owed(context, tx, subscription, now));
    if (owed.empty()) recover(subscription);
    else subscription.past_due->invoice = owed;
    TRY_VOID(keep_subscription(context, tx, subscription, now,
                               by == RecoveredBy::kWaiver ? OwedEnds::kForgiven : OwedEnds::kPaid));
    if (!owed.empty()) return owed;
    Event event = new_event(context, customer, "subscription.recovered", now);
    event.data = {{"state", std::string(name_of(subscription.state))}};
    if (by == RecoveredBy::kWaiver) event.data.emplace_back("by", "waiver");
    TRY_VOID(tx.add_event(context.vendor(), std::move(event)));
    return owed;
}

Result<PaymentAttempt> settle_payment(const Context& context, const ProviderPayment& payment) {
    const Instant now = context.with.clock.now();
    auto settled =
        TRY(transact(context.with.store, [&](Transaction& tx) { return settle_in(context, tx, payment, now); }));
    if (settled.pay_back) return pay_back(context, std::move(settled.attempt), now);
    if (settled.next) TRY_VOID(send_charge(context, *settled.next));
    return std::move(settled.attempt);
}

Result<PaymentAttempt> settle_unknown(const Context& context, const PaymentAttempt& seen) {
    const Instant now = context.with.clock.now();
    return transact(context.with.store, [&](Transaction& tx) -> Result<PaymentAttempt> {
        auto present = TRY(tx.find_attempt(context.vendor(), seen.id));
        if (!present) return fail(ErrorCode::kPaymentNotFound);
        if (present->state != seen.state) return *std::move(present);
        const ProviderPayment gone{seen.id, {}, State::kCancelled, seen.amount, {}, {}, std::nullopt};
        return TRY(settle_in(context, tx, gone, now)).attempt;
    });
}

}  // namespace settle
