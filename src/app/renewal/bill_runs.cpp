#include "app/renewal/bill_runs.h"

#include "app/desk/audit.h"
#include "app/renewal/run_due.h"
#include "domain/catalog/staff_role.h"

namespace settle {
namespace {

constexpr std::string_view kRunPrefix = "run_";
// Only the newest can be unfinished: the store takes no other before.
constexpr int kNewest = 1;

bool is_over(BillRunState state) { return state == BillRunState::kDone || state == BillRunState::kFailed; }

Result<BillRun> change_state(const Context& context, const std::string& id, BillRunState state) {
    TRY_VOID(only_staff(context, StaffRight::kRunBilling));
    return write_bill_run(context.with.store, [&](Transaction& tx) -> Result<BillRun> {
        const BillRun was = TRY(tx.load_bill_run(context.vendor(), id));
        BillRun run = was;
        if (is_over(run.state))
            return fail(Error(ErrorCode::kBillRunOver).with("state", std::string(name_of(run.state))));
        if (run.state == state) return run;
        run.state = state;
        TRY_VOID(tx.save_bill_run(context.vendor(), was, run));
        const std::string_view verb = state == BillRunState::kPaused ? "bill_run.paused" : "bill_run.resumed";
        TRY_VOID(log_act(context, tx, std::string(verb), {}, id, context.with.clock.now()));
        return run;
    });
}

// Of a run that was killed on one day and is asked for on the next, nothing is left behind.
Result<BillRun> take_further(Transaction& tx, const VendorName& vendor, const BillRun& was, Date until) {
    if (was.state == BillRunState::kPaused) return fail(Error(ErrorCode::kBillRunPaused).with("run", was.id));
    if (was.until >= until) return was;
    BillRun run = was;
    run.until = until;
    run.due = run.steps + run.parked + TRY(tx.count_due(vendor, until));
    TRY_VOID(tx.save_bill_run(vendor, was, run));
    return run;
}

}  // namespace

Result<BillRun> write_bill_run(Store& store, const std::function<Result<BillRun>(Transaction&)>& decide) {
    // Others write about it a few times a day.
    constexpr int kTriesMax = 5;
    for (int tries = 1;; ++tries) {
        auto written = transact(store, decide);
        const bool was_beaten = !written && (written.error().code == ErrorCode::kVersionStale ||
                                             written.error().code == ErrorCode::kAlreadyExists);
        if (!was_beaten || tries == kTriesMax) return written;
    }
}

Result<std::optional<BillRun>> unfinished_bill_run(Transaction& tx, const VendorName& vendor) {
    for (BillRun& run : TRY(tx.list_bill_runs(vendor, Page{.after = {}, .limit = kNewest})))
        if (!is_over(run.state)) return std::optional(std::move(run));
    return std::optional<BillRun>();
}

Result<BillRun> start_bill_run(const Context& context, std::optional<Date> until) {
    TRY_VOID(only_staff(context, StaffRight::kRunBilling));
    const VendorName& vendor = context.vendor();
    const Instant now = context.with.clock.now();
    const auto catalog = TRY(context.catalog());
    const Date today = TRY(context.with.zones.day_in(catalog->time_zone, now));
    if (until && *until > today)
        return fail(Error(ErrorCode::kBillRunAhead, "until").with("date", until->str()).with("today", today.str()));
    return write_bill_run(context.with.store, [&](Transaction& tx) -> Result<BillRun> {
        if (const auto known = TRY(made_before(tx, context))) return tx.load_bill_run(vendor, *known);
        if (const auto unfinished = TRY(unfinished_bill_run(tx, vendor))) {
            BillRun run = TRY(take_further(tx, vendor, *unfinished, until.value_or(today)));
            TRY_VOID(remember_made(tx, context, run.id, now));
            TRY_VOID(log_act(context, tx, "bill_run.extended", {}, run.id, now));
            return run;
        }
        BillRun run{.id = context.with.ids.next(kRunPrefix),
                    .until = until.value_or(today),
                    .started_by = context.caller.actor,
                    .started_at = now};
        run.due = TRY(tx.count_due(vendor, run.until));
        TRY_VOID(tx.add_bill_run(vendor, run));
        TRY_VOID(log_act(context, tx, "bill_run.started", {}, run.id, now));
        TRY_VOID(remember_made(tx, context, run.id, now));
        return run;
    });
}

Result<BillRun> read_bill_run(const Context& context, const std::string& id) {
    TRY_VOID(only_staff(context, StaffRight::kRunBilling));
    return look_up(context.with.store, [&](Transaction& tx) { return tx.load_bill_run(context.vendor(), id); });
}

Result<std::vector<BillRun>> list_bill_runs(const Context& context, const Page& page) {
    TRY_VOID(only_staff(context, StaffRight::kRunBilling));
    return look_up(context.with.store, [&](Transaction& tx) { return tx.list_bill_runs(context.vendor(), page); });
}

Result<BillRun> pause_bill_run(const Context& context, const std::string& id) {
    return change_state(context, id, BillRunState::kPaused);
}

Result<BillRun> resume_bill_run(const Context& context, const std::string& id) {
    return change_state(context, id, BillRunState::kRunning);
}

Result<std::vector<Parked>> list_parked(const Context& context, const Page& page) {
    TRY_VOID(only_staff(context, StaffRight::kRunBilling));
    return look_up(context.with.store, [&](Transaction& tx) { return tx.list_parked(context.vendor(), page); });
}

Result<int> retry_parked(const Context& context, const CustomerId& customer) {
    TRY_VOID(only_staff(context, StaffRight::kRunBilling));
    const bool was_parked = TRY(transact(context.with.store, [&](Transaction& tx) -> Result<bool> {
        TRY(tx.load_subscription(context.vendor(), customer));
        const auto taken_up = tx.unpark(context.vendor(), customer);
        if (!taken_up && taken_up.error().code != ErrorCode::kNotFound) return fail(taken_up.error());
        if (taken_up) TRY_VOID(log_act(context, tx, "renewal.retried", customer, {}, context.with.clock.now()));
        return taken_up.has_value();
    }));
    return was_parked ? run_due(context, customer) : Result<int>(0);
}

}  // namespace settle
