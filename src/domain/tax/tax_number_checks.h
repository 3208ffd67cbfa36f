// The check digits of VAT numbers, country by country.
#pragma once

#include <string_view>

namespace settle {

/// Whether the check digits of `body`, a number without its prefix that already has the shape of
/// the prefix's country, are right. True where no rule is known, as for most numbers of persons.
bool check_digits_fit(std::string_view prefix, std::string_view body);

/// Whether the last of `digits` is Luhn's digit for those before it.
bool luhn_fits(std::string_view digits);

}  // namespace settle
