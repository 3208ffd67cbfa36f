// What staff look at: customers who have been there for years, with all that happened to them.
#pragma once

#include "shop.h"

namespace settle::bench {

/// Adds to a store that was generated and billed: events until there are `events` of them, spread over years in acts of
/// three; two movements of the recurring amount per customer in some of the last 36 months; a request of every
/// twentieth, one in four of them open; and a member each. All documents are counted, and what falls due waits behind a
/// run that is paused, so that a server on this store has nothing to do but answer.
void add_years(Shop& shop, std::int64_t customers, std::int64_t events);

}  // namespace settle::bench
