// Cases of a round one after the other: what a slice falls back to.
#pragma once

#include <span>
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

/// Takes the cases at these places one after the other, in one transaction.
Result<SliceReport> take_places(Store& store, const DueScope& scope, std::span<const DuePlace> places,
                                const DecideDue& decide);

/// Does what was decided of the case at `place`; what breaks a rule is parked. Fails as DueRound::take.
Result<void> carry_out(SqlTransaction& tx, const DueScope& scope, const DuePlace& place, const DueDecision& decision,
                       SliceReport& report);

/// Parks a case of the run, counted in its progress.
Result<void> park_in_run(SqlTransaction& tx, const DueScope& scope, const Parked& broken, SliceReport& report);

/// Whether an error is about one case; any other is the database's, and ends the slice.
bool concerns_the_case(ErrorCode code);

/// Loads, decides and writes one case, within a transaction; what breaks a rule is parked. Fails as DueRound::take.
Result<void> take_one_due(SqlTransaction& tx, const DueScope& scope, const DuePlace& place, const DecideDue& decide,
                          SliceReport& report);

}  // namespace settle::store
