// What waits, what failed, and another try of it: what operators look at.
#pragma once

#include <map>

#include "app/context.h"
#include "ports/desk.h"

namespace settle {

/// All fail with staff_required.
Result<DeskFigures> read_figures(const Context& context);
/// Those tried most often first.
Result<std::vector<FailingDelivery>> list_failing_deliveries(const Context& context, int limit);
/// The next round delivers it. Fails with not_found when nothing of the customer waits for another try.
Result<void> retry_delivery(const Context& context, const CustomerId& customer);

/// Mails about a customer, newest first. Fails with customer_not_found.
Result<std::vector<Mail>> list_mails(const Context& context, const CustomerId& customer, const Page& page);
/// What no mail server took, newest first.
Result<std::vector<Mail>> list_refused_mails(const Context& context, const Page& page);
/// Sends a refused mail once more, unless what it said is forgotten. Fails with not_found.
Result<Mail> retry_mail(const Context& context, const MailId& id);

/// All tries to be paid by a customer, newest first. Fails with customer_not_found.
Result<std::vector<PaymentAttempt>> list_payments(const Context& context, const CustomerId& customer, const Page& page);

/// What a run until a day would do, looked at without writing anything.
struct RunAhead {
    Date until;
    std::int64_t due = 0;        ///< Subscriptions a run would look at.
    std::int64_t looked_at = 0;  ///< Of these, the longest overdue were asked for their next step.
    std::int64_t invoices = 0;   ///< That these steps issue.
    std::map<std::string, Money> totals;  ///< Of these, by currency.
    std::vector<Parked> parked;  ///< What could not be done.
};
/// Until today when left out. Looks at the next step of at most 500: `settle bill --dry-run` follows all of them
/// through all their steps. Fails with bill_run_ahead.
Result<RunAhead> foresee_run(const Context& context, std::optional<Date> until);

}  // namespace settle
