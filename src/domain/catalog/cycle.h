// Billing cycles.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"

namespace settle {

enum class Cycle : std::uint8_t { kMonth, kQuarter, kYear, kCount };

constexpr int months_of(Cycle cycle) { return cycle == Cycle::kMonth ? 1 : cycle == Cycle::kQuarter ? 3 : 12; }
/// "month", "quarter", "year"
constexpr std::string_view name_of(Cycle cycle) {
    return cycle == Cycle::kMonth ? "month" : cycle == Cycle::kQuarter ? "quarter" : "year";
}
/// Reads "month", "quarter", "year". Fails with field_invalid.
Result<Cycle> parse_cycle(std::string_view text);

}  // namespace settle
