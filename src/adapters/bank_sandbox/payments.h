// What the bank does with payments: the state machine and its money movements.
#pragma once

#include <functional>

#include "adapters/bank_sandbox/books.h"

namespace settle::bank {

/// What a payment is asked for with.
struct Order {
    std::string key;
    std::string merchant;
    std::int64_t amount_minor = 0;
    std::string currency;
    std::string method;
    std::string saved_token;
    std::string return_url;
    std::string description;
    std::string language;
    std::string customer_reference;
    std::string card_brands;
};

/// A card as it was typed, checked for form already.
struct TypedCard {
    std::string number;  ///< Digits.
    Expiry expiry;
    Behavior behavior = Behavior::kOk;
};

/// How the bank of today works.
struct Practice {
    Instant now;
    std::int64_t processing_seconds = 5;
    WebhookMode webhook_mode = WebhookMode::kNormal;
    std::function<std::string()> secret;                          ///< Unguessable, 43 characters.
    std::function<bool(std::string_view merchant)> hears_webhooks;
};

/// Works inside the caller's transaction. Every function that takes a payment leaves it as it stands
/// in the books; a payment that is final is left alone by all but `refund`.
class Payments {
public:
    Payments(Books& books, const Practice& practice) : books_(books), practice_(practice) {}
    Books& books() { return books_; }
    Instant now() const { return practice_.now; }

    enum class Refusal : std::uint8_t { kKeyReused, kTokenUnknown, kNotSucceeded, kOtherAmount };

    /// The payment of that key, made now or earlier. Refused: key_reused (amount, currency or
    /// merchant differ), token_unknown.
    std::expected<Payment, Refusal> create(const Order& order);

    /// The card pays, is declined, or is asked about in a 3-D Secure challenge.
    void pay_by_card(Payment& payment, const TypedCard& card);
    /// The page refused the card's brand; giving up afterwards counts as declined for that reason.
    void note_unsupported_brand(Payment& payment);
    void approve_challenge(Payment& payment);
    void refuse_challenge(Payment& payment);
    void approve_wallet(Payment& payment);
    /// The payer says the transfer is on its way; it arrives later.
    void announce_transfer(Payment& payment);
    /// The payer leaves the page, or the merchant gives up.
    void cancel(Payment& payment);
    /// A part of the amount goes back, or all of it, once per refund's key. Refused: not_succeeded, other_amount
    /// (more than is left), key_reused (the refund's key was used for another payment or amount).
    std::expected<void, Refusal> refund(const Payment& payment, const Charge& wanted);
    /// Finishes what is processing and due.
    void settle_due();

private:
    void use_saved(Payment& payment);
    void pay(Payment& payment);
    void begin_challenge(Payment& payment);
    void begin_processing(Payment& payment);
    void succeed(Payment& payment);
    void finish(Payment& payment, State state, std::string_view reason_code);
    void announce(const Payment& payment, std::string_view event);

    Books& books_;
    const Practice& practice_;
};

/// True when the payment takes cards of this brand.
bool accepts_brand(const Payment& payment, std::string_view brand);

}  // namespace settle::bank
