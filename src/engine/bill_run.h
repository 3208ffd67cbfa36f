// A bill run: everything due until a day, by as many threads as there are cores, with its charges sent beside it.
#pragma once

#include "engine/due_rounds.h"
#include "engine/send_charges.h"

namespace settle {

/// How far a run is. Other processes may work on it too: `run` is what all of them did.
struct RunProgress {
    BillRun run;
    double steps_per_second = 0;          ///< Of this process.
    double share_done = 0;                ///< 0 to 1, of what is known to be due by now.
    std::optional<std::int64_t> seconds_left;
};
using OnProgress = std::function<void(const RunProgress&)>;

struct BillRunReport {
    BillRun run;      ///< As it was left.
    RoundsEnd end = RoundsEnd::kNothingLeft;
    RoundsReport rounds;      ///< What this process did.
    ChargesReport charges;
};

/// Works on `run` until nothing is left, somebody pauses it, `stop` asks for it, or the store does not let us go on;
/// then it stays running, for whoever takes it up next. What is due is written first, what was decided to be charged
/// is sent meanwhile and after. A run that was worked on before goes on where it was: what is written is not due any
/// more. When the run was asked to go further meanwhile, it stays running too: whoever asked works on it.
/// `on_progress` is called with the first slice, then once a second at most, and at the end. Fails with not_found.
Result<BillRunReport> work_on_bill_run(Services& services, const VendorName& vendor, const std::string& run,
                                       const RoundOptions& options, const std::stop_token& stop,
                                       const OnProgress& on_progress);

/// The same without a run: what is due until `until` by now, for a server's own rounds.
RoundsReport take_due_and_charge(const Context& context, const DueWork& work, const RoundOptions& options,
                                 const std::stop_token& stop, const OnSlice& on_slice, ChargesReport& charges);

}  // namespace settle
