#include "app/payment/collect_payment.h"

#include "app/billing/refund_invoice.h"
#include "app/payment/settle_payment.h"

namespace settle {
namespace {

struct PayerView {
    std::string description;
    std::string language;
    std::string saved_token;
    std::vector<std::string> card_brands;
};

Result<PayerView> load_payer_view(const Context& context, const PaymentAttempt& attempt) {
    const auto catalog = TRY(context.catalog());
    return look_up(context.with.store, [&](Transaction& tx) -> Result<PayerView> {
        const Customer customer = TRY(tx.load_customer(context.vendor(), attempt.customer));
        PayerView view{catalog->vendor_name.in(customer.language), customer.language, {}, catalog->payment.card_brands};
        if (attempt.saved_method.empty()) return view;
        for (const PaymentMethod& method : TRY(tx.list_payment_methods(context.vendor(), attempt.customer)))
            if (method.id == attempt.saved_method) view.saved_token = method.details.token;
        if (view.saved_token.empty())
            return fail(Error(ErrorCode::kPaymentMethodUnknown, "pay_with").with("value", attempt.saved_method.str()));
        return view;
    });
}

bool is_over(ProviderPayment::State state) {
    return state == ProviderPayment::State::kSucceeded || state == ProviderPayment::State::kDeclined ||
           state == ProviderPayment::State::kCancelled;
}

}  // namespace

Result<PaymentAttempt> collect_payment(const Context& context, const PaymentAttempt& attempt) {
    const PayerView view = TRY(load_payer_view(context, attempt));
    const ProviderPayment payment = TRY(context.with.gateway.create_payment({
        .key = attempt.id,
        .amount = attempt.amount,
        .method = attempt.method,
        .saved_token = view.saved_token,
        .return_url = attempt.return_url,
        .description = view.description,
        .language = view.language,
        .customer_reference = attempt.customer.str(),
        .card_brands = view.card_brands,
    }));
    PaymentAttempt settled = TRY(settle_payment(context, payment));
    // Whoever gave the attempt up while it was on its way found nothing at the provider to stop; the page
    // that is open there now must not take money for nothing.
    if (settled.state == AttemptState::kCancelled && !is_over(payment.state))
        return settle_payment(context, TRY(context.with.gateway.cancel_payment(attempt.id)));
    return settled;
}

Result<PaymentAttempt> refresh_payment(const Context& context, const PaymentAttempt& attempt) {
    if (is_final(attempt.state)) return attempt;
    auto known = context.with.gateway.find_payment(attempt.id);
    if (known) return settle_payment(context, *known);
    if (known.error().code == ErrorCode::kPaymentNotFound) return collect_payment(context, attempt);
    return fail(known.error());
}

Result<PaymentAttempt> cancel_payment(const Context& context, const PaymentAttempt& attempt) {
    if (is_final(attempt.state)) return attempt;
    auto stopped = context.with.gateway.cancel_payment(attempt.id);
    if (stopped) return settle_payment(context, *stopped);
    if (stopped.error().code != ErrorCode::kPaymentNotFound) return fail(stopped.error());
    // The provider never heard of it: nothing can come of it any more once we forget it.
    return settle_payment(context,
                          {attempt.id, {}, ProviderPayment::State::kCancelled, attempt.amount, {}, {}, std::nullopt});
}

namespace {

// What is known of an attempt that stayed unfinished, or what can still be done about it.
Result<PaymentAttempt> take_up(const Context& context, const PaymentAttempt& attempt, Instant abandoned_before) {
    // Nobody is at a page for a renewal: what the provider never heard of is sent again, however late.
    const bool has_page = !attempt.redirect_url.empty();
    if (!attempt.invoice.empty() && !attempt.saved_method.empty() && !has_page)
        return refresh_payment(context, attempt);
    // A page nobody finished for this long is given up, and what was never sent; the customer's next
    // confirmation makes a new one. What the provider is still working on is its to finish.
    const bool abandoned = attempt.created_at < abandoned_before;
    if (abandoned && (has_page || attempt.state == AttemptState::kIntent)) return cancel_payment(context, attempt);
    auto known = context.with.gateway.find_payment(attempt.id);
    if (known) return settle_payment(context, *known);
    // Not sent yet: the customer's own repetition, or the limit above, decides.
    if (known.error().code == ErrorCode::kPaymentNotFound) return attempt;
    return fail(known.error());
}

}  // namespace

Result<Recovery> recover_payments(const Context& context, const RecoveryLimits& limits) {
    const Instant now = context.with.clock.now();
    const Instant before = now.plus_seconds(-limits.older_than_seconds);
    const auto unfinished = TRY(look_up(context.with.store, [&](Transaction& tx) {
        return tx.unfinished_attempts(context.vendor(), before, limits.count_max);
    }));
    Recovery recovery;
    for (const PaymentAttempt& attempt : unfinished) {
        const auto taken = take_up(context, attempt, now.plus_seconds(-limits.abandoned_after_seconds));
        if (!taken) recovery.failures.push_back(attempt.id.str() + ": " + std::string(name_of(taken.error().code)));
        else if (is_final(taken->state)) ++recovery.finished;
    }
    const auto refunds = TRY(look_up(context.with.store, [&](Transaction& tx) {
        return tx.unfinished_refunds(context.vendor(), limits.count_max);
    }));
    for (const Invoice& note : refunds) {
        const auto finished = finish_refund(context, note);
        if (finished) ++recovery.finished;
        else recovery.failures.push_back(note.id.str() + ": " + std::string(name_of(finished.error().code)));
    }
    return recovery;
}

}  // namespace settle
