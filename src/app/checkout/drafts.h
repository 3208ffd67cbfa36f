// Edits that are not confirmed, kept for the person who made them.
#pragma once

#include "app/context.h"

namespace settle {

/// The caller's draft for the customer, or nothing. Members only.
Result<std::optional<Draft>> read_draft(const Context& context, const CustomerId& customer);
/// Keeps it; never touches the live subscription. `version_seen`: fails with version_stale when another
/// page of the same person saved meanwhile; without it the last writer wins.
Result<Draft> save_draft(const Context& context, Draft draft, std::optional<std::int64_t> version_seen);
Result<void> discard_draft(const Context& context, const CustomerId& customer);

}  // namespace settle
