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
    PaymentAttempt seen = attempt;
    while (!is_final(seen.state)) {
        auto stopped = context.with.gateway.cancel_payment(seen.id);
        if (stopped) return settle_payment(context, *stopped);
        if (stopped.error().code != ErrorCode::kPaymentNotFound) return fail(stopped.error());
        // Nothing can come of what the provider never heard of, once we forget it. What was on its way, and has arrived
        // since, is known there now: it is asked again.
        seen = TRY(settle_unknown(context, seen));
    }
    return seen;
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

/// Takes up what is unfinished, one after the other, until the provider is found to be away.
class Rescue {
public:
    Rescue(const Context& context, const RecoveryLimits& limits) : context_(context), limits_(limits) {}

    /// Answers where the next call goes on.
    Result<AttemptPlace> take_up_attempts(const AttemptPlace& after) {
        const auto unfinished = TRY(look_up(context_.with.store, [&](Transaction& tx) {
            return tx.unfinished_attempts(context_.vendor(), after, now_.plus_seconds(-limits_.older_than_seconds),
                                          limits_.count_max);
        }));
        for (const PaymentAttempt& attempt : unfinished) {
            if (recovery_.provider_is_away) return after;
            const auto taken = take_up(context_, attempt, now_.plus_seconds(-limits_.abandoned_after_seconds));
            if (!taken) note(attempt.id.str(), taken.error());
            else note_answer(is_final(taken->state));
        }
        if (std::ssize(unfinished) < limits_.count_max) return AttemptPlace();
        return AttemptPlace{unfinished.back().created_at, unfinished.back().id};
    }

    Result<CreditNotePlace> finish_refunds(const CreditNotePlace& after) {
        const auto notes = TRY(look_up(context_.with.store, [&](Transaction& tx) {
            return tx.unfinished_refunds(context_.vendor(), after, limits_.count_max);
        }));
        for (const Invoice& credit_note : notes) {
            if (recovery_.provider_is_away) return after;
            const auto finished = finish_refund(context_, credit_note);
            if (!finished) note(credit_note.id.str(), finished.error());
            else note_answer(true);
        }
        if (std::ssize(notes) < limits_.count_max) return CreditNotePlace();
        return CreditNotePlace{notes.back().issued_on, notes.back().id};
    }

    Recovery report() { return std::move(recovery_); }

private:
    // One answer may get lost; so many in a row say that nobody is there.
    static constexpr int kUnansweredMax = 3;

    void note(const std::string& about, const Error& error) {
        recovery_.failures.push_back(about + ": " + std::string(name_of(error.code)));
        if (error.code != ErrorCode::kGatewayUnavailable) unanswered_ = 0;
        else if (++unanswered_ == kUnansweredMax) recovery_.provider_is_away = true;
    }
    void note_answer(bool is_finished) {
        unanswered_ = 0;
        recovery_.finished += is_finished ? 1 : 0;
    }

    const Context& context_;
    const RecoveryLimits& limits_;
    const Instant now_ = context_.with.clock.now();
    int unanswered_ = 0;
    Recovery recovery_;
};

}  // namespace

Result<Recovery> recover_payments(const Context& context, const RecoveryLimits& limits, RecoveryPlace& place) {
    Rescue rescue(context, limits);
    place.attempt = TRY(rescue.take_up_attempts(place.attempt));
    place.credit_note = TRY(rescue.finish_refunds(place.credit_note));
    return rescue.report();
}

Result<Recovery> recover_payments(const Context& context, const RecoveryLimits& limits) {
    RecoveryPlace from_the_first;
    return recover_payments(context, limits, from_the_first);
}

}  // namespace settle
