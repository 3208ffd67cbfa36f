#include "domain/change/order.h"

namespace settle {
namespace {

constexpr std::string_view kOrderNames[] = {"awaiting_payment", "applied", "failed", "superseded"};

}  // namespace

std::string_view name_of(OrderState state) { return kOrderNames[static_cast<std::size_t>(state)]; }

Result<OrderState> parse_order_state(std::string_view text) {
    for (std::size_t i = 0; i < std::size(kOrderNames); ++i)
        if (kOrderNames[i] == text) return static_cast<OrderState>(i);
    return fail(
        Error(ErrorCode::kFieldInvalid, "state").with("expected", fmt::format("{}", fmt::join(kOrderNames, ", "))));
}

}  // namespace settle
