// Figures and what falls due next, as JSON.
#pragma once

#include "app/numbers/read_numbers.h"
#include "wire/json.h"

namespace settle::wire {

JsonObject json_of(const Numbers& numbers, const Audience& audience);
JsonObject json_of(const Upcoming& upcoming, const Audience& audience);

}  // namespace settle::wire
