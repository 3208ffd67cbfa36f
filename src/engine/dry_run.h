// What a bill run until a day would bill, decided by the same rules and written nowhere.
#pragma once

#include <functional>
#include <map>

#include "app/context.h"

namespace settle {

/// Sums of one currency.
struct ForeseenTotals {
    std::int64_t invoices = 0;
    Money net;
    std::map<std::pair<std::string, std::string>, Money> taxes;  ///< By name and rate in percent: ("TVA", "20").
    Money total;
    Money from_balance;  ///< Of the total, what balances pay.
};

struct DryRun {
    Date until;
    std::int64_t subscriptions = 0;  ///< With at least one step.
    std::int64_t steps = 0;
    std::map<std::string, ForeseenTotals> by_currency;
    std::vector<Parked> parked;      ///< What the run could not do.
};
using OnForeseen = std::function<void(const Invoice&)>;

/// Follows each subscription through all its steps until `until`, as if every charge on the way succeeded. A day that
/// has not come is looked at as it will be at its end, with today's catalog and customers. `on_invoice` gets each
/// invoice, customer by customer, in the order of their days. Fails with store_busy, store_unreachable, store_failed.
Result<DryRun> foresee_bill_run(Services& services, const VendorName& vendor, Date until, int batch,
                                const OnForeseen& on_invoice);
/// The same for one customer. Fails with customer_not_found too.
Result<DryRun> foresee_customer(Services& services, const VendorName& vendor, const CustomerId& customer, Date until,
                                const OnForeseen& on_invoice);

}  // namespace settle
