// Carries out what staff decided: the same preview, the same document, on terms instead of paid first.
#pragma once

#include "app/change/situation.h"

namespace settle {

struct StaffChange {
    CustomerId customer;
    Wanted set;
    std::string reason;   ///< Needed to set aside a commitment.
};

/// Inside a transaction of the caller. What is due becomes an open invoice, to be charged by start_charge.
/// Fails with what the preview refuses, reason_required.
Result<ChangeOrder> apply_by_staff(const Context& context, Transaction& tx, const StaffChange& change, Instant now);

}  // namespace settle
