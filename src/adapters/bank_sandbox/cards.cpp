#include "adapters/bank_sandbox/cards.h"

namespace settle::bank {
namespace {

struct BehaviorRow {
    Behavior behavior;
    std::string_view name;
    std::string_view reason;
};
constexpr std::array<BehaviorRow, 8> kBehaviors = {
    {{Behavior::kOk, "ok", ""},
     {Behavior::kDeclined, "declined", "card_declined"},
     {Behavior::kInsufficientFunds, "insufficient", "insufficient_funds"},
     {Behavior::kExpired, "expired", "card_expired"},
     {Behavior::kThreeDSecure, "3ds", ""},
     {Behavior::kWebhookTwice, "webhook_twice", ""},
     {Behavior::kProcessing, "processing", ""},
     {Behavior::kDeclinedLater, "declined_later", ""}}};

const BehaviorRow& row_of(Behavior behavior) { return kBehaviors[static_cast<std::size_t>(behavior)]; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int number_of(std::string_view digits) {
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return value;
}

bool in_range(int value, int first, int last) { return first <= value && value <= last; }

}  // namespace

std::string_view name_of(Behavior behavior) { return row_of(behavior).name; }
std::string_view reason_of(Behavior behavior) { return row_of(behavior).reason; }

Behavior parse_behavior(std::string_view text) {
    for (const BehaviorRow& row : kBehaviors)
        if (row.name == text) return row.behavior;
    return Behavior::kOk;
}

const std::vector<TestCard>& test_cards() {
    static const std::vector<TestCard> cards = {
        {"4242424242424242", Behavior::kOk, "Visa: pays", "Visa : paie"},
        {"5555555555554444", Behavior::kOk, "Mastercard: pays", "Mastercard : paie"},
        {"378282246310005", Behavior::kOk, "American Express: pays", "American Express : paie"},
        {"4000000000003220", Behavior::kThreeDSecure, "Asks for 3-D Secure", "Demande 3-D Secure"},
        {"4000000000000002", Behavior::kDeclined, "Is declined", "Est refusée"},
        {"4000000000009995", Behavior::kInsufficientFunds, "Insufficient funds", "Provision insuffisante"},
        {"4000000000000069", Behavior::kExpired, "Has expired", "Est expirée"},
        {"30569309025904", Behavior::kOk, "Diners Club", "Diners Club"},
        {"6011111111111117", Behavior::kOk, "Discover", "Discover"},
        {"4000000000000259", Behavior::kWebhookTwice, "Pays; the shop is told twice",
         "Paie ; la boutique est prévenue deux fois"},
        {"4000000000000267", Behavior::kProcessing, "Pays after a while", "Paie après un moment"},
        {"4000000000000341", Behavior::kDeclinedLater, "Pays now, is declined at later charges",
         "Paie maintenant, refusée aux prélèvements suivants"},
    };
    return cards;
}

std::optional<Behavior> behavior_of(std::string_view number) {
    for (const TestCard& card : test_cards())
        if (card.number == number) return card.behavior;
    return std::nullopt;
}

std::string digits_of(std::string_view typed) {
    std::string digits;
    for (const char c : typed) {
        if (is_digit(c)) digits += c;
        else if (c != ' ' && c != '-') return {};
    }
    return digits;
}

bool passes_luhn(std::string_view digits) {
    if (digits.size() < 12 || digits.size() > 19) return false;
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        int digit = digits[digits.size() - 1 - i] - '0';
        if (i % 2 == 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
        sum += digit;
    }
    return sum % 10 == 0;
}

std::string_view brand_of(std::string_view digits) {
    if (digits.size() < 12) return {};
    const int two = number_of(digits.substr(0, 2));
    const int three = number_of(digits.substr(0, 3));
    const int four = number_of(digits.substr(0, 4));
    if (digits[0] == '4') return "visa";
    if (in_range(two, 51, 55) || in_range(four, 2221, 2720)) return "mastercard";
    if (two == 34 || two == 37) return "amex";
    if (in_range(three, 300, 305) || two == 36 || two == 38 || two == 39) return "diners";
    if (four == 6011 || two == 65 || in_range(three, 644, 649)) return "discover";
    return {};
}

std::string_view label_of(std::string_view brand) {
    if (brand == "visa") return "Visa";
    if (brand == "mastercard") return "Mastercard";
    if (brand == "amex") return "American Express";
    if (brand == "diners") return "Diners Club";
    if (brand == "discover") return "Discover";
    return brand;
}

std::optional<Expiry> parse_expiry(std::string_view typed) {
    std::string text;
    for (const char c : typed)
        if (c != ' ') text += c;
    // "1227" is what an autofill or a hurried person leaves.
    if (text.size() == 4 && std::ranges::all_of(text, is_digit)) text.insert(2, "/");
    const std::size_t slash = text.find('/');
    if (slash == std::string::npos || slash == 0 || slash > 2) return std::nullopt;
    const std::string_view month = std::string_view(text).substr(0, slash);
    const std::string_view year = std::string_view(text).substr(slash + 1);
    if (!std::ranges::all_of(month, is_digit) || !std::ranges::all_of(year, is_digit)) return std::nullopt;
    if (year.size() != 2 && year.size() != 4) return std::nullopt;
    const Expiry expiry{number_of(month), year.size() == 2 ? 2000 + number_of(year) : number_of(year)};
    if (!in_range(expiry.month, 1, 12)) return std::nullopt;
    return expiry;
}

}  // namespace settle::bank
