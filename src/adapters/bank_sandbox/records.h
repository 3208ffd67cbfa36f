// What stands in the bank's books.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/bank_sandbox/cards.h"
#include "base/date.h"

namespace settle::bank {

enum class State : std::uint8_t { kWaitingForCustomer, kProcessing, kSucceeded, kDeclined, kCancelled };
/// "waiting_for_customer", "processing", "succeeded", "declined", "cancelled"
std::string_view name_of(State state);
std::optional<State> parse_state(std::string_view text);
constexpr bool is_final(State state) { return state >= State::kSucceeded; }

/// What a waiting payment asks of the payer next.
enum class Page : std::uint8_t { kEntry, kChallenge };

/// A card or wallet, without its number.
struct Instrument {
    std::string token;          ///< Empty until it is saved.
    std::string kind;           ///< "card", "wallet", "transfer"
    std::string brand;
    std::string last4;
    int expiry_month = 0;
    int expiry_year = 0;
    Behavior behavior = Behavior::kOk;
    /// The same for the same card or wallet at the same merchant, however often it is entered.
    std::string fingerprint;
};

struct Payment {
    std::int64_t id = 0;
    std::string key;
    std::string merchant;
    std::string reference;      ///< "sbx_…"
    std::string page_token;     ///< Of the hosted page's address; known to the payer and the merchant only.
    std::string nonce;          ///< The only form of that page that still counts.
    std::int64_t amount_minor = 0;
    std::string currency;
    std::string method;         ///< "card", "wallet", "transfer"
    State state = State::kWaitingForCustomer;
    Page page = Page::kEntry;
    std::string reason_code;
    Instrument instrument;
    std::string return_url;
    std::string description;
    std::string language;
    std::string customer_reference;
    std::string card_brands;    ///< Accepted, separated by commas; empty: all.
    Instant settles_at;         ///< While it is processing.
    Instant created_at;
};

/// One movement of money; never changed, never removed.
struct Charge {
    std::int64_t id = 0;
    std::string key;
    std::string kind;           ///< "charge" or "refund"
    std::int64_t amount_minor = 0;
    std::string currency;
    Instant at;
    std::string refund_key{};   ///< Of a refund: the bank acts once per key.
};

enum class DeliveryState : std::uint8_t { kWaiting, kHeld, kDelivered, kGivenUp };
std::string_view name_of(DeliveryState state);

struct Delivery {
    std::int64_t id = 0;
    std::string webhook_id;
    std::string merchant;
    std::string key;
    std::string body;
    DeliveryState state = DeliveryState::kWaiting;
    int tries = 0;
    Instant next_try_at;
    int last_status = 0;        ///< HTTP status of the last try; 0: no answer.
};

/// How webhooks are queued from now on.
enum class WebhookMode : std::uint8_t {
    kNormal,
    kDuplicate,   ///< Each one twice.
    kOutOfOrder,  ///< Two seconds late, the newest first.
    kHold         ///< Kept back until another mode is set.
};

/// Everything at one moment.
struct BookCopy {
    std::vector<Payment> payments;
    std::vector<Charge> charges;
    std::vector<Delivery> deliveries;
};

}  // namespace settle::bank
