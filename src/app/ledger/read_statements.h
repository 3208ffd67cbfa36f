// Who owes for how long, which taxes are owed where, and what was billed ahead of being earned: for accountants.
#pragma once

#include "app/context.h"
#include "domain/invoice/revenue.h"
#include "ports/ledger.h"

namespace settle {

/// The vendor's today.
Result<Date> vendor_today(const Context& context);

struct AgedReceivables {
    Date on;
    std::vector<AgedReceivable> rows;  ///< By customer; may be fewer than there are while `next` is set.
    CustomerId next = {};              ///< Behind whom the next page begins; empty at the end.
};
/// What customers behind `after` owe on a day; the sum of all pages is what the account receivable comes to. Fails with
/// staff_required, staff_right_required.
Result<AgedReceivables> read_aged_receivables(const Context& context, Date on, const CustomerId& after, int limit);

/// Of documents issued from `from` to `to`, both in it. Fails as that, and with query_invalid (the days end before they
/// begin).
Result<std::vector<TaxSum>> read_taxes(const Context& context, Date from, Date to);

inline constexpr int kRevenueMonthsMax = 36;
/// By currency, of the month of `first` and those behind it, of what is billed so far. Fails with staff_required,
/// staff_right_required.
Result<std::map<std::string, RevenueSchedule>> read_revenue(const Context& context, Date first, int months);

}  // namespace settle
