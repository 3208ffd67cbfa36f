// What happened, and what readers thought of it.
#include "app/access/read.h"
#include "http/handlers/operations.h"
#include "wire/inputs.h"
#include "wire/records.h"

namespace settle::http {
namespace {

Answer list_events(const Call& call) {
    const std::string customer = TRY(call.query_text("customer", 64));
    if (customer.empty())
        return fail(Error(ErrorCode::kQueryInvalid, "customer").with("value", "customer").with("expected", "cus_…"));
    const std::int64_t after = TRY(call.query_integer("after", 0, INT64_MAX, 0));
    const auto limit = static_cast<int>(TRY(call.query_integer("limit", 1, 200, 50)));
    wire::JsonArray data;
    for (const Event& event : TRY(settle::list_events(call.context(), CustomerId(customer), after, limit)))
        data.push_back(wire::json_of(event));
    return reply_list(std::move(data));
}

Answer give_feedback(const Call& call) {
    const auto input = TRY(wire::feedback_from(TRY(call.body())));
    TRY_VOID(settle::give_feedback(call.context(), input.page, input.verdict));
    return no_content();
}

}  // namespace

std::span<const Handled> event_operations() {
    static constexpr Handled kHandled[] = {
        {"list_events", list_events},
        {"give_feedback", give_feedback},
    };
    return kHandled;
}

}  // namespace settle::http
