#include "domain/change/order.h"

namespace settle {
namespace {

constexpr std::string_view kOrderNames[] = {"awaiting_payment", "applied", "failed", "superseded"};

}  // namespace

std::string_view name_of(OrderState state) { return kOrderNames[static_cast<std::size_t>(state)]; }

}  // namespace settle
