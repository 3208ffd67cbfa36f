// The hosted pages: HTML without scripts.
#pragma once

#include "adapters/bank_sandbox/forms.h"
#include "adapters/bank_sandbox/payments.h"
#include "base/http_message.h"

namespace settle::bank {

/// Field of the card form -> what is wrong with it, in the payer's language.
using FieldErrors = std::map<std::string, std::string, std::less<>>;

/// The page of the payment as it stands: card form, challenge, wallet, transfer, or how it ended.
HttpResponse payment_page(const Payment& payment);
/// The card form again, with what was typed (never the security code) and what is wrong with it.
HttpResponse card_page(const Payment& payment, const Form& typed, const FieldErrors& errors);
/// Where a page that does not exist would be, in both languages.
HttpResponse missing_page();
/// What this server is, with the test cards.
HttpResponse front_page();
/// The style sheet of all pages.
HttpResponse style_sheet();

/// The accepted brands as people read them: "Visa, Mastercard".
std::string accepted_brands_text(const Payment& payment);

}  // namespace settle::bank
