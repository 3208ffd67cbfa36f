// Makes a confirmed change real: subscription, invoice, ledger and events, in one transaction.
#pragma once

#include "app/change/situation.h"

namespace settle {

/// How the document is paid.
struct Settlement {
    enum class How : std::uint8_t { kPaid, kOpen } how = How::kPaid;
    std::string by;                ///< "card", "wallet", "transfer", "staff"
    PaymentAttemptId attempt;      ///< When a provider was paid.
};

/// What was read, as an order of the caller's made now: on its day, with what is due. Who confirms adds why, and what
/// they accepted.
ChangeOrder new_order(const Context& context, const LoadedSituation& situation, const Preview& preview,
                      const Wanted& wanted, std::string fingerprint);

/// `preview` was computed from `situation`. The invoice gets its number here, last, so that none is
/// ever lost; nothing due means no invoice. Raises the subscription's version.
Result<ChangeOrder> apply_order(const Context& context, Transaction& tx, const LoadedSituation& situation,
                                const Preview& preview, ChangeOrder order, const Settlement& settlement);

}  // namespace settle
