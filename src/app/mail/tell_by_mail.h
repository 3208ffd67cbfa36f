// What happened, told by mail to whoever it concerns.
#pragma once

#include "app/context.h"

namespace settle {

/// Queues the mails that an act makes, in the transaction that takes it off what is to be told. What happened too long
/// ago is news to nobody: it makes none. Answers how many are new.
Result<int> tell_by_mail(Services& services, Transaction& tx, const OutboxEntry& act, Instant now);

}  // namespace settle
