// What a running server does by itself: finish interrupted payments, take the steps that fall due.
#pragma once

#include <string>
#include <vector>

#include "app/context.h"

namespace settle {

struct TickReport {
    int payments_settled = 0;
    int steps_taken = 0;                 ///< Trials ended, periods renewed or ended.
    std::vector<std::string> failures;   ///< What went wrong, and is tried again at the next tick.
};

/// One round over all vendors. Nothing here sleeps; whoever runs it decides how often. One customer's
/// trouble does not stop the others.
TickReport tick(Services& services);

}  // namespace settle
