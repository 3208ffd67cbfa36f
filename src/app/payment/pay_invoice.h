// Paying an invoice that is open, and saving a card or wallet for later.
#pragma once

#include "app/context.h"

namespace settle {

struct InvoicePayment {
    InvoiceId invoice;
    std::string pay_with;    ///< "card", "wallet", a payment method id, or "transfer" (staff: the money came in).
    std::string return_url;
    std::string reason;      ///< Of staff, for "transfer": where it was seen.
};

/// An invoice and the latest try to pay it.
struct PaidInvoice {
    Invoice invoice;
    std::optional<PaymentAttempt> attempt;
};

/// A page that is open for the same invoice is closed first. Of a credit note that the provider refused to send, staff
/// note that they sent it themselves. Fails with role_required, invoice_not_found,
/// invoice_not_open, payment_method_required, payment_method_unknown, return_url_refused, reason_required,
/// payment_in_progress (a charge is under way), gateway_unavailable.
Result<PaidInvoice> pay_invoice(const Context& context, const InvoicePayment& wanted);

/// The provider's page asks for a card or wallet; once saved it is the default, and what is owed is charged to
/// it at once. A page that was left open for the same is closed first. Fails with role_required,
/// payment_method_unknown, return_url_refused, payment_in_progress, gateway_unavailable.
Result<PaymentAttempt> add_payment_method(const Context& context, const CustomerId& customer, MethodKind kind,
                                          const std::string& return_url);

/// Asks the provider what became of it and settles that. Fails with payment_not_found, role_required.
Result<PaymentAttempt> refresh_attempt(const Context& context, const PaymentAttemptId& id);

}  // namespace settle
