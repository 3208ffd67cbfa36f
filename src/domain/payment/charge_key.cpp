#include "domain/payment/charge_key.h"

#include <fmt/format.h>

#include "base/hash.h"

namespace settle {
namespace {

constexpr std::size_t kDigits = 32;          // As many as other ids have.
constexpr std::size_t kCustomerDigits = 16;  // Its beginning is the time it was made.

bool is_hexadecimal(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

void append(fmt::memory_buffer& text, std::string_view part) { text.append(part.data(), part.data() + part.size()); }

// Of what is the same whenever the same charge is decided on, a line each. A run names a million: no format string, and
// nothing allocated.
Digest digest_of_charge(std::string_view vendor, const Invoice& invoice, int ordinal) {
    const std::string first_day = invoice.period.first_day.str();
    const std::string_view billed = invoice.change.empty() ? first_day : invoice.change.view();
    fmt::memory_buffer text;
    append(text, "charge\n");
    for (const std::string_view line :
         {vendor, invoice.customer.view(), invoice.subscription.view(), name_of(invoice.reason), billed}) {
        append(text, line);
        text.push_back('\n');
    }
    append(text, fmt::to_string(ordinal));
    return digest_of({text.data(), text.size()});
}

}  // namespace

// A run takes the customers of a day in order. Keys that follow it go to the end of the store's indexes; keys at
// random would touch another page for each charge. What tells them apart is the digest.
PaymentAttemptId charge_key(std::string_view vendor, const Invoice& invoice, int ordinal) {
    constexpr std::size_t kLength = PaymentAttemptId::kPrefix.size() + kDigits;
    fmt::memory_buffer key;
    append(key, PaymentAttemptId::kPrefix);
    const auto day = static_cast<std::uint16_t>(invoice.period.first_day - Date(1970, 1, 1));
    for (const int shift : {12, 8, 4, 0}) key.push_back("0123456789abcdef"[(day >> shift) & 0xF]);
    const std::string_view customer = invoice.customer.view().substr(CustomerId::kPrefix.size());
    if (customer.size() >= kCustomerDigits && is_hexadecimal(customer.substr(0, kCustomerDigits)))
        append(key, customer.substr(0, kCustomerDigits));
    const Digest digest = digest_of_charge(vendor, invoice, ordinal);
    append(key, hex_of(std::span(digest).first((kLength - key.size()) / 2)));
    return PaymentAttemptId(std::string_view(key.data(), key.size()));
}

}  // namespace settle
