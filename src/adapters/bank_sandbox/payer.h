// A payer made of code, for the simulator, the demo and tests.
#pragma once

#include "adapters/bank_sandbox/bank.h"
#include "domain/payment/payment.h"

namespace settle {

/// The kind of a sandbox method: card_ok card_declined card_insufficient card_3ds card_expired
/// card_declined_later (pays once, as a saved card it is declined) card_unsupported, wallet_ok
/// wallet_cancelled (also written paypal_ok, paypal_cancelled), transfer. Fails with payment_method_unknown.
Result<MethodKind> sandbox_method_kind(std::string_view sandbox_method);

/// Fills in the hosted page of a payment that waits for the customer, as the method's name says.
/// card_3ds leaves it waiting in its challenge; card_unsupported is refused by the page and given up;
/// wallet_cancelled leaves the page. A payment that does not wait at its first page stays as it is.
/// Fails with payment_not_found, payment_method_unknown.
Result<void> act_as_payer(Bank& bank, const PaymentAttemptId& key, std::string_view sandbox_method);

enum class ChallengeAnswer : std::uint8_t { kOk, kFail };
/// Answers a 3-D Secure challenge, or a wallet or transfer page that still waits. A payment that
/// waits for neither stays as it is. Fails with payment_not_found.
Result<void> complete_challenge(Bank& bank, const PaymentAttemptId& key, ChallengeAnswer answer);

}  // namespace settle
