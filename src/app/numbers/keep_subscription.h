// Saving a subscription, and counting in its vendor's figures what that changes.
#pragma once

#include "app/context.h"
#include "domain/numbers/counting.h"

namespace settle {

/// The only way a use case saves one. Fails with version_stale.
Result<void> keep_subscription(const Context& context, Transaction& tx, Subscription after, Instant now,
                               OwedEnds owed = OwedEnds::kPaid);
/// The same of one that is new.
Result<void> keep_first_subscription(const Context& context, Transaction& tx, Subscription made, Instant now);

/// Counts up to `limit` of the customers who were there before there were figures: what recurs of them counts as new on
/// the day of their first document, or on the first day of their periods if there is none. Answers whether there may
/// be more of them.
Result<bool> count_customers(const Context& context, int limit);
/// Adds up to `limit` documents to the figures; answers whether more may wait.
Result<bool> count_documents(const Context& context, int limit);

}  // namespace settle
