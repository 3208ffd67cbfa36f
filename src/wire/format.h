// Amounts, dates and counts as people read them inside a sentence.
#pragma once

#include <string>
#include <string_view>

#include "base/date.h"
#include "base/money.h"

namespace settle::wire {

/// "1 234,50 €" with the right blanks for "fr", "€1,234.50" for any other language.
std::string format_money(const Money& amount, std::string_view language);
/// The same for a unit price, with as many decimals as it needs.
std::string format_price(const UnitPrice& price, std::string_view language);
/// A decimal such as "120.1277…" with the currency's sign; digits beyond it stay.
std::string format_decimal(std::string_view decimal, Currency currency, std::string_view language);
/// "1 200", "1,200"
std::string format_count(std::int64_t count, std::string_view language);
/// "9,975 %", "9.975%"
std::string format_percent(const Percent& percent, std::string_view language);
/// "1er mars 2026", "1 March 2026"
std::string format_day(Date day, std::string_view language);
/// The days of a period, the last one included: "du 11 au 31 mars 2026", "from 11 to 31 March 2026",
/// "le 11 mars 2026".
std::string format_period(const Period& period, std::string_view language);

}  // namespace settle::wire
