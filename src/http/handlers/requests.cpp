// What only staff may decide.
#include "app/customer/customers.h"
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

wire::JsonObject with_name(const Call& call, const Request& request) {
    return wire::json_of(request, CustomerNames(call.context()).of(request.customer));
}

Answer list_requests(const Call& call) {
    const Page page = TRY(call.page());
    const std::string customer = TRY(call.query_text("customer", 64));
    auto requests = TRY(settle::list_requests(call.context(), CustomerId(customer), page));
    CustomerNames names(call.context());
    return reply_page(std::move(requests), page,
                      [&](const Request& request) { return wire::json_of(request, names.of(request.customer)); });
}

Answer file_request(const Call& call) {
    NewRequest wanted = TRY(wire::new_request_from(TRY(call.body())));
    if (wanted.customer.empty()) wanted.customer = call.context().caller.customer;
    if (wanted.customer.empty()) return fail(ErrorCode::kFieldRequired, "customer");
    return created(with_name(call, TRY(settle::file_request(call.context(), wanted))));
}

Answer read_request(const Call& call) {
    return reply(with_name(call, TRY(settle::read_request(call.context(), TRY(call.request_id())))));
}

Answer decide_request(const Call& call) {
    const RequestId id = TRY(call.request_id());
    const auto input = TRY(wire::decision_from(TRY(call.body())));
    return reply(with_name(call, TRY(settle::decide_request(call.context(), id, input.decision, input.reason))));
}

}  // namespace

std::span<const Handled> request_operations() {
    static constexpr Handled kHandled[] = {
        {"list_requests", list_requests},
        {"file_request", file_request, Repeat::kByKey, "/v1/requests/"},
        {"read_request", read_request},
        {"decide_request", decide_request, Repeat::kByKey},
    };
    return kHandled;
}

}  // namespace settle::http
