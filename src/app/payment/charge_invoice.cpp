#include "app/payment/charge_invoice.h"

#include "app/payment/collect_payment.h"
#include "domain/payment/charge_key.h"

namespace settle {
namespace {

Result<std::optional<PaymentMethod>> default_method(Transaction& tx, const VendorName& vendor,
                                                    const CustomerId& customer) {
    for (PaymentMethod& method : TRY(tx.list_payment_methods(vendor, customer)))
        if (method.is_default) return std::optional(std::move(method));
    return std::optional<PaymentMethod>();
}

}  // namespace

PaymentAttempt new_charge(const Context& context, const Invoice& invoice, int tries, const PaymentMethod& method,
                          Instant now) {
    PaymentAttempt attempt{.amount = invoice.amounts.total - invoice.paid};
    attempt.ordinal = tries + 1;
    attempt.id = charge_key(context.vendor(), invoice, attempt.ordinal);
    attempt.customer = invoice.customer;
    attempt.invoice = invoice.id;
    attempt.method = method.details.kind;
    attempt.saved_method = method.id;
    attempt.created_at = now;
    return attempt;
}

Result<std::optional<PaymentAttempt>> start_charge(const Context& context, Transaction& tx, const InvoiceId& id,
                                                   Instant now) {
    const VendorName& vendor = context.vendor();
    const Invoice invoice = TRY(tx.load_invoice(vendor, id));
    if (invoice.status != InvoiceStatus::kOpen) return std::optional<PaymentAttempt>();
    const auto method = TRY(default_method(tx, vendor, invoice.customer));
    if (!method) return std::optional<PaymentAttempt>();
    const auto before = TRY(tx.attempts_of_invoice(vendor, invoice.customer, invoice.id));
    for (const PaymentAttempt& attempt : before)
        if (!is_final(attempt.state)) return std::optional<PaymentAttempt>();
    PaymentAttempt attempt = new_charge(context, invoice, static_cast<int>(before.size()), *method, now);
    TRY_VOID(tx.add_attempt(vendor, attempt));
    return std::optional(std::move(attempt));
}

Result<void> send_charge(const Context& context, const PaymentAttempt& attempt) {
    const auto collected = collect_payment(context, attempt);
    if (!collected && collected.error().code != ErrorCode::kGatewayUnavailable) return fail(collected.error());
    return {};
}

}  // namespace settle
