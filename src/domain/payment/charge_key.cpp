#include "domain/payment/charge_key.h"

#include <fmt/format.h>

#include "base/hash.h"

namespace settle {
namespace {

constexpr std::size_t kDigits = 32;          // As many as other ids have.
constexpr std::size_t kCustomerDigits = 16;  // Its beginning is the time it was made.

bool is_hexadecimal(std::string_view text) {
    return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

// A run takes the customers of a day in order. Keys that follow it go to the end of the store's indexes; keys at
// random would touch another page for each charge. What tells them apart is the digest.
PaymentAttemptId charge_key(std::string_view vendor, const Invoice& invoice, int ordinal) {
    const std::string billed = invoice.change.empty() ? invoice.period.first_day.str() : invoice.change.str();
    const std::string digest =
        digest_hex(fmt::format("charge\n{}\n{}\n{}\n{}\n{}\n{}", vendor, invoice.customer.str(),
                               invoice.subscription.str(), name_of(invoice.reason), billed, ordinal));
    std::string digits = fmt::format("{:04x}", (invoice.period.first_day - Date(1970, 1, 1)) & 0xFFFF);
    const std::string_view customer = std::string_view(invoice.customer.str()).substr(CustomerId::kPrefix.size());
    if (customer.size() >= kCustomerDigits && is_hexadecimal(customer.substr(0, kCustomerDigits)))
        digits += customer.substr(0, kCustomerDigits);
    digits += digest.substr(0, kDigits - digits.size());
    return PaymentAttemptId(fmt::format("{}{}", PaymentAttemptId::kPrefix, digits));
}

}  // namespace settle
