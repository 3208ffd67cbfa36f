// Edits that are not confirmed.
#include "app/checkout/drafts.h"
#include "http/handlers/operations.h"
#include "wire/inputs.h"
#include "wire/records.h"

namespace settle::http {
namespace {

Answer read_draft(const Call& call) {
    const auto draft = TRY(settle::read_draft(call.context(), TRY(call.customer())));
    return reply(wire::json_of(draft), draft ? draft->version : 0);
}

Answer save_draft(const Call& call) {
    const CustomerId id = TRY(call.customer());
    wire::DraftInput input = TRY(wire::draft_from(TRY(call.body()), call.currency()));
    input.draft.customer = id;
    const std::optional<Draft> draft =
        TRY(settle::save_draft(call.context(), std::move(input.draft), input.version_seen));
    return reply(wire::json_of(draft), draft->version);
}

Answer discard_draft(const Call& call) {
    TRY_VOID(settle::discard_draft(call.context(), TRY(call.customer())));
    return no_content();
}

}  // namespace

std::span<const Handled> draft_operations() {
    static constexpr Handled kHandled[] = {
        {"read_draft", read_draft},
        {"save_draft", save_draft},
        {"discard_draft", discard_draft},
    };
    return kHandled;
}

}  // namespace settle::http
