// What a vendor sells, in one language, as JSON.
#pragma once

#include "wire/json.h"

namespace settle::wire {

/// Plans on offer with the price of each at its minimum, seat kinds and add-ons, features, labels and
/// links. Labels the catalog leaves out have the product's words. Amounts are in the first currency.
JsonObject json_of_offer(const Audience& audience);

/// The language to speak with a reader who asked for `wanted`: one the catalog has.
std::string language_for(const Catalog& catalog, std::string_view wanted);

/// Address at which the vendor's logo is served, or empty when it has none.
std::string logo_address(const Catalog& catalog);

}  // namespace settle::wire
