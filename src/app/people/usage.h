// What the vendor's application says is in use of the kinds that are counted.
#pragma once

#include "app/people/seats.h"
#include "domain/people/usage.h"

namespace settle {

/// Writes down how many of a counted kind are in use. Never more than are paid for: what does not fit is refused whole,
/// and nothing changes. The vendor's servers and staff only. Fails with item_unknown, field_invalid, no_seat,
/// payment_required.
Result<SeatCount> report_usage(const Context& context, const CustomerId& customer, const UsageReport& report);

/// Of every counted kind of the plan, and of every other of which some are in use: what is paid for and what is taken.
/// Whoever sees the customer.
Result<std::vector<SeatCount>> list_usage(const Context& context, const CustomerId& customer);

}  // namespace settle
