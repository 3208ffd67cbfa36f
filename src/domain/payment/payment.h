// Ways to pay and tries to do so.
#pragma once

#include <optional>
#include <string>

#include "base/date.h"
#include "base/id.h"
#include "base/money.h"

namespace settle {

enum class MethodKind : std::uint8_t { kCard, kWallet, kTransfer };
/// "card", "wallet", "transfer"
std::string_view name_of(MethodKind kind);
Result<MethodKind> parse_method_kind(std::string_view text);

/// What may be shown of a card or wallet; never the number.
struct MethodDetails {
    MethodKind kind = MethodKind::kCard;
    std::string brand;        ///< "visa", "mastercard", "amex", or the wallet's label.
    std::string last4;
    int expiry_month = 0;
    int expiry_year = 0;
    std::string token;        ///< The provider's name of it, for later charges.
    std::string fingerprint;  ///< The provider's mark of the card itself, however often it is entered; may be empty.
    friend bool operator==(const MethodDetails&, const MethodDetails&) = default;
};
/// Whether the provider means the same card or wallet by both, whatever it calls them; never without a fingerprint.
bool is_same_card(const MethodDetails& a, const MethodDetails& b);

struct PaymentMethod {
    PaymentMethodId id;
    CustomerId customer;
    MethodDetails details;
    bool is_default = true;
};

/// A try to be paid. intent: decided, the provider may or may not know; pending: the provider has
/// it, the customer or the bank still has to act; the other three are final.
enum class AttemptState : std::uint8_t { kIntent, kPending, kSucceeded, kFailed, kCancelled };
std::string_view name_of(AttemptState state);
constexpr bool is_final(AttemptState state) { return state >= AttemptState::kSucceeded; }

struct PaymentAttempt {
    PaymentAttemptId id;      ///< Also the key under which the provider knows it.
    CustomerId customer;
    ChangeId change;          ///< What is paid: a change that waits for it, or
    InvoiceId invoice;        ///< an invoice that is open.
    int ordinal = 1;          ///< First, second … try for the same thing.
    Money amount;
    AttemptState state = AttemptState::kIntent;
    MethodKind method = MethodKind::kCard;
    PaymentMethodId saved_method;  ///< Empty: the provider's page asks for one.
    std::string provider_reference;
    std::string redirect_url; ///< Where the customer finishes it.
    std::string return_url;   ///< Where the provider sends them back.
    std::string reason_code;  ///< "card_declined", "insufficient_funds", …
    MethodDetails details;    ///< As far as the provider told.
    Instant created_at;
};

}  // namespace settle
