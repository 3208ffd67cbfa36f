// Who gives a seat up on a day to come.
#pragma once

#include <vector>

#include "app/people/seats.h"

namespace settle {

struct DepartureWish {
    CustomerId customer;
    std::vector<SeatId> seats;
    Date on;  ///< The first day without them.
};

/// From that day on nobody sits on these seats; who was to leave on another day leaves on this one. From when they are
/// free, fewer may be paid for. Who may manage members. All or none: fails with seat_not_found,
/// field_invalid (a day that is not to come, or more than 400 days ahead; more than 1,000 people to come).
Result<void> plan_departures(const Context& context, const DepartureWish& wish);
/// They stay. The same people may say so. Fails with seat_not_found (nobody was to leave it).
Result<void> cancel_departure(const Context& context, const CustomerId& customer, const SeatId& seat);

/// Somebody gives a seat up now: there is nothing left to plan.
Result<void> forget_departure(const Context& context, Transaction& tx, const CustomerId& customer, const SeatId& seat,
                              Instant now);

}  // namespace settle
