#include "engine/bill_run.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "app/renewal/bill_runs.h"

namespace settle {
namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr auto kProgressPause = std::chrono::seconds(1);
constexpr auto kChargePause = std::chrono::milliseconds(200);

double seconds_since(SteadyClock::time_point start) {
    return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

// Sends what the slices decided, on a thread of its own, while they go on.
class Charger {
public:
    Charger(const Context& context, int threads, std::stop_token stop)
        : context_(context), threads_(threads), stop_(std::move(stop)) {}

    void begin() {
        worker_ = std::jthread([this](const std::stop_token& over) {
            while (!over.stop_requested() && !report_.provider_is_away) {
                send(place_, over);
                std::unique_lock lock(mutex_);
                wakes_.wait_for(lock, over, kChargePause, [] { return false; });
            }
        });
    }

    /// Sends what is left, from the first on: of two slices the earlier may have been committed last.
    void finish() {
        halt();
        AttemptPlace from_the_first;
        if (!report_.provider_is_away) send(from_the_first, stop_);
    }

    /// Sends all that was decided until now, then goes on beside the next pass.
    void catch_up() {
        finish();
        begin();
    }

    /// Stops after the charges that are under way.
    void halt() {
        if (!worker_.joinable()) return;
        worker_.request_stop();
        worker_.join();
    }

    ChargesReport report() { return std::move(report_); }

private:
    void send(AttemptPlace& place, const std::stop_token& stop) {
        auto sent = send_charges(context_, place, threads_, stop);
        if (sent) report_ += *std::move(sent);
        // The store is busy, or away: the next pass, or the recovery, finds the same charges.
        else report_.add_failure(text_of(sent.error(), "en"));
    }

    const Context& context_;
    const int threads_;
    const std::stop_token stop_;
    AttemptPlace place_;
    ChargesReport report_;
    std::mutex mutex_;
    std::condition_variable_any wakes_;
    std::jthread worker_;  // Last: it uses all the others.
};

// Counts what this process does, and tells how far the run is.
class Speedometer {
public:
    Speedometer(const Context& context, BillRun run, const OnProgress& on_progress)
        : context_(context), run_(std::move(run)), on_progress_(on_progress) {
        look_ahead();
    }

    /// Between two passes: a subscription that lags behind is due again.
    void look_ahead() {
        const auto due =
            look_up(context_.with.store, [&](Transaction& tx) { return tx.count_due(context_.vendor(), run_.until); });
        if (due) left_ = *due;
    }

    void count(const SliceReport& slice) {
        steps_ += slice.written;
        run_.steps += slice.written;
        run_.invoices += slice.invoices;
        run_.parked += slice.parked;
        left_ -= slice.written + slice.parked;
        if (SteadyClock::now() - told_ < kProgressPause) return;
        told_ = SteadyClock::now();
        on_progress_(progress());
    }

    RunProgress progress() const {
        const double spent = seconds_since(start_);
        const double rate = spent > 0 ? static_cast<double>(steps_) / spent : 0;
        const auto done = static_cast<double>(run_.steps + run_.parked);
        const auto left = static_cast<double>(std::max<std::int64_t>(left_, 0));
        RunProgress now{run_, rate, done + left > 0 ? done / (done + left) : 1, std::nullopt};
        if (rate > 0) now.seconds_left = static_cast<std::int64_t>(left / rate);
        return now;
    }

private:
    const Context& context_;
    BillRun run_;
    const OnProgress& on_progress_;
    const SteadyClock::time_point start_ = SteadyClock::now();
    SteadyClock::time_point told_;  // Never yet: the first slice is told at once.
    std::int64_t steps_ = 0;
    std::int64_t left_ = 0;
};

// Nothing is left until that day: the run is over, unless somebody said so first, or wants it to go on further.
Result<BillRun> close_run(const Context& context, const std::string& id, Date until, const RoundsReport& rounds) {
    return write_bill_run(context.with.store, [&](Transaction& tx) -> Result<BillRun> {
        const BillRun was = TRY(tx.load_bill_run(context.vendor(), id));
        BillRun run = was;
        if (run.state != BillRunState::kRunning || rounds.end != RoundsEnd::kNothingLeft || run.until > until)
            return run;
        run.state = rounds.failures.empty() ? BillRunState::kDone : BillRunState::kFailed;
        if (!rounds.failures.empty()) run.failure = rounds.failures.back();
        run.ended_at = context.with.clock.now();
        TRY_VOID(tx.save_bill_run(context.vendor(), was, run));
        return run;
    });
}

}  // namespace

RoundsReport take_due_and_charge(const Context& context, const DueWork& work, const RoundOptions& options,
                                 const std::stop_token& stop, const OnSlice& on_slice, ChargesReport& charges) {
    // As in a run: what was not paid is known before the next step of the same subscription is decided.
    const auto send = [&] {
        AttemptPlace from_the_first;
        if (charges.provider_is_away) return;
        auto sent = send_charges(context, from_the_first, options.charge_threads, stop);
        if (sent) charges += *std::move(sent);
        else charges.add_failure(text_of(sent.error(), "en"));
    };
    return take_all_due(context, work, options, stop, on_slice, send);
}

Result<BillRunReport> work_on_bill_run(Services& services, const VendorName& vendor, const std::string& id,
                                       const RoundOptions& options, const std::stop_token& stop,
                                       const OnProgress& on_progress) {
    const Context context = engine_context(services, vendor);
    BillRunReport report;
    report.run = TRY(look_up(services.store, [&](Transaction& tx) { return tx.load_bill_run(vendor, id); }));
    if (report.run.state != BillRunState::kRunning) {
        report.end = report.run.state == BillRunState::kPaused ? RoundsEnd::kPaused : RoundsEnd::kNothingLeft;
        return report;
    }
    Speedometer speed(context, report.run, on_progress);
    Charger charger(context, options.charge_threads, stop);
    charger.begin();
    report.rounds = take_all_due(
        context, {vendor, report.run.until, id}, options, stop, [&](const SliceReport& slice) { speed.count(slice); },
        // What was not paid is known before the next step of the same subscription is decided.
        [&] {
            charger.catch_up();
            speed.look_ahead();
        });
    report.end = report.rounds.end;
    // Paused or left: what was decided is sent by whoever goes on, or by the recovery.
    if (report.end == RoundsEnd::kNothingLeft) charger.finish();
    else charger.halt();
    report.charges = charger.report();
    auto closed = close_run(context, id, report.run.until, report.rounds);
    if (closed) {
        report.run = *std::move(closed);
        if (report.end == RoundsEnd::kNothingLeft && report.run.state == BillRunState::kRunning)
            report.end = RoundsEnd::kTakenFurther;
    } else {
        report.end = RoundsEnd::kLeft;
        report.rounds.failures.push_back(text_of(closed.error(), "en"));
    }
    RunProgress last = speed.progress();
    last.run = report.run;
    on_progress(last);
    return report;
}

}  // namespace settle
