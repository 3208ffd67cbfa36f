// The only door for a provider's money: the checkout, the provider's webhook and the recovery all come through here.
#pragma once

#include "app/context.h"

namespace settle {

/// Takes note of what the provider says of the attempt. Succeeded: the order is applied, or the invoice
/// paid; declined or cancelled: the order is given up and nothing changed; else it waits. Saying the
/// same twice, late or in any order does no harm. A success for an order that was given up, or for one
/// that would now cost something else, is paid back; where the provider refuses that for good,
/// payment.refund_refused says so. Fails with payment_not_found, amount_mismatch, and with gateway_unavailable when
/// what follows, paying back or the charge of the next invoice that is owed, got no answer: the recovery finishes it.
Result<PaymentAttempt> settle_payment(const Context& context, const ProviderPayment& payment);

/// Cancels an attempt that the provider did not know when it was asked. One that has changed since `seen` was read may
/// have reached the provider after its answer: it stays, and is answered as it is now. Fails with payment_not_found.
Result<PaymentAttempt> settle_unknown(const Context& context, const PaymentAttempt& seen);

/// By what nothing is owed any more.
enum class RecoveredBy : std::uint8_t { kPayment, kWaiver };

/// After an invoice was settled: a subscription that is past due recovers, or waits for the next invoice it
/// owes, which is answered.
Result<InvoiceId> note_recovery(const Context& context, Transaction& tx, const CustomerId& customer, Instant now,
                                RecoveredBy by = RecoveredBy::kPayment);

}  // namespace settle
