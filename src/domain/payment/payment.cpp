#include "domain/payment/payment.h"

namespace settle {
namespace {

constexpr std::string_view kMethodNames[] = {"card", "wallet", "transfer"};
constexpr std::string_view kAttemptNames[] = {"intent", "pending", "succeeded", "failed", "cancelled"};

}  // namespace

std::string_view name_of(MethodKind kind) { return kMethodNames[static_cast<std::size_t>(kind)]; }

Result<MethodKind> parse_method_kind(std::string_view text) {
    for (std::size_t i = 0; i < std::size(kMethodNames); ++i)
        if (kMethodNames[i] == text) return static_cast<MethodKind>(i);
    return fail(Error(ErrorCode::kPaymentMethodUnknown, "pay_with")
                    .with("value", std::string(text))
                    .with("methods", "card, wallet, transfer"));
}

bool is_same_card(const MethodDetails& a, const MethodDetails& b) {
    return !a.fingerprint.empty() && a.fingerprint == b.fingerprint && a.kind == b.kind && a.brand == b.brand &&
           a.last4 == b.last4 && a.expiry_month == b.expiry_month && a.expiry_year == b.expiry_year;
}

std::string_view name_of(AttemptState state) { return kAttemptNames[static_cast<std::size_t>(state)]; }

}  // namespace settle
