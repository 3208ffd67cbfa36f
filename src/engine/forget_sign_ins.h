// What is left of signing in when it is over.
#pragma once

#include "app/context.h"

namespace settle {

/// How long people can read what happened to their ways of signing in: a year, and time to notice.
constexpr int kSecurityNoteDays = 400;

/// Forgets tickets, links and sessions that expired more than a day ago, tries that count no more, and security notes
/// older than kSecurityNoteDays, each time a bounded number in a transaction. Answers how many rows went.
Result<std::int64_t> forget_sign_ins(Services& services);

}  // namespace settle
