#include "app/requests/record.h"

namespace settle {
namespace {

constexpr std::size_t kWordsMax = 5000;

}  // namespace

Result<void> announce_request(const Context& context, Transaction& tx, const Request& request, std::string type,
                              Instant now, RequestDetails data, const std::string& reason) {
    Event event = new_event(context, request.customer, std::move(type), now);
    event.data = {{"request", request.id.str()},
                  {"type", std::string(name_of(request.type))},
                  {"state", std::string(name_of(request.state))}};
    std::ranges::move(data, std::back_inserter(event.data));
    event.reason = reason.empty() ? request.decision_reason : reason;
    return tx.add_event(context.vendor(), std::move(event));
}

std::optional<Wanted> wish_of(RequestType type, const Subscription& subscription) {
    switch (type) {
        case RequestType::kPause: return Wanted{.act = ChangeKind::kPause};
        case RequestType::kCancellation:
        case RequestType::kNonRenewal: return Wanted{.act = ChangeKind::kCancel};
        case RequestType::kReactivation:
            if (subscription.pause) return Wanted{.act = ChangeKind::kResume};
            if (subscription.ends_on && is_live(subscription.state)) return Wanted{.act = ChangeKind::kRenewalOn};
            return std::nullopt;
        default: return std::nullopt;
    }
}

Result<void> check_open(const Request& request) {
    if (is_open(request.state)) return {};
    return fail(Error(ErrorCode::kRequestAlreadyDecided).with("state", std::string(name_of(request.state))));
}

Result<Request> load_open_request(const Context& context, Transaction& tx, const RequestId& id) {
    Request request = TRY(tx.requests().load(context.vendor(), id));
    TRY_VOID(check_open(request));
    return request;
}

Result<void> check_words(const std::string& text, std::string_view field) {
    if (text.empty()) return fail(ErrorCode::kFieldRequired, std::string(field));
    if (count_characters(text) <= kWordsMax) return {};
    return fail(Error(ErrorCode::kFieldTooLong, std::string(field)).with("max", fmt::to_string(kWordsMax)));
}

Result<std::optional<Proposal>> open_proposal(const Context& context, Transaction& tx, const Request& request) {
    auto made = TRY(tx.requests().proposals(context.vendor(), request.customer, request.id));
    if (made.empty() || made.back().state != ProposalState::kOpen) return std::optional<Proposal>();
    return std::optional(std::move(made.back()));
}

Result<void> end_proposal(const Context& context, Transaction& tx, const Request& request) {
    auto open = TRY(open_proposal(context, tx, request));
    if (!open) return {};
    open->state = ProposalState::kTakenBack;
    return tx.requests().save_proposal(context.vendor(), *open);
}

}  // namespace settle
