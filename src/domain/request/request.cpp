#include "domain/request/request.h"

namespace settle {
namespace {

constexpr std::string_view kTypeNames[] = {
    "demo",   "custom_plan",        "pause",          "cancellation", "reduction", "non_renewal", "payment_problem",
    "refund", "billing_correction", "seat_exception", "reactivation", "contact",
};
static_assert(std::size(kTypeNames) == static_cast<std::size_t>(RequestType::kCount));
constexpr std::string_view kStateNames[] = {
    "new",     "acknowledged", "in_progress", "waiting_customer", "approved",
    "applied", "closed",       "declined",    "withdrawn",        "duplicate",
};

}  // namespace

std::string_view name_of(RequestType type) { return kTypeNames[static_cast<std::size_t>(type)]; }

Result<RequestType> parse_request_type(std::string_view text) {
    for (std::size_t i = 0; i < std::size(kTypeNames); ++i)
        if (kTypeNames[i] == text) return static_cast<RequestType>(i);
    return fail(Error(ErrorCode::kRequestTypeUnknown, "type")
                    .with("value", std::string(text))
                    .with("types", fmt::format("{}", fmt::join(kTypeNames, ", "))));
}

std::string_view detail_of(const RequestDetails& details, std::string_view name) {
    for (const auto& [known, value] : details)
        if (known == name) return value;
    return {};
}

void Request::move_to(RequestState next, Instant now) {
    if (waiting_since && next != RequestState::kWaitingCustomer) {
        // A clock that was set back takes nothing away.
        due_at.micros += std::max<std::int64_t>(0, now.micros - waiting_since->micros);
        waiting_since.reset();
    }
    if (next == RequestState::kWaitingCustomer && !waiting_since) waiting_since = now;
    state = next;
}

std::string_view name_of(RequestState state) { return kStateNames[static_cast<std::size_t>(state)]; }

}  // namespace settle
