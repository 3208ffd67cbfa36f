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

std::string_view name_of(AttemptState state) { return kAttemptNames[static_cast<std::size_t>(state)]; }

Result<AttemptState> parse_attempt_state(std::string_view text) {
    for (std::size_t i = 0; i < std::size(kAttemptNames); ++i)
        if (kAttemptNames[i] == text) return static_cast<AttemptState>(i);
    return fail(
        Error(ErrorCode::kFieldInvalid, "state").with("expected", "intent, pending, succeeded, failed, cancelled"));
}

}  // namespace settle
