// A vendor's figures, and what falls due next: for staff.
#pragma once

#include "app/context.h"
#include "domain/numbers/report.h"
#include "domain/renewal/renewal.h"
#include "ports/numbers.h"

namespace settle {

struct Numbers {
    NumbersReport report;
    bool is_counting = false;  ///< Documents or customers wait to be counted: the next rounds add them.
};
/// Of the last `months` months, this one included. Fails with staff_required.
Result<Numbers> read_numbers(const Context& context, int months);

/// A step that a subscription takes by itself.
struct Upcoming {
    UpcomingStep step;
    DueStep::Kind kind = DueStep::Kind::kRenewed;
    /// Of a renewal: what a whole period costs at today's prices, before tax. What waits or is scheduled may change it.
    std::optional<Money> amount = {};
};
/// "renewal", "end", "trial_end", …
std::string_view name_of(DueStep::Kind kind);
/// In the order of days and customers, behind `after`. Fails with staff_required.
Result<std::vector<Upcoming>> list_upcoming(const Context& context, const UpcomingPlace& after, int limit);

}  // namespace settle
