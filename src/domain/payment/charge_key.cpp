#include "domain/payment/charge_key.h"

#include <fmt/format.h>

#include "base/hash.h"

namespace settle {
namespace {

constexpr std::size_t kDigits = 32;          // As many as other ids have.
constexpr std::size_t kCustomerDigits = 16;  // Its beginning is the time it was made.
constexpr std::size_t kNamedLength = 160;    // Two ids, a vendor's name and a few short words.

bool is_hexadecimal(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

// What is the same whenever the same charge is decided on, a line each. A run names a million: no format string.
std::string named(std::string_view vendor, const Invoice& invoice, int ordinal) {
    const std::string billed = invoice.change.empty() ? invoice.period.first_day.str() : invoice.change.str();
    std::string text = "charge\n";
    text.reserve(kNamedLength);
    for (const std::string_view line :
         {vendor, std::string_view(invoice.customer.str()), std::string_view(invoice.subscription.str()),
          name_of(invoice.reason), std::string_view(billed)})
        text.append(line).append(1, '\n');
    return text += fmt::to_string(ordinal);
}

}  // namespace

// A run takes the customers of a day in order. Keys that follow it go to the end of the store's indexes; keys at
// random would touch another page for each charge. What tells them apart is the digest.
PaymentAttemptId charge_key(std::string_view vendor, const Invoice& invoice, int ordinal) {
    std::string key(PaymentAttemptId::kPrefix);
    const std::size_t length = key.size() + kDigits;
    key.reserve(length);
    const auto day = static_cast<std::uint16_t>(invoice.period.first_day - Date(1970, 1, 1));
    for (const int shift : {12, 8, 4, 0}) key += "0123456789abcdef"[(day >> shift) & 0xF];
    const std::string_view customer = std::string_view(invoice.customer.str()).substr(CustomerId::kPrefix.size());
    if (customer.size() >= kCustomerDigits && is_hexadecimal(customer.substr(0, kCustomerDigits)))
        key += customer.substr(0, kCustomerDigits);
    key.append(digest_hex(named(vendor, invoice, ordinal)), 0, length - key.size());
    return PaymentAttemptId(std::move(key));
}

}  // namespace settle
