// Customers, their people and their billing information.
#include "app/customer/customers.h"
#include "http/handlers/operations.h"
#include "wire/inputs.h"
#include "wire/records.h"

namespace settle::http {
namespace {

Answer create_customer(const Call& call) {
    const Customer customer =
        TRY(settle::create_customer(call.context(), TRY(wire::new_customer_from(TRY(call.body())))));
    Reply answer = reply(wire::json_of(customer), customer.version);
    answer.status = 201;
    return answer;
}

Answer read_customer(const Call& call) {
    const Customer customer = TRY(settle::read_customer(call.context(), TRY(call.customer())));
    return reply(wire::json_of(customer), customer.version);
}

// Here the billing information is the whole document, so that its fields have no prefix.
Error without_prefix(Error error) {
    constexpr std::string_view kPrefix = "billing.";
    if (error.field.starts_with(kPrefix)) error.field.erase(0, kPrefix.size());
    return error;
}

Answer change_billing(const Call& call) {
    const CustomerId id = TRY(call.customer());
    const std::int64_t version = TRY(call.required_version());
    auto change = TRY(wire::billing_change_from(TRY(call.body())));
    const auto customer = settle::change_billing(call.context(), id, std::move(change.billing), version, change.reason);
    if (!customer) return fail(without_prefix(customer.error()));
    return reply(wire::json_of(*customer), customer->version);
}

Answer check_tax_number(const Call& call) {
    const CustomerId id = TRY(call.customer());
    const auto input = TRY(wire::tax_number_from(TRY(call.body())));
    const auto verdict = TRY(settle::check_tax_number(call.context(), id, input.number, input.country));
    return reply(wire::json_of(verdict, call.audience(), input.country));
}

Answer list_members(const Call& call) {
    wire::JsonArray data;
    for (const Member& member : TRY(settle::list_members(call.context(), TRY(call.customer()))))
        data.push_back(wire::json_of(member));
    return reply_list(std::move(data));
}

Answer add_member(const Call& call) {
    const CustomerId id = TRY(call.customer());
    NewMember wanted = TRY(wire::new_member_from(TRY(call.body())));
    wanted.customer = id;
    return created(wire::json_of(TRY(settle::add_member(call.context(), wanted))));
}

}  // namespace

std::span<const Handled> customer_operations() {
    static constexpr Handled kHandled[] = {
        {"create_customer", create_customer, Repeat::kByKey, "/v1/customers/"},
        {"read_customer", read_customer},
        {"change_billing", change_billing},
        {"check_tax_number", check_tax_number},
        {"list_members", list_members},
        {"add_member", add_member, Repeat::kByKey},
    };
    return kHandled;
}

}  // namespace settle::http
