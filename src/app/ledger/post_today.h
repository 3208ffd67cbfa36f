// What is posted apart from the issuing of a document.
#pragma once

#include "app/context.h"

namespace settle {

/// On the vendor's day of `now`. What is posted where a document is issued is of the document's day:
/// Transaction::post().
Result<void> post_today(const Context& context, Transaction& tx, const CustomerId& customer,
                        const std::string& document, const std::vector<LedgerEntry>& entries, Instant now);

}  // namespace settle
