// What settle bill prints, in words or as JSON.
#pragma once

#include "engine/bill_run.h"
#include "engine/dry_run.h"

namespace settle {

/// Says how far a run is: one line that changes on a terminal, a line now and then elsewhere.
class ProgressPrinter {
public:
    /// On `stderr`, so that what is printed is the result alone.
    ProgressPrinter();
    void show(const RunProgress& progress);
    /// What comes next begins on a line of its own.
    void finish();

private:
    bool is_terminal_;
    bool is_on_line_ = false;
    std::int64_t told_at_ = 0;  ///< Seconds of the steady clock.
};

/// One JSON document, or words.
enum class Output : std::uint8_t { kWords, kJson };

void print_run(const VendorName& vendor, const BillRunReport& report, Output output);
void print_runs(const VendorName& vendor, const std::vector<BillRun>& runs, Output output);
void print_parked(const VendorName& vendor, const std::vector<Parked>& parked, Output output);
void print_foreseen(const VendorName& vendor, const Invoice& invoice, Output output);
void print_dry_run(const VendorName& vendor, const DryRun& foreseen, Output output);

}  // namespace settle
