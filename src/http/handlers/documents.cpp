// Invoices, ways to pay, and what the tax register said.
#include "app/access/read.h"
#include "app/billing/refund_invoice.h"
#include "app/billing/waive_invoice.h"
#include "app/customer/customers.h"
#include "app/payment/pay_invoice.h"
#include "http/handlers/operations.h"
#include "wire/amounts.h"
#include "wire/blocks.h"
#include "wire/inputs.h"
#include "wire/payment.h"
#include "wire/records.h"

namespace settle::http {
namespace {

Answer list_invoices(const Call& call) {
    const auto invoices = TRY(settle::list_invoices(call.context(), TRY(call.customer())));
    wire::Audience audience = call.audience();
    for (const Invoice& invoice : invoices) audience.numbers[invoice.id] = invoice.number;
    wire::JsonArray data;
    for (auto invoice = invoices.rbegin(); invoice != invoices.rend(); ++invoice)
        data.push_back(wire::json_of(*invoice, audience));
    return reply_list(std::move(data));
}

Result<wire::Audience> reader_of(const Call& call, const Invoice& invoice) {
    return call.audience_for({invoice.amounts.lines.begin(), invoice.amounts.lines.end()});
}

Answer read_invoice(const Call& call) {
    const Invoice invoice = TRY(settle::read_invoice(call.context(), TRY(call.invoice())));
    return reply(wire::json_of(invoice, TRY(reader_of(call, invoice))));
}

Answer pay_invoice(const Call& call) {
    const InvoiceId id = TRY(call.invoice());
    InvoicePayment wanted = TRY(wire::invoice_payment_from(TRY(call.body())));
    wanted.invoice = id;
    const PaidInvoice paid = TRY(settle::pay_invoice(call.context(), wanted));
    const wire::Audience audience = TRY(reader_of(call, paid.invoice));
    if (paid.attempt)
        if (const auto refusal = wire::refusal_of(*paid.attempt, audience))
            return reply_problem(call.problem(*refusal, {{"payment", wire::json_of(*paid.attempt, audience)}}));
    Reply answer = reply(wire::json_of(paid, audience));
    if (paid.attempt && !is_final(paid.attempt->state)) answer.status = 202;
    return answer;
}

Answer refund_invoice(const Call& call) {
    const InvoiceId id = TRY(call.invoice());
    const auto given = TRY(wire::money_given_from(TRY(call.body())));
    const Invoice note = TRY(settle::refund_invoice(call.context(), id, given.amount, given.reason));
    return reply(wire::json_of(note, TRY(reader_of(call, note))));
}

Answer waive_invoice(const Call& call) {
    const InvoiceId id = TRY(call.invoice());
    const std::string reason = TRY(wire::reason_from(TRY(call.body())));
    const Invoice note = TRY(settle::waive_invoice(call.context(), id, reason));
    return reply(wire::json_of(note, TRY(reader_of(call, note))));
}

Answer add_payment_method(const Call& call) {
    const CustomerId id = TRY(call.customer());
    const auto method = TRY(wire::new_method_from(TRY(call.body())));
    const PaymentAttempt attempt = TRY(settle::add_payment_method(call.context(), id, method.kind, method.return_url));
    Reply answer = reply(wire::json_of(attempt, call.audience()));
    answer.status = 202;
    return answer;
}

Answer refresh_payment(const Call& call) {
    return reply(wire::json_of(TRY(settle::refresh_attempt(call.context(), TRY(call.payment()))), call.audience()));
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
        {"pay_invoice", pay_invoice, Repeat::kByKey},
        {"refund_invoice", refund_invoice, Repeat::kByKey},
        {"waive_invoice", waive_invoice, Repeat::kByKey},
        {"refresh_payment", refresh_payment},
        {"list_payment_methods", list_payment_methods},
        {"add_payment_method", add_payment_method, Repeat::kByKey},
        {"list_tax_evidence", list_tax_evidence},
    };
    return kHandled;
}

}  // namespace settle::http
