#include "engine/what_if.h"

#include <mutex>
#include <thread>

#include "base/ensure.h"

namespace settle {
namespace {

class Walk {
public:
    Walk(const Context& engine, const WhatIfTrial& trial, int batch, const std::stop_token& stop,
         const OnAffected& on_affected, const OnWhatIfProgress& on_progress, std::int64_t due)
        : report{.first_day = trial.first_day(), .until = trial.until(), .months = {}},
          engine_(engine),
          trial_(trial),
          batch_(batch),
          stop_(stop),
          on_affected_(on_affected),
          on_progress_(on_progress),
          due_(due),
          round_(engine.with.store.begin_due_round(engine.vendor(), trial.until(), trial.first_day(), {})) {}

    /// Never throws: it is all that some of the threads do.
    void work() {
        try {
            while (go_on())
                if (!take_slice()) return;
        } catch (const std::exception& broken) {
            const std::lock_guard lock(mutex_);
            failure = Error(ErrorCode::kInternal, {}, broken.what());
        }
    }

    WhatIfReport report;
    std::optional<Error> failure;

private:
    /// Compared is after the slice was let go: a customer who changes something meanwhile waits for the reading alone.
    bool take_slice() {
        std::vector<DueCase> cases;
        const auto slice = round_->take(batch_, [&](const DueCase& found) -> DueDecision {
            cases.push_back(found);
            return NotDueYet{};
        });
        std::vector<WhatIfTrial::Compared> compared;
        if (slice) {
            // A slice that met another's lock is read again: what counts is what it was answered with.
            cases.erase(cases.begin(), cases.end() - slice->not_due);
            for (const DueCase& found : cases) compared.push_back(compare(found));
        }
        const std::lock_guard lock(mutex_);
        if (!slice) failure = slice.error();
        if (!slice || slice->read == 0) return false;
        for (const WhatIfTrial::Compared& one : compared) {
            add_to(report, one);
            if (one.is_affected()) on_affected_(one.customer);
        }
        on_progress_(report.customers, due_);
        return true;
    }

    WhatIfTrial::Compared compare(const DueCase& found) const {
        try {
            return trial_.compare(engine_, found);
        } catch (const ContractViolation&) {
            return WhatIfTrial::not_foreseen(found);
        }
    }

    bool go_on() {
        const std::lock_guard lock(mutex_);
        if (stop_.stop_requested()) report.is_whole = false;
        return report.is_whole && !failure;
    }

    const Context& engine_;
    const WhatIfTrial& trial_;
    const int batch_;
    const std::stop_token& stop_;
    const OnAffected& on_affected_;
    const OnWhatIfProgress& on_progress_;
    const std::int64_t due_;
    const std::unique_ptr<DueRound> round_;
    std::mutex mutex_;
};

}  // namespace

Result<WhatIfReport> run_what_if(const Context& context, const WhatIf& what, const WhatIfOptions& options,
                                 const std::stop_token& stop, const OnAffected& on_affected,
                                 const OnWhatIfProgress& on_progress) {
    const WhatIfTrial trial = TRY(WhatIfTrial::open(context, what));
    // Renewals are decided by the engine, whoever asks what they would be.
    const Context engine = engine_context(context.with, context.vendor());
    const std::int64_t due = TRY(
        look_up(context.with.store, [&](Transaction& tx) { return tx.count_due(context.vendor(), trial.until()); }));
    Walk walk(engine, trial, options.batch, stop, on_affected, on_progress, due);
    {
        std::vector<std::jthread> others;
        for (int i = 1; i < options.threads; ++i) others.emplace_back([&walk] { walk.work(); });
        walk.work();
    }
    if (walk.failure) return fail(*walk.failure);
    return std::move(walk.report);
}

}  // namespace settle
