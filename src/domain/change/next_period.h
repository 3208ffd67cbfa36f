// The next period and what its invoice says: for the summary that announces it and the renewal that bills it.
#pragma once

#include "domain/change/change.h"

namespace settle {

/// Carries `subscription` into the period after its present one and answers the lines of that period's
/// invoice. Scheduled changes whose day has come take effect; what waits for the next invoice joins it,
/// credits up to what the charges come to, and the rest goes on waiting.
Lines begin_next_period(const Catalog& catalog, Subscription& subscription);

}  // namespace settle
