#include "app/requests/record.h"

namespace settle {

Result<void> announce_request(const Context& context, Transaction& tx, const Request& request, std::string type,
                              Instant now) {
    Event event = new_event(context, request.customer, std::move(type), now);
    event.data = {{"request", request.id.str()},
                  {"type", std::string(name_of(request.type))},
                  {"state", std::string(name_of(request.state))}};
    event.reason = request.decision_reason;
    return tx.add_event(context.vendor(), std::move(event));
}

std::optional<Wanted> wish_of(RequestType type, const Subscription& subscription) {
    switch (type) {
        case RequestType::kPause: return Wanted{.act = ChangeKind::kPause};
        case RequestType::kCancellation:
        case RequestType::kNonRenewal: return Wanted{.act = ChangeKind::kCancel};
        case RequestType::kReactivation:
            return subscription.pause ? std::optional(Wanted{.act = ChangeKind::kResume}) : std::nullopt;
        default: return std::nullopt;
    }
}

Result<Request> load_open_request(const Context& context, Transaction& tx, const RequestId& id) {
    Request request = TRY(tx.load_request(context.vendor(), id));
    if (is_open(request.state)) return request;
    return fail(Error(ErrorCode::kRequestAlreadyDecided).with("state", std::string(name_of(request.state))));
}

}  // namespace settle
