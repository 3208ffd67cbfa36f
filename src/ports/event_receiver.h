// Whoever is told what happened.
#pragma once

#include "base/result.h"
#include "ports/store.h"

namespace settle {

/// Gets every act at least once, those of a customer in their order. Used by one thread.
class EventReceiver {
public:
    virtual ~EventReceiver() = default;
    /// Hands an act over. An error says why it was not taken, and it comes again later, before the customer's next.
    virtual Result<void> deliver(const OutboxEntry& act) = 0;
    /// Makes sure that everything delivered since the last call will not be lost. After an error all of it comes again.
    virtual Result<void> keep() = 0;
};

}  // namespace settle
