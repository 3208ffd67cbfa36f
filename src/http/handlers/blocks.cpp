// Customers that staff shut out.
#include "app/customer/block.h"

#include "http/handlers/audit.h"
#include "wire/blocks.h"

namespace settle::http {
namespace {

Answer read_block(const Call& call) {
    return reply(wire::json_of(TRY(settle::read_block(call.context(), TRY(call.customer())))));
}

Answer block_customer(const Call& call) {
    const CustomerId customer = TRY(call.customer());
    const std::string reason = TRY(wire::reason_from(TRY(call.body())));
    return reply(wire::json_of(std::optional(TRY(settle::block_customer(call.context(), customer, reason)))));
}

Answer unblock_customer(const Call& call) {
    const CustomerId customer = TRY(call.customer());
    const std::string reason = TRY(wire::reason_from(TRY(call.body())));
    TRY_VOID(settle::unblock_customer(call.context(), customer, reason));
    return reply(wire::json_of(std::optional<CustomerBlock>()));
}

}  // namespace

std::span<const Handled> block_operations() {
    static constexpr Handled kHandled[] = {
        {"read_block", read_block},
        {"block_customer", block_customer, Repeat::kByKey},
        {"unblock_customer", unblock_customer, Repeat::kByKey},
    };
    return kHandled;
}

}  // namespace settle::http
