// Runs over what is due, and what they left behind, as JSON.
#pragma once

#include "domain/renewal/bill_run.h"
#include "wire/json.h"

namespace settle::wire {

JsonObject json_of(const BillRun& run);
JsonObject json_of(const Parked& parked);

/// The day a run goes until; nothing when it is left out: today. Fails with field_invalid, field_unknown,
/// date_malformed.
Result<std::optional<Date>> run_until_from(const JsonValue& value);

}  // namespace settle::wire
