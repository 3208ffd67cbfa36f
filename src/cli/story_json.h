// Values of the house as the JSON of `settle simulate`: amounts are decimal strings, dates ISO.
#pragma once

#include <boost/json.hpp>

#include "app/access/read.h"
#include "app/requests/requests.h"

namespace settle::cli {

boost::json::value to_json(const std::optional<Date>& date);
boost::json::array to_json(const Period& period);
boost::json::object to_json(const Quantities& quantities);
boost::json::object to_json(const Wanted& wanted);
/// lines, net, taxes, total
boost::json::object to_json(const Amounts& amounts);
boost::json::object to_json(const Invoice& invoice);
boost::json::array to_json(const std::vector<ScheduledChange>& changes);
boost::json::array to_json(const std::vector<ScheduleNotice>& conflicts);
boost::json::object to_json(const SubscriptionView& view);
boost::json::object to_json(const Request& request);
boost::json::object to_json(const Entitlements& entitlements);

/// Credits that wait for the next invoice, before tax; negative when the customer owes what waits.
Money credit_of(const Subscription& subscription);
/// The same and the money that was paid in or given.
Money balance_of(const Subscription& subscription);

}  // namespace settle::cli
