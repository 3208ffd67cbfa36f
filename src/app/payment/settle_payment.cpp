#include "app/payment/settle_payment.h"

#include "app/billing/issue_invoice.h"
#include "app/change/apply_order.h"

namespace settle {
namespace {

using State = ProviderPayment::State;

// The reason of an attempt whose money came in too late and went back.
constexpr std::string_view kPaidBack = "refunded";

// What the transaction found out that has to be done with the provider after it.
struct Settled {
    PaymentAttempt attempt;
    bool pay_back = false;
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
    for (const PaymentMethod& known : TRY(tx.list_payment_methods(context.vendor(), attempt.customer)))
        if (known.details.token == attempt.details.token) return {};
    return tx.add_payment_method(context.vendor(),
                                 {new_id<PaymentMethodId>(context.with.ids), attempt.customer, attempt.details, true});
}

// The order was confirmed on its day and on the amount it had then; both must still come out.
Result<bool> apply_paid_order(const Context& context, Transaction& tx, const PaymentAttempt& attempt, ChangeOrder order,
                              Instant now) {
    auto situation = TRY(load_situation(context, tx, attempt.customer, now));
    situation.actor = order.actor;
    situation = TRY(on_day(context, std::move(situation), order.effective_on));
    const auto preview = preview_change(situation.view(), order.wanted);
    const bool as_confirmed = preview && !preview->ruling.refusal && preview->due_now.total == attempt.amount;
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

Result<void> pay_invoice(const Context& context, Transaction& tx, const PaymentAttempt& attempt, Instant now) {
    TRY_VOID(
        tx.record_payment(context.vendor(), attempt.customer, attempt.invoice, attempt.amount, InvoiceStatus::kPaid));
    TRY_VOID(note_invoice_paid(context, tx, attempt.customer, attempt.invoice, attempt.amount, name_of(attempt.method),
                               attempt.id, now));
    Subscription subscription = TRY(tx.load_subscription(context.vendor(), attempt.customer));
    if (subscription.state != SubscriptionState::kPastDue) return {};
    subscription.state = SubscriptionState::kActive;
    return tx.save_subscription(context.vendor(), subscription);
}

Result<void> note_success(const Context& context, Transaction& tx, const PaymentAttempt& attempt, Instant now) {
    TRY_VOID(tx.save_attempt(context.vendor(), attempt));
    TRY_VOID(tell(context, tx, attempt, "payment.succeeded", now));
    return keep_method(context, tx, attempt);
}

// An attempt that cannot be used for what it was meant stays as it was until the money is back with the
// customer, so that whatever interrupts us, the next look at it comes here again.
Result<Settled> on_success(const Context& context, Transaction& tx, const PaymentAttempt& before,
                           PaymentAttempt attempt, Instant now) {
    if (!attempt.invoice.empty()) {
        TRY_VOID(note_success(context, tx, attempt, now));
        TRY_VOID(pay_invoice(context, tx, attempt, now));
        return Settled{std::move(attempt)};
    }
    ChangeOrder order = TRY(tx.load_order(context.vendor(), attempt.customer, attempt.change));
    if (order.state != OrderState::kAwaitingPayment) return Settled{before, true};
    if (!TRY(apply_paid_order(context, tx, attempt, std::move(order), now))) return Settled{before, true};
    TRY_VOID(note_success(context, tx, attempt, now));
    return Settled{std::move(attempt)};
}

Result<PaymentAttempt> pay_back(const Context& context, PaymentAttempt attempt, Instant now) {
    TRY_VOID(context.with.gateway.refund_payment(attempt.id, attempt.amount));
    attempt.state = AttemptState::kCancelled;
    attempt.reason_code = kPaidBack;
    TRY_VOID(context.with.store.write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.save_attempt(context.vendor(), attempt));
        return tell(context, tx, attempt, "payment.refunded", now);
    }));
    return attempt;
}

Result<Settled> on_failure(const Context& context, Transaction& tx, PaymentAttempt attempt, Instant now) {
    const bool declined = attempt.state == AttemptState::kFailed;
    TRY_VOID(tx.save_attempt(context.vendor(), attempt));
    TRY_VOID(tell(context, tx, attempt, declined ? "payment.declined" : "payment.cancelled", now));
    if (!attempt.invoice.empty()) {
        Subscription subscription = TRY(tx.load_subscription(context.vendor(), attempt.customer));
        if (subscription.state != SubscriptionState::kActive) return Settled{std::move(attempt)};
        subscription.state = SubscriptionState::kPastDue;
        TRY_VOID(tx.save_subscription(context.vendor(), subscription));
        return Settled{std::move(attempt)};
    }
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
    const bool late_success = attempt.state == AttemptState::kCancelled && attempt.reason_code != kPaidBack &&
                              payment.state == State::kSucceeded;
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
    return Settled{std::move(attempt)};
}

}  // namespace

Result<PaymentAttempt> settle_payment(const Context& context, const ProviderPayment& payment) {
    const Instant now = context.with.clock.now();
    auto settled =
        TRY(transact(context.with.store, [&](Transaction& tx) { return settle_in(context, tx, payment, now); }));
    if (settled.pay_back) return pay_back(context, std::move(settled.attempt), now);
    return std::move(settled.attempt);
}

}  // namespace settle
