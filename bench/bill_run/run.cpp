#include "run.h"

#include "app/renewal/bill_runs.h"

namespace settle::bench {

RoundsReport bill_everybody(Shop& shop, const RoundOptions& options, Charges charges) {
    const Context context = shop.context();
    const BillRun run = must(start_bill_run(context, kRunDay), "beginning a run");
    RoundsReport report;
    if (charges == Charges::kSent)
        report = must(work_on_bill_run(*shop.services, shop.vendor, run.id, options, {}, [](const RunProgress&) {}),
                      "a bill run")
                     .rounds;
    else report = take_all_due(context, {shop.vendor, kRunDay, run.id}, options, {}, [](const SliceReport&) {}, [] {});
    for (const std::string& failure : report.failures) fmt::print(stderr, "bench: {}\n", failure);
    if (report.end == RoundsEnd::kNothingLeft) return report;
    fmt::print(stderr, "bench: the run left something undone\n");
    std::exit(2);
}

}  // namespace settle::bench
