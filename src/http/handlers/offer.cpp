// What the vendor sells.
#include "http/handlers/operations.h"
#include "wire/offer.h"

namespace settle::http {
namespace {

Answer read_offer(const Call& call) {
    const std::string wanted = TRY(call.query_text("language", 8));
    wire::Audience audience = call.audience();
    if (!wanted.empty()) audience.language = wire::language_for(audience.catalog, wanted);
    return reply(wire::json_of_offer(audience));
}

}  // namespace

std::span<const Handled> offer_operations() {
    static constexpr Handled kHandled[] = {{"read_offer", read_offer}};
    return kHandled;
}

}  // namespace settle::http
