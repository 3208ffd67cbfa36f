#include "engine/due_rounds.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "app/renewal/decide_due.h"
#include "domain/renewal/renewal.h"

namespace settle {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstPause{20};
constexpr milliseconds kLongestPause{2'000};
// So many slices that fail one after the other are no matter of single subscriptions.
constexpr int kFailedSlicesMax = 20;
// A subscription that somebody else keeps changing is theirs for now.
constexpr int kStaleRoundsMax = 5;

// What is no fault of what is written. A slice whose commit got no answer may be written: the next pass sees.
bool may_pass(ErrorCode code) {
    return code == ErrorCode::kStoreBusy || code == ErrorCode::kStoreUnreachable ||
           code == ErrorCode::kStoreOutcomeUnknown;
}

// Waits between two tries of a store that is busy: twice as long each time, and as long as patience lasts.
class Backoff {
public:
    Backoff(milliseconds patience, const std::stop_token& stop) : left_(patience), stop_(stop) {}
    void succeeded() { pause_ = kFirstPause; }
    /// False when there is no patience left, or we are asked to stop.
    bool wait() {
        if (left_ <= milliseconds::zero() || stop_.stop_requested()) return false;
        std::unique_lock lock(mutex_);
        wakes_.wait_for(lock, stop_, pause_, [] { return false; });
        left_ -= pause_;
        pause_ = std::min(2 * pause_, kLongestPause);
        return true;
    }

private:
    milliseconds left_;
    milliseconds pause_ = kFirstPause;
    const std::stop_token& stop_;
    std::mutex mutex_;
    std::condition_variable_any wakes_;
};

// One pass, worked on by several threads.
class Pass {
public:
    Pass(const Context& context, const CatalogTimeline& timeline, const DueWork& work, const RoundOptions& options,
         const std::stop_token& stop, const OnSlice& on_slice, Instant now, Date run_day, int slice)
        : context_(context),
          timeline_(timeline),
          options_(options),
          stop_(stop),
          on_slice_(on_slice),
          now_(now),
          slice_(slice),
          vendor_(work.vendor),
          round_(context.with.store.begin_due_round(work.vendor, work.until, run_day, work.run)) {}

    void run() {
        const int threads = slice_ == 1 ? 1 : options_.threads;
        std::vector<std::jthread> others;
        for (int i = 1; i < threads; ++i) others.emplace_back([this] { work(); });
        work();
    }

    SliceReport done;  ///< The sum of all slices that are committed.
    int failed_slices = 0;  ///< Of these the next pass finds the subscriptions again.
    bool is_poisoned = false;  ///< One of a slice spoils it for the others: the next pass takes them one by one.
    std::optional<RoundsEnd> ended;
    std::optional<Error> last_failure;
    std::vector<std::string> failures;

private:
    void work() {
        Backoff backoff(options_.patience, stop_);
        int failed_in_a_row = 0;
        while (!is_over()) {
            const auto slice = take_slice();
            if (!slice) {
                const bool goes_on =
                    may_pass(slice.error().code) ? backoff.wait() : ++failed_in_a_row < kFailedSlicesMax;
                note_failed(slice.error(), goes_on);
                if (goes_on) continue;
                return end(stop_.stop_requested() ? RoundsEnd::kStopped : RoundsEnd::kLeft);
            }
            backoff.succeeded();
            failed_in_a_row = 0;
            if (slice->read == 0) return;
            note_done(*slice);
        }
    }

    Result<SliceReport> take_slice() {
        std::optional<Parked> last;
        const auto decide = [&](const DueCase& due) {
            if (slice_ == 1)
                last = Parked{due.customer.id,
                              std::string(name_of(ErrorCode::kInternal)),
                              {},
                              now_,
                              next_due_on(due.subscription).value_or(Date())};
            return decide_due(context_, timeline_, due, now_);
        };
        // Broken contracts end here, at a door: they concern some subscription of this slice alone.
        try {
            return round_->take(slice_, decide);
        } catch (const ContractViolation& broken) {
            if (!last) return fail(ErrorCode::kInternal, {}, broken.what());
            last->detail = broken.what();
            return round_->park(*last);
        }
    }

    bool is_over() {
        const std::lock_guard lock(mutex_);
        if (!ended && stop_.stop_requested()) ended = RoundsEnd::kStopped;
        return ended.has_value();
    }

    void end(RoundsEnd how) {
        const std::lock_guard lock(mutex_);
        if (!ended) ended = how;
    }

    void note_done(const SliceReport& slice) {
        const std::lock_guard lock(mutex_);
        done.read += slice.read;
        done.written += slice.written;
        done.invoices += slice.invoices;
        done.parked += slice.parked;
        done.stale += slice.stale;
        done.not_due += slice.not_due;
        // Another process may have closed it after its last slice.
        if (slice.run != BillRunState::kRunning && !ended)
            ended = slice.run == BillRunState::kPaused ? RoundsEnd::kPaused : RoundsEnd::kNothingLeft;
        on_slice_(slice);
    }

    void note_failed(const Error& error, bool goes_on) {
        const std::lock_guard lock(mutex_);
        ++failed_slices;
        last_failure = error;
        if (!may_pass(error.code)) is_poisoned = true;
        if (goes_on && (slice_ != 1 || may_pass(error.code))) return;  // The next pass takes it up again.
        failures.push_back(error.detail.empty() ? text_of(error, "en")
                                                : fmt::format("{} ({})", text_of(error, "en"), error.detail));
    }

    const Context& context_;
    const CatalogTimeline& timeline_;
    const RoundOptions& options_;
    const std::stop_token& stop_;
    const OnSlice& on_slice_;
    const Instant now_;
    const int slice_;
    const VendorName vendor_;
    std::unique_ptr<DueRound> round_;
    std::mutex mutex_;
};

// No cycle is shorter than this: within fewer days nobody is billed for two periods.
constexpr int kShortestCycleDays = 28;

// The last day of the next pass: what lags behind takes its periods in passes of their own.
Date end_of_pass(const Context& context, const DueWork& work) {
    const auto first =
        look_up(context.with.store, [&](Transaction& tx) { return tx.due_subscriptions(work.vendor, work.until, 1); });
    // A store that does not answer is met by the pass itself.
    if (!first || first->empty()) return work.until;
    const auto due_on = next_due_on(first->front());
    return due_on ? std::min(work.until, due_on->plus_days(kShortestCycleDays - 1)) : work.until;
}

}  // namespace

RoundsReport take_all_due(const Context& context, const DueWork& work, const RoundOptions& options,
                          const std::stop_token& stop, const OnSlice& on_slice, const OnRound& on_round) {
    RoundsReport report;
    const auto left = [&](const Error& error) {
        report.end = RoundsEnd::kLeft;
        report.failures.push_back(text_of(error, "en"));
        return report;
    };
    const auto timeline = context.timeline();
    if (!timeline) return left(timeline.error());
    int slice = options.batch;
    bool takes_all = false;
    Backoff between_passes(options.patience, stop);
    for (int stale_rounds = 0; stale_rounds <= kStaleRoundsMax;) {
        DueWork part = work;
        if (!takes_all) part.until = end_of_pass(context, work);
        const Instant now = context.with.clock.now();
        const auto run_day = context.with.zones.day_in((*timeline)->house()->time_zone, now);
        if (!run_day) return left(run_day.error());
        Pass pass(context, **timeline, part, options, stop, on_slice, now, *run_day, slice);
        pass.run();
        report.steps += pass.done.written;
        report.invoices += pass.done.invoices;
        report.parked += pass.done.parked;
        report.not_due = pass.done.not_due;
        std::ranges::move(pass.failures, std::back_inserter(report.failures));
        if (pass.ended) {
            report.end = *pass.ended;
            return report;
        }
        on_round();
        const bool was_one_by_one = slice == 1;
        slice = pass.is_poisoned ? 1 : options.batch;
        const bool moved = pass.done.written > 0 || pass.done.parked > 0;
        // Who is due first may be somebody else's just now: that says nothing of those due later.
        takes_all = !moved && part.until < work.until;
        if (takes_all) continue;
        if (moved) {
            stale_rounds = 0;
            between_passes.succeeded();
        } else if (pass.done.stale > 0) {
            ++stale_rounds;
        } else if (pass.failed_slices == 0 || (was_one_by_one && pass.is_poisoned)) {
            return report;  // Nothing is left, or nothing but what fails even alone.
        } else if (!pass.is_poisoned && !between_passes.wait()) {
            report.end = stop.stop_requested() ? RoundsEnd::kStopped : RoundsEnd::kLeft;
            if (pass.last_failure) report.failures.push_back(text_of(*pass.last_failure, "en"));
            return report;
        }
    }
    // Somebody keeps changing what is left: theirs for now, and due all the same.
    return left(Error(ErrorCode::kVersionStale));
}

}  // namespace settle
