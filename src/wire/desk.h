// What staff look for and look at, as JSON.
#pragma once

#include "app/desk/acts.h"
#include "app/desk/find_customers.h"
#include "app/desk/work.h"
#include "wire/json.h"

namespace settle::wire {

/// A customer with its owner and what it has.
JsonObject json_of(const ListedCustomer& listed, const Audience& audience);
/// {data: [act …], names, next}; without personal data other than names.
JsonObject json_of(const ActPage& page);
/// Who got it and what became of it. Never what it said: that may open something.
JsonObject json_of(const Mail& mail);
JsonObject json_of(const FailingDelivery& delivery);
JsonObject json_of(const DeskFigures& figures);
JsonObject json_of(const RunAhead& run);

}  // namespace settle::wire
