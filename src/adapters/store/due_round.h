// A pass over what is due, one case after the other: for any store.
#pragma once

#include <memory>
#include <string>

#include "adapters/store/sql_transaction.h"
#include "ports/store.h"

namespace settle::store {

/// What a pass is over.
struct DueScope {
    VendorName vendor;
    Date until;
    Date run_day;
    std::string run;
};

std::unique_ptr<DueRound> make_due_round(Store& store, const VendorName& vendor, Date until, Date run_day,
                                         const std::string& run);

/// Loads, decides and writes one case, within a transaction; what breaks a rule is parked. Fails as DueRound::take.
Result<void> take_one_due(SqlTransaction& tx, const DueScope& scope, const DuePlace& place, const DecideDue& decide,
                          SliceReport& report);

}  // namespace settle::store
