// What only staff may decide.
#include "app/customer/customers.h"
#include "app/requests/decide_request.h"
#include "app/requests/requests.h"
#include "http/handlers/operations.h"
#include "wire/inputs.h"
#include "wire/records.h"

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

// One request whole, as the caller sees it now.
Answer reply_request(const Call& call, const RequestId& id) {
    const RequestView view = TRY(settle::view_request(call.context(), id));
    return reply(wire::json_of(view, CustomerNames(call.context()).of(view.request.customer), call.context().caller,
                               call.audience()));
}

Answer list_requests(const Call& call) {
    const Page page = TRY(call.page());
    const std::string customer = TRY(call.query_text("customer", 64));
    auto requests = TRY(settle::list_requests(call.context(), CustomerId(customer), page));
    CustomerNames names(call.context());
    return reply_page(std::move(requests), page, [&](const Request& request) {
        return wire::json_of(request, names.of(request.customer), call.context().caller, *call.visitor().catalog);
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
    TRY(settle::add_message(call.context(), id, TRY(wire::message_from(TRY(call.body())))));
    return reply_request(call, id);
}

Answer withdraw_request(const Call& call) {
    const RequestId id = TRY(call.request_id());
    TRY(settle::withdraw_request(call.context(), id));
    return reply_request(call, id);
}

}  // namespace

std::span<const Handled> request_operations() {
    static constexpr Handled kHandled[] = {
        {"list_requests", list_requests},
        {"file_request", file_request, Repeat::kByKey, "/v1/requests/"},
        {"read_request", read_request},
        {"decide_request", decide_request, Repeat::kByKey},
        {"add_request_message", add_request_message, Repeat::kByKey},
        {"withdraw_request", withdraw_request, Repeat::kByKey},
    };
    return kHandled;
}

}  // namespace settle::http
