// Tries to be paid as JSON, and why they failed in words.
#pragma once

#include "app/payment/pay_invoice.h"
#include "wire/json.h"

namespace settle::wire {

/// {id, state, code, text, redirect_url, invoice, change, amount, currency, method, brand, last4, reason_code,
/// created_at}
JsonObject json_of(const PaymentAttempt& attempt, const Audience& audience);
/// {redirect_url, invoice, payment}
JsonObject json_of(const PaidInvoice& paid, const Audience& audience);

/// Why it failed: payment_declined, payment_cancelled or card_brand_unsupported; nothing unless it did.
std::optional<Error> refusal_of(const PaymentAttempt& attempt, const Audience& audience);

/// The code of a name; internal for a name that is none.
ErrorCode code_named(std::string_view name);
/// "Visa, Mastercard"
std::string brands_in_words(const Catalog& catalog);

}  // namespace settle::wire
