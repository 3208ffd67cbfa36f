// Asks the provider for a payment that was decided on, and finishes what was interrupted.
#pragma once

#include "app/context.h"

namespace settle {

/// Sends the attempt to the provider under its own key and settles the answer. Safe to repeat: the
/// provider acts once per key. Fails with gateway_unavailable; then the outcome is unknown.
Result<PaymentAttempt> collect_payment(const Context& context, const PaymentAttempt& attempt);

/// Asks the provider about an attempt that is not final and settles what it says; one it never heard of
/// is sent again.
Result<PaymentAttempt> refresh_payment(const Context& context, const PaymentAttempt& attempt);

/// Stops an attempt that is not final and settles what came of it.
Result<PaymentAttempt> cancel_payment(const Context& context, const PaymentAttempt& attempt);

/// How far the recovery of one vendor has come: what never ends must not keep what comes behind it from its turn.
struct RecoveryPlace {
    AttemptPlace attempt;  ///< Looked after last; the next call goes on behind it, and from the first after the last.
    CreditNotePlace credit_note;  ///< The same of credit notes.
};
struct RecoveryLimits {
    int older_than_seconds = 20;  ///< A younger one may still be on its way between customer, provider and us.
    int abandoned_after_seconds = 24 * 3600;  ///< A page nobody finished for this long is given up.
    int count_max = 200;  ///< Of attempts and of credit notes per call, oldest first.
};
struct Recovery {
    int finished = 0;
    bool provider_is_away = false;  ///< It did not answer several times in a row: the rest waits for the next call.
    std::vector<std::string> failures;  ///< "pay_…: gateway_unavailable"; tried again next time.
};

/// Looks after attempts of the caller's vendor that are not final: settles what the provider knows, sends
/// charges of renewals that never reached it, gives up pages that were abandoned; and finishes refunds. Goes on behind
/// `place` and moves it.
Result<Recovery> recover_payments(const Context& context, const RecoveryLimits& limits, RecoveryPlace& place);
/// The same from the first on.
Result<Recovery> recover_payments(const Context& context, const RecoveryLimits& limits);

}  // namespace settle
