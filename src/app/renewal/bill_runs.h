// What staff do with runs over what is due: begin one, look at it, pause it, go on; and with what runs left behind.
// The work itself is the engine's: whichever process finds a run in state running works on it.
#pragma once

#include <functional>

#include "app/context.h"

namespace settle {

/// Begins a run over everything due on or before `until`, today when left out. One that is running is answered
/// instead, and taken further when it would have ended on an earlier day. Fails with staff_required, bill_run_ahead
/// (the day has not come), bill_run_paused.
Result<BillRun> start_bill_run(const Context& context, std::optional<Date> until);

/// Fails with staff_required, not_found.
Result<BillRun> read_bill_run(const Context& context, const std::string& id);
/// Newest first. Fails with staff_required.
Result<std::vector<BillRun>> list_bill_runs(const Context& context, const Page& page);

/// Whoever works on it stops after the slice under way, and nothing of the vendor falls due by itself until somebody
/// resumes. Pausing a paused one, or resuming a running one, does nothing. Both fail with staff_required, not_found,
/// bill_run_over.
Result<BillRun> pause_bill_run(const Context& context, const std::string& id);
Result<BillRun> resume_bill_run(const Context& context, const std::string& id);

/// What runs could not do, by customer. Fails with staff_required.
Result<std::vector<Parked>> list_parked(const Context& context, const Page& page);
/// Takes the steps of a parked subscription that are due; answers how many: none when it is not parked. Fails with
/// staff_required, customer_not_found, subscription_parked (it is parked again, with the reason).
Result<int> retry_parked(const Context& context, const CustomerId& customer);

/// What `decide` writes about a run, decided again when another process wrote about it meanwhile.
Result<BillRun> write_bill_run(Store& store, const std::function<Result<BillRun>(Transaction&)>& decide);

/// The vendor's run that is not over, the newest first: at most one is.
Result<std::optional<BillRun>> unfinished_bill_run(Transaction& tx, const VendorName& vendor);

}  // namespace settle
