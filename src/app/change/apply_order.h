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

/// `preview` was computed from `situation`. The invoice gets its number here, last, so that none is
/// ever lost; nothing due means no invoice. Raises the subscription's version.
Result<ChangeOrder> apply_order(const Context& context, Transaction& tx, const LoadedSituation& situation,
                                const Preview& preview, ChangeOrder order, const Settlement& settlement);

}  // namespace settle
