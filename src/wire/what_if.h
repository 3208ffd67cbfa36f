// What a version of a catalog would change, as JSON and as a file.
#pragma once

#include "app/catalog/what_if_runs.h"
#include "wire/json.h"

namespace settle::wire {

/// `months`, `from` and `movement`, each of which may be left out. Fails with field_invalid, field_unknown,
/// date_malformed.
Result<WhatIfWish> what_if_wish_from(const JsonValue& value);

JsonObject json_of(const WhatIfReport& report);
/// With what came out, once it is done; why it failed is said in `language`.
JsonObject json_of(const WhatIfRun& run, std::string_view language);
/// What things are called is said by the draft, or by the audience's catalog where that does not know them.
JsonObject json_of(const AffectedPlace& affected, const Catalog& draft, const Audience& audience);

/// The first line of the file, and a line of it.
inline constexpr std::string_view kWhatIfCsvHead =
    "customer,name,plan,currency,net_before,net_after,loses,gains,out_of_limits,commitment_broken\n";
std::string csv_row(const AffectedCustomer& customer);
std::string csv_of(const AffectedList& affected);

}  // namespace settle::wire
