// How many of a counted kind are in use, as the vendor's application says.
#pragma once

#include <cstdint>
#include <optional>

#include "base/code.h"
#include "domain/catalog/catalog.h"
#include "domain/subscription/subscription.h"

namespace settle {

/// What an application reports: how many there are, or how many more (less than 0: fewer) than before.
struct UsageReport {
    Code seat;  ///< A counted kind.
    std::optional<std::int64_t> count = {};
    std::int64_t change = 0;  ///< Where there is no `count`.
};

/// The plan's kind of seat that `wanted` names. Fails with item_unknown, field_invalid (people sit on it).
Result<Code> counted_seat(const Catalog& catalog, const Subscription& subscription, const Code& wanted);

/// How many are in use from now on, where `present` were. Fewer are always taken down: what is gone is gone, also where
/// nothing is paid any more. Fails with payment_required, no_seat (more than are paid for), field_invalid (less than
/// none).
Result<std::int64_t> judge_usage(const Catalog& catalog, const Subscription& subscription, const UsageReport& report,
                                 std::int64_t present);

}  // namespace settle
