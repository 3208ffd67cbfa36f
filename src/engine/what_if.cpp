#include "engine/what_if.h"

#include <mutex>
#include <thread>

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

    void work() {
        while (go_on()) {
            std::vector<WhatIfTrial::Compared> compared;
            const auto slice = round_->take(batch_, [&](const DueCase& found) -> DueDecision {
                compared.push_back(trial_.compare(engine_, found));
                return NotDueYet{};
            });
            const std::lock_guard lock(mutex_);
            if (!slice) failure = slice.error();
            if (!slice || slice->read == 0) return;
            // A slice that met another's lock is read again: what counts is what it was answered with.
            compared.erase(compared.begin(), compared.end() - slice->not_due);
            for (const WhatIfTrial::Compared& one : compared) {
                add_to(report, one);
                if (one.is_affected()) on_affected_(one.customer);
            }
            on_progress_(report.customers, due_);
        }
    }

    WhatIfReport report;
    std::optional<Error> failure;

private:
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
