// VAT numbers: how they are written and their check digits.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace settle {

/// A VAT number in one spelling: upper case, no blanks, dots or dashes, with its prefix. Its shape
/// is checked for every EU state, Northern Ireland, Great Britain, Switzerland and Norway; its check
/// digits where the country's rule is implemented. `country` (ISO) must be the number's own.
/// Fails with vat_invalid, saying what a right one looks like.
Result<std::string> parse_tax_number(std::string_view text, std::string_view country);

/// A number under which a seller is registered for a Canadian tax, in one spelling: "GST" 123456782RT0001 with its
/// check digit, "QST" 1234567890TQ0001; of other taxes anything that can be a number. Fails with vat_invalid.
Result<std::string> parse_canadian_number(std::string_view text, std::string_view tax);

/// The ISO country whose register issued `number` ("EL…" is GR), or empty.
std::string country_of_tax_number(std::string_view number);

}  // namespace settle
