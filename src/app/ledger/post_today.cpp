#include "app/ledger/post_today.h"

#include "ports/ledger.h"

namespace settle {

Result<void> post_today(const Context& context, Transaction& tx, const CustomerId& customer,
                        const std::string& document, const std::vector<LedgerEntry>& entries, Instant now) {
    const auto catalog = TRY(context.catalog());
    const Date today = TRY(context.with.zones.day_in(catalog->time_zone, now));
    return ledger_of(tx).post_on(context.vendor(), customer, document, entries, today);
}

}  // namespace settle
