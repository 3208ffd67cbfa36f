#include "adapters/bank_sandbox/payments.h"

#include <boost/json.hpp>

#include "base/hash.h"

namespace settle::bank {
namespace {

constexpr std::int64_t kOutOfOrderDelaySeconds = 2;

// A card is good through the last day of its month.
bool has_expired(const Instrument& instrument, Instant now) {
    const std::chrono::sys_time<std::chrono::microseconds> time{std::chrono::microseconds{now.micros}};
    const auto today = Date(std::chrono::floor<std::chrono::days>(time)).ymd();
    const int month_now = static_cast<int>(today.year()) * 12 + static_cast<int>(static_cast<unsigned>(today.month()));
    return instrument.expiry_year != 0 && instrument.expiry_year * 12 + instrument.expiry_month < month_now;
}

// Another one at every merchant, as at real providers: nobody is followed from one to the next.
std::string fingerprint_of(std::string_view merchant, std::string_view account) {
    constexpr std::size_t kLength = 16;
    return digest_hex(fmt::format("{} {}", merchant, account)).substr(0, kLength);
}

}  // namespace

bool accepts_brand(const Payment& payment, std::string_view brand) {
    if (payment.card_brands.empty()) return true;
    return fmt::format(",{},", payment.card_brands).find(fmt::format(",{},", brand)) != std::string::npos;
}

std::expected<Payment, Payments::Refusal> Payments::create(const Order& order) {
    if (auto known = books_.payment_by_key(order.key)) {
        const bool is_same = known->amount_minor == order.amount_minor && known->currency == order.currency &&
                             known->merchant == order.merchant;
        if (!is_same) return std::unexpected(Refusal::kKeyReused);
        return *known;
    }
    Payment payment;
    payment.key = order.key;
    payment.merchant = order.merchant;
    payment.page_token = practice_.secret();
    payment.nonce = practice_.secret();
    payment.amount_minor = order.amount_minor;
    payment.currency = order.currency;
    payment.method = order.method;
    payment.return_url = order.return_url;
    payment.description = order.description;
    payment.language = order.language;
    payment.customer_reference = order.customer_reference;
    payment.card_brands = order.card_brands;
    payment.created_at = practice_.now;
    if (!order.saved_token.empty()) {
        const auto saved = books_.method_by_token(order.merchant, order.saved_token);
        if (!saved) return std::unexpected(Refusal::kTokenUnknown);
        payment.instrument = *saved;
        payment.method = saved->kind;
    }
    books_.insert(payment);
    if (!order.saved_token.empty()) use_saved(payment);
    return payment;
}

void Payments::use_saved(Payment& payment) {
    if (payment.instrument.kind == "card" && !accepts_brand(payment, payment.instrument.brand))
        return finish(payment, State::kDeclined, "card_brand_unsupported");
    if (payment.instrument.behavior == Behavior::kDeclinedLater)
        return finish(payment, State::kDeclined, "card_declined");
    pay(payment);
}

void Payments::pay_by_card(Payment& payment, const TypedCard& card) {
    if (payment.state != State::kWaitingForCustomer || payment.page != Page::kEntry) return;
    payment.instrument = {.token = "",
                          .kind = "card",
                          .brand = std::string(brand_of(card.number)),
                          .last4 = card.number.substr(card.number.size() - 4),
                          .expiry_month = card.expiry.month,
                          .expiry_year = card.expiry.year,
                          .behavior = card.behavior,
                          .fingerprint = fingerprint_of(payment.merchant, card.number)};
    payment.reason_code.clear();
    pay(payment);
}

void Payments::pay(Payment& payment) {
    if (has_expired(payment.instrument, practice_.now)) return finish(payment, State::kDeclined, "card_expired");
    switch (payment.instrument.behavior) {
        case Behavior::kDeclined:
        case Behavior::kInsufficientFunds:
        case Behavior::kExpired: return finish(payment, State::kDeclined, reason_of(payment.instrument.behavior));
        case Behavior::kThreeDSecure: return begin_challenge(payment);
        case Behavior::kProcessing: return begin_processing(payment);
        case Behavior::kOk:
        case Behavior::kWebhookTwice:
        case Behavior::kDeclinedLater: return succeed(payment);
    }
}

void Payments::note_unsupported_brand(Payment& payment) {
    if (payment.state != State::kWaitingForCustomer) return;
    payment.reason_code = "card_brand_unsupported";
    books_.save(payment);
}

void Payments::begin_challenge(Payment& payment) {
    payment.page = Page::kChallenge;
    payment.nonce = practice_.secret();
    books_.save(payment);
}

void Payments::begin_processing(Payment& payment) {
    payment.state = State::kProcessing;
    payment.settles_at = practice_.now.plus_seconds(practice_.processing_seconds);
    books_.save(payment);
}

void Payments::approve_challenge(Payment& payment) {
    if (payment.state == State::kWaitingForCustomer && payment.page == Page::kChallenge) succeed(payment);
}

void Payments::refuse_challenge(Payment& payment) {
    if (payment.state == State::kWaitingForCustomer && payment.page == Page::kChallenge)
        finish(payment, State::kDeclined, "authentication_failed");
}

void Payments::approve_wallet(Payment& payment) {
    if (payment.state != State::kWaitingForCustomer || payment.method != "wallet") return;
    payment.instrument.kind = "wallet";
    payment.instrument.brand = "PayPal";
    payment.instrument.fingerprint = fingerprint_of(payment.merchant, payment.customer_reference);
    succeed(payment);
}

void Payments::announce_transfer(Payment& payment) {
    if (payment.state != State::kWaitingForCustomer || payment.method != "transfer") return;
    payment.instrument.kind = "transfer";
    begin_processing(payment);
}

void Payments::succeed(Payment& payment) {
    if (payment.amount_minor > 0)
        books_.insert_charge({.key = payment.key,
                              .kind = "charge",
                              .amount_minor = payment.amount_minor,
                              .currency = payment.currency,
                              .at = practice_.now});
    if (payment.instrument.token.empty() && payment.instrument.kind != "transfer") {
        payment.instrument.token = "tok_" + practice_.secret();
        books_.insert_method(payment.merchant, payment.instrument);
    }
    finish(payment, State::kSucceeded, "");
}

void Payments::finish(Payment& payment, State state, std::string_view reason_code) {
    payment.state = state;
    payment.reason_code = reason_code;
    payment.nonce = practice_.secret();
    books_.save(payment);
    announce(payment, name_of(state));
}

void Payments::cancel(Payment& payment) {
    if (is_final(payment.state)) return;
    const bool gave_up_on_brand = !payment.reason_code.empty();
    const std::string reason = payment.reason_code;
    finish(payment, gave_up_on_brand ? State::kDeclined : State::kCancelled, reason);
}

std::expected<void, Payments::Refusal> Payments::refund(const Payment& payment, const Charge& wanted) {
    if (payment.state != State::kSucceeded) return std::unexpected(Refusal::kNotSucceeded);
    if (payment.currency != wanted.currency) return std::unexpected(Refusal::kOtherAmount);
    if (const auto known = books_.refund_by_key(wanted.refund_key)) {
        const bool same = known->key == payment.key && known->amount_minor == wanted.amount_minor;
        if (!same) return std::unexpected(Refusal::kKeyReused);
        return {};
    }
    if (wanted.amount_minor > payment.amount_minor - books_.refunded_minor(payment.key))
        return std::unexpected(Refusal::kOtherAmount);
    if (wanted.amount_minor == 0) return {};
    books_.insert_refund(wanted);
    announce(payment, "refunded");
    return {};
}

void Payments::settle_due() {
    for (Payment& payment : books_.processing_until(practice_.now)) succeed(payment);
}

void Payments::announce(const Payment& payment, std::string_view event) {
    if (!practice_.hears_webhooks(payment.merchant)) return;
    Delivery delivery;
    delivery.webhook_id = "msg_" + practice_.secret();
    delivery.merchant = payment.merchant;
    delivery.key = payment.key;
    delivery.body = boost::json::serialize(
        boost::json::object{{"type", fmt::format("payment.{}", event)},
                            {"timestamp", practice_.now.str()},
                            {"data", boost::json::object{{"key", payment.key}, {"reference", payment.reference}}}});
    delivery.next_try_at = practice_.now;
    if (practice_.webhook_mode == WebhookMode::kHold) delivery.state = DeliveryState::kHeld;
    if (practice_.webhook_mode == WebhookMode::kOutOfOrder)
        delivery.next_try_at = practice_.now.plus_seconds(kOutOfOrderDelaySeconds);
    const bool twice = practice_.webhook_mode == WebhookMode::kDuplicate ||
                       (payment.instrument.behavior == Behavior::kWebhookTwice && event == "succeeded");
    books_.insert_delivery(delivery);
    if (twice) books_.insert_delivery(delivery);
}

}  // namespace settle::bank
