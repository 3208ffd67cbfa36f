#include "app/payment/collect_payment.h"

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
        if (view.saved_token.empty()) return fail(Error(ErrorCode::kPaymentMethodUnknown, "pay_with").with("value", attempt.saved_method.str()));
        return view;
    });
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
    return settle_payment(context, payment);
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
    return settle_payment(context, {attempt.id, {}, ProviderPayment::State::kCancelled, attempt.amount, {}, {}, std::nullopt});
}

Result<int> recover_payments(const Context& context, int older_than_seconds, int limit) {
    const Instant before = context.with.clock.now().plus_seconds(-older_than_seconds);
    const auto unfinished = TRY(look_up(context.with.store, [&](Transaction& tx) { return tx.unfinished_attempts(context.vendor(), before, limit); }));
    int finished = 0;
    for (const PaymentAttempt& attempt : unfinished) {
        // The customer may still be at the provider's page; only what the provider knows is taken over.
        const auto known = context.with.gateway.find_payment(attempt.id);
        if (!known) continue;
        const auto settled = settle_payment(context, *known);
        if (settled && is_final(settled->state)) ++finished;
    }
    return finished;
}

}  // namespace settle
