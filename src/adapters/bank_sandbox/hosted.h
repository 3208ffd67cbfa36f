// What a payer's browser asks of the hosted pages.
#pragma once

#include "adapters/bank_sandbox/payments.h"
#include "base/http_message.h"

namespace settle::bank {

/// Answers /pay/…, /bank.css and the front page. A form is taken once: a reload or a second click
/// carries a spent nonce and only leads to where the payment stands now.
HttpResponse answer_hosted(Payments& payments, const HttpRequest& request);

}  // namespace settle::bank
