// What only staff may decide.
#include "app/customer/customers.h"
#include "app/requests/decide_request.h"
#include "app/requests/proposals.h"
#include "app/requests/queue.h"
#include "app/requests/requests.h"
#include "domain/catalog/staff_role.h"
#include "http/handlers/operations.h"
#include "wire/inputs.h"
#include "wire/requests.h"

namespace settle::http {
namespace {

/// Names of customers, each read once for the whole page.
class CustomerNames {
public:
    explicit CustomerNames(const Context& context) : context_(context) {}
    const std::string& of(const CustomerId& id) {
        const auto known = names_.find(id);
        if (known != names_.end()) return known->second;
        const auto customer = settle::read_customer(context_, id);
        return names_.emplace(id, customer ? customer->name : std::string()).first->second;
    }

private:
    const Context& context_;
    std::map<CustomerId, std::string> names_;
};

// Which requests the query asks for; only staff look through those of all customers.
Result<RequestFilter> filter_of(const Call& call, Instant now) {
    RequestFilter filter;
    filter.customer = CustomerId(TRY(call.query_text("customer", 64)));
    const std::string& me = call.context().caller.actor.id;
    for (const std::string_view name : {"state", "type", "assignee", "overdue", "search", "sort"}) {
        const std::string value = name == "search" ? TRY(call.query_words(name, 100)) : TRY(call.query_text(name, 64));
        if (value.empty()) continue;
        TRY_VOID(only_staff(call.context(), StaffRight::kReadCustomers));
        auto added = wire::add_condition(filter, name, value, me, now);
        if (added) continue;
        added.error().field = name;
        if (added.error().code != ErrorCode::kFieldInvalid) return fail(added.error());
        return fail(Error(ErrorCode::kQueryInvalid, std::string(name))
                        .with("value", std::string(name))
                        .with("expected", added.error().params.front().second));
    }
    return filter;
}

Answer list_requests(const Call& call) {
    const Page page = TRY(call.page());
    const Context& context = call.context();
    Queue queue;
    queue.now = call.services().clock.now();
    const RequestFilter filter = TRY(filter_of(call, queue.now));
    if (context.caller.actor.is_member()) queue.requests = TRY(settle::list_requests(context, filter.customer, page));
    else queue = TRY(settle::read_queue(context, filter, page));
    const wire::Audience audience = call.audience();
    const wire::RequestReader reader{context.caller, audience, queue.now, queue.staff};
    CustomerNames names(context);
    return reply_page(std::move(queue.requests), page, [&](const Request& request) {
        return wire::json_of(request, names.of(request.customer), reader);
    });
}

Answer file_request(const Call& call) {
    NewRequest wanted = TRY(wire::new_request_from(TRY(call.body()), call.currency()));
    if (wanted.customer.empty()) wanted.customer = call.context().caller.customer;
    if (wanted.customer.empty()) return fail(ErrorCode::kFieldRequired, "customer");
    const auto filed = settle::file_request(call.context(), wanted);
    if (!filed && filed.error().code == ErrorCode::kRequestAlreadyOpen) {
        const auto open =
            std::ranges::find(filed.error().params, "request", [](const auto& each) { return each.first; });
        wire::JsonObject extras;
        if (open != filed.error().params.end()) extras["open_request"] = open->second;
        return reply_problem(call.problem(filed.error(), std::move(extras)));
    }
    const Request request = TRY(filed);
    Reply answer = TRY(reply_request(call, request.id));
    answer.status = 201;
    return answer;
}

Answer read_request(const Call& call) { return reply_request(call, TRY(call.request_id())); }

Answer decide_request(const Call& call) {
    const RequestId id = TRY(call.request_id());
    TRY(settle::decide_request(call.context(), id, TRY(wire::decision_from(TRY(call.body()), call.currency()))));
    return reply_request(call, id);
}

Answer add_request_message(const Call& call) {
    const RequestId id = TRY(call.request_id());
    const wire::MessageInput message = TRY(wire::message_from(TRY(call.body())));
    TRY(settle::add_message(call.context(), id, message.text, message.then));
    return reply_request(call, id);
}

Answer withdraw_request(const Call& call) {
    const RequestId id = TRY(call.request_id());
    TRY(settle::withdraw_request(call.context(), id));
    return reply_request(call, id);
}

Answer propose(const Call& call) {
    const RequestId id = TRY(call.request_id());
    const wire::ProposalInput proposal = TRY(wire::proposal_from(TRY(call.body()), call.currency()));
    TRY(settle::propose(call.context(), id, proposal.terms, proposal.until));
    return reply_request(call, id);
}

Answer take_back_proposal(const Call& call) {
    const RequestId id = TRY(call.request_id());
    TRY(settle::take_back_proposal(call.context(), id));
    return reply_request(call, id);
}

Answer answer_proposal(const Call& call) {
    const RequestId id = TRY(call.request_id());
    TRY(settle::answer_proposal(call.context(), id, TRY(wire::proposal_answer_from(TRY(call.body())))));
    return reply_request(call, id);
}

}  // namespace

Answer reply_request(const Call& call, const RequestId& id) {
    const RequestView view = TRY(settle::view_request(call.context(), id));
    return reply(wire::json_of(view, CustomerNames(call.context()).of(view.request.customer), call.context().caller,
                               call.audience()),
                 view.request.version);
}

std::span<const Handled> request_operations() {
    static constexpr Handled kHandled[] = {
        {"list_requests", list_requests},
        {"file_request", file_request, Repeat::kByKey, "/v1/requests/"},
        {"read_request", read_request},
        {"decide_request", decide_request, Repeat::kByKey},
        {"add_request_message", add_request_message, Repeat::kByKey},
        {"withdraw_request", withdraw_request, Repeat::kByKey},
        {"propose", propose, Repeat::kByKey},
        {"take_back_proposal", take_back_proposal},
        {"answer_proposal", answer_proposal, Repeat::kByKey},
    };
    return kHandled;
}

}  // namespace settle::http
