// What another version of a catalog changes, in sentences that need no YAML.
#pragma once

#include "domain/catalog/difference.h"
#include "wire/json.h"

namespace settle::wire {

/// "Business: €10.90 a month per user instead of €9.90 (€1.00 more)." Names are those of `after`, and of `before` for
/// what is gone.
std::string words_of(const CatalogDifference& difference, const Catalog& before, const Catalog& after,
                     std::string_view language);

/// {kind, plan, item, cycle, price_before, price_after, before, after, code, text}
JsonObject json_of(const CatalogDifference& difference, const Catalog& before, const Catalog& after,
                   std::string_view language);

}  // namespace settle::wire
