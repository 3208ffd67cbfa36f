// Lines, totals and issued documents as JSON.
#pragma once

#include "domain/invoice/invoice.h"
#include "wire/json.h"

namespace settle::wire {

/// What a line is of: "Standard subscription", "users".
std::string name_of_line(const Line& line, const Audience& audience);
/// {item, name, kind, quantity, unit_price, from, to, ratio, amount, exact, explanation}
JsonObject json_of(const Line& line, const Audience& audience);
/// {currency, lines, net, taxes, total}
JsonObject json_of(const Amounts& amounts, const Audience& audience);
/// The same with the day it is asked for, `on`.
JsonObject json_of(const Amounts& amounts, Date on, const Audience& audience);
/// An invoice or credit note, as it was issued.
JsonObject json_of(const Invoice& invoice, const Audience& audience);

}  // namespace settle::wire
