// Card numbers: check digit, brand, and what the sandbox does with each test card.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace settle::bank {

/// What happens when a card pays.
enum class Behavior : std::uint8_t {
    kOk,
    kDeclined,           ///< card_declined
    kInsufficientFunds,  ///< insufficient_funds
    kExpired,            ///< card_expired
    kThreeDSecure,       ///< The cardholder is asked to approve, on every payment.
    kWebhookTwice,       ///< Succeeds; its webhook is delivered twice.
    kProcessing,         ///< Succeeds some time after the cardholder left the page.
    kDeclinedLater       ///< Pays once; as a saved card it is declined.
};
std::string_view name_of(Behavior behavior);
Behavior parse_behavior(std::string_view text);
/// The decline reason of a card that pays on the page, empty when it is not declined.
std::string_view reason_of(Behavior behavior);

struct TestCard {
    std::string_view number;
    Behavior behavior;
    std::string_view en;  ///< What happens, as the hosted page tells it.
    std::string_view fr;
};
const std::vector<TestCard>& test_cards();
/// What the sandbox does with `number` (digits only); empty when it is not a test card.
std::optional<Behavior> behavior_of(std::string_view number);

/// Digits of a number as people type it; empty when there is anything but digits, blanks and dashes.
std::string digits_of(std::string_view typed);
/// 12 to 19 digits with a right check digit.
bool passes_luhn(std::string_view digits);
/// "visa", "mastercard", "amex", "diners", "discover", or empty.
std::string_view brand_of(std::string_view digits);
/// "Visa", "Mastercard", "American Express" …: the name people read.
std::string_view label_of(std::string_view brand);

struct Expiry {
    int month = 0;
    int year = 0;
};
/// Reads "12/27", "12 / 2027"; empty when it is not a month and a year.
std::optional<Expiry> parse_expiry(std::string_view typed);

}  // namespace settle::bank
