// What a story does with seats: people on named kinds, a number of counted ones.
#pragma once

#include <boost/json.hpp>

#include "app/people/invitation_codes.h"
#include "app/people/members.h"
#include "cli/people.h"
#include "cli/report.h"

namespace settle::cli {

/// Carries out assign, release, set_code or redeem_code for whoever acts in `step`.
Result<Report> take_seat_step(const Step& step, People& people, const Catalog& catalog);

/// The people of each named kind by their addresses, the number of each counted one.
Result<boost::json::object> seats_to_json(const Context& server, const CustomerId& customer, const Catalog& catalog);

}  // namespace settle::cli
