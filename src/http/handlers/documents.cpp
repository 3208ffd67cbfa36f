// Invoices, ways to pay, and what the tax register said.
#include "app/access/read.h"
#include "app/customer/customers.h"
#include "http/handlers/operations.h"
#include "wire/amounts.h"
#include "wire/records.h"

namespace settle::http {
namespace {

Answer list_invoices(const Call& call) {
    const auto invoices = TRY(settle::list_invoices(call.context(), TRY(call.customer())));
    wire::JsonArray data;
    for (auto invoice = invoices.rbegin(); invoice != invoices.rend(); ++invoice)
        data.push_back(wire::json_of(*invoice, call.audience()));
    return reply_list(std::move(data));
}

Answer read_invoice(const Call& call) {
    return reply(wire::json_of(TRY(settle::read_invoice(call.context(), TRY(call.invoice()))), call.audience()));
}

Answer list_payment_methods(const Call& call) {
    wire::JsonArray data;
    for (const PaymentMethod& method : TRY(settle::list_payment_methods(call.context(), TRY(call.customer()))))
        data.push_back(wire::json_of(method));
    return reply_list(std::move(data));
}

Answer list_tax_evidence(const Call& call) {
    const auto evidence = TRY(settle::list_tax_evidence(call.context(), TRY(call.customer())));
    wire::JsonArray data;
    for (auto each = evidence.rbegin(); each != evidence.rend(); ++each) data.push_back(wire::json_of(*each));
    return reply_list(std::move(data));
}

}  // namespace

std::span<const Handled> document_operations() {
    static constexpr Handled kHandled[] = {
        {"list_invoices", list_invoices},
        {"read_invoice", read_invoice},
        {"list_payment_methods", list_payment_methods},
        {"list_tax_evidence", list_tax_evidence},
    };
    return kHandled;
}

}  // namespace settle::http
