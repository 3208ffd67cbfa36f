// What a step wishes: plan, cycle, quantities, or one act such as the end of the subscription.
#pragma once

#include "cli/fields.h"

namespace settle::cli {

/// The keys of a wish, wherever it stands.
inline constexpr std::string_view kWantedKeys[] = {"plan",    "cycle",  "quantities", "billing_day", "cancel",
                                                   "renewal", "resume", "pause",      "on",          "lines"};

/// Reads whichever of kWantedKeys are there. Fails with file_malformed.
Result<Wanted> read_wanted(const Fields& fields, const Catalog& catalog);
/// The mapping under "set", if it is there.
Result<std::optional<Wanted>> read_set(const Fields& fields, const Catalog& catalog);
Result<std::vector<AgreedLine>> read_lines(const Fields& fields, const Catalog& catalog);
/// A plan of the catalog.
Result<Code> read_plan(const Fields& fields, const Catalog& catalog, const std::string& code);

}  // namespace settle::cli
