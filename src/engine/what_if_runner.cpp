#include "engine/what_if_runner.h"

#include <system_error>
#include <thread>

namespace settle {

/// One run and the thread it goes on in.
class WhatIfRunner::Slot {
public:
    explicit Slot(WhatIfRun run) : run_(std::move(run)) {}

    void begin(const Context& context, WhatIf what, const WhatIfOptions& options) {
        const auto at_work = [this, context, what = std::move(what), options] { work(context, what, options); };
        try {
            thread_ = std::jthread(at_work);
        } catch (const std::system_error& broken) {
            fail_with(Error(ErrorCode::kInternal, {}, broken.what()), context.with.clock.now());
        }
    }

    WhatIfRun run() const {
        const std::lock_guard lock(mutex_);
        return run_;
    }

    void cancel(const WhatIfId& id, Instant now) {
        const std::lock_guard lock(mutex_);
        if (run_.id == id) end(WhatIfState::kCancelled, now);
    }

    void stop() { stop_.request_stop(); }

private:
    void work(const Context& context, const WhatIf& what, const WhatIfOptions& options) {
        // What is thrown out of a thread ends the server.
        try {
            const auto outcome = std::make_shared<WhatIfOutcome>();
            outcome->draft = std::make_shared<const Catalog>(what.draft);
            auto report = run_what_if(
                context, what, options, stop_.get_token(),
                [&](const AffectedCustomer& customer) { outcome->affected.add(customer); },
                [this](std::int64_t done, std::int64_t of) { note_progress(done, of); });
            const Instant now = context.with.clock.now();
            if (!report) return fail_with(report.error(), now);
            outcome->report = *std::move(report);
            outcome->affected.put_in_order();
            const std::lock_guard lock(mutex_);
            if (!outcome->report.is_whole) return end(WhatIfState::kCancelled, now);
            if (run_.state == WhatIfState::kRunning) run_.outcome = outcome;
            end(WhatIfState::kDone, now);
        } catch (const std::exception& broken) {
            fail_with(Error(ErrorCode::kInternal, {}, broken.what()), context.with.clock.now());
        }
    }

    void note_progress(std::int64_t done, std::int64_t of) {
        const std::lock_guard lock(mutex_);
        run_.done = done;
        // Somebody may have fallen due since it was counted.
        run_.of = std::max(done, of);
    }

    void fail_with(const Error& error, Instant now) {
        const std::lock_guard lock(mutex_);
        if (run_.state == WhatIfState::kRunning) run_.failure = error;
        end(WhatIfState::kFailed, now);
    }

    /// The first end holds.
    void end(WhatIfState state, Instant now) {
        stop_.request_stop();
        if (run_.state != WhatIfState::kRunning) return;
        run_.state = state;
        run_.ended_at = now;
    }

    mutable std::mutex mutex_;
    WhatIfRun run_;
    std::stop_source stop_;
    std::jthread thread_;  // Last: it uses all the others.
};

WhatIfRunner::WhatIfRunner(WhatIfOptions options) : options_(options) {}

WhatIfRunner::~WhatIfRunner() {
    for (const auto& [vendor, slot] : slots_) slot->stop();
}

Result<void> WhatIfRunner::start(const Context& context, WhatIfRun run, WhatIf what) {
    const std::lock_guard starting(starting_);
    auto next = std::make_unique<Slot>(std::move(run));
    Slot& begun = *next;
    std::unique_ptr<Slot> before;
    {
        const std::lock_guard lock(mutex_);
        std::unique_ptr<Slot>& kept = slots_[context.vendor()];
        if (kept && kept->run().state == WhatIfState::kRunning) return fail(ErrorCode::kWhatIfRunning);
        before = std::exchange(kept, std::move(next));
    }
    // One that was cancelled may still be at its last slice: it is waited for.
    before.reset();
    begun.begin(context, std::move(what), options_);
    return {};
}

std::optional<WhatIfRun> WhatIfRunner::last(const VendorName& vendor) const {
    const std::lock_guard lock(mutex_);
    const auto found = slots_.find(vendor);
    return found == slots_.end() ? std::nullopt : std::optional(found->second->run());
}

void WhatIfRunner::cancel(const Context& context, const WhatIfId& id) {
    const std::lock_guard lock(mutex_);
    if (const auto found = slots_.find(context.vendor()); found != slots_.end())
        found->second->cancel(id, context.with.clock.now());
}

}  // namespace settle
