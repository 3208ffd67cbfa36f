// The name under which the provider knows a try to be paid for an invoice.
#pragma once

#include "base/id.h"
#include "domain/invoice/invoice.h"

namespace settle {

/// The key of the `ordinal`-th try (from 1) to be paid for `invoice`: the same for whoever issues this invoice again,
/// so that a store restored from before the try asks the provider for the same payment and not for a second one. It
/// depends on what is billed (customer, subscription, and the change or the first day of the period), never on the
/// invoice's own id or number. Keys of one day sort as their customers do.
PaymentAttemptId charge_key(std::string_view vendor, const Invoice& invoice, int ordinal);

}  // namespace settle
