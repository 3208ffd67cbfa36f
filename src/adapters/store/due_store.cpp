#include "adapters/store/rows.h"
#include "adapters/store/sql_transaction.h"
#include "domain/renewal/renewal.h"

namespace settle::store {
namespace {

BillRun read_bill_run(Row& row) {
    return BillRun{
        .id = row.text("id"),
        .until = row.day("until_day"),
        .state = row.name("state", BillRunState::kFailed),
        .started_by = read_actor(row),
        .started_at = row.instant("started_at"),
        .ended_at = row.maybe_instant("ended_at"),
        .due = row.integer("due"),
        .steps = row.integer("steps"),
        .invoices = row.integer("invoices"),
        .parked = row.integer("parked"),
        .failure = row.text("failure"),
    };
}

Parked read_parked(Row& row) {
    return Parked{
        .customer = row.id<CustomerId>("customer"),
        .code = row.text("code"),
        .detail = row.text("detail"),
        .at = row.instant("at"),
        .due_on = row.day("due_on"),
    };
}

}  // namespace

Result<DueCase> SqlTransaction::load_due_case(const VendorName& vendor, const CustomerId& id, Date run_day) {
    DueCase found;
    found.customer = TRY(load_customer(vendor, id));
    found.subscription = TRY(load_subscription(vendor, id));
    found.assigned = TRY(assigned_quantities(vendor, id));
    for (PaymentMethod& method : TRY(list_payment_methods(vendor, id)))
        if (method.is_default) found.default_method = std::move(method);
    found.billed_today =
        TRY(db_.first(sql::subscription::find_billed, {{"vendor", vendor}, {"customer", id}, {"day", run_day}},
                      [](Row& row) { return row.small("billed_count"); }))
            .value_or(0);
    found.owed = TRY(load_owed(vendor, found.subscription));
    return found;
}

Result<std::optional<DueCase::Owed>> SqlTransaction::load_owed(const VendorName& vendor, const Subscription& of) {
    if (!of.past_due) return std::nullopt;
    DueCase::Owed owed{TRY(load_invoice(vendor, of.past_due->invoice))};
    const auto attempts = TRY(attempts_of_invoice(vendor, of.customer, owed.invoice.id));
    owed.tries = static_cast<int>(attempts.size());
    for (const PaymentAttempt& attempt : attempts) owed.is_being_paid = owed.is_being_paid || !is_final(attempt.state);
    return owed;
}

Result<std::string> SqlTransaction::write_due(const VendorName& vendor, const DueWrite& write, Date run_day) {
    const CustomerId& customer = write.after.customer;
    std::string number;
    // What is undone must add to no figure.
    Sums waiting_before = waiting();
    const auto written = db_.all_or_nothing([&]() -> Result<void> {
        TRY_VOID(save_subscription(vendor, write.after));
        TRY_VOID(add_facts(vendor, customer, write.after.version + 1, write.counting));
        if (write.invoice) {
            number = TRY(issue_invoice(vendor, *write.invoice)).number;
            TRY_VOID(db_.run(sql::subscription::note_billed,
                             {{"day", run_day}, {"vendor", vendor}, {"customer", customer}}));
        }
        for (const Posting& posting : write.postings)
            TRY_VOID(post(vendor, customer, posting.document, posting.entries));
        if (write.attempt) TRY_VOID(add_attempt(vendor, *write.attempt));
        return write_due_life(vendor, write);
    });
    if (!written) {
        put_back(std::move(waiting_before));
        return fail(written.error());
    }
    // Events wait outside the bracket: what is undone there must not leave any behind.
    for (Event event : write.events) {
        for (auto& [name, value] : event.data)
            if (name == "number" && value.empty()) value = number;
        TRY_VOID(add_event(vendor, std::move(event)));
    }
    return number;
}

Result<void> SqlTransaction::write_due_life(const VendorName& vendor, const DueWrite& write) {
    const CustomerId& customer = write.after.customer;
    if (write.pause_begins) TRY_VOID(begin_pause(vendor, customer, *write.pause_begins));
    if (write.pause_ends) TRY_VOID(end_pause(vendor, customer, *write.pause_ends));
    for (const SeatHolder& holder : write.released)
        if (const auto left = release_seat(vendor, holder, *holder.until);
            !left && left.error().code != ErrorCode::kSeatNotFound)
            return left;
    if (write.given_up) {
        const Invoice unpaid = TRY(load_invoice(vendor, *write.given_up));
        if (unpaid.status == InvoiceStatus::kOpen)
            TRY_VOID(record_payment(vendor, customer, unpaid.id, unpaid.paid, InvoiceStatus::kUncollectible));
    }
    return {};
}

Result<void> SqlTransaction::add_bill_run(const VendorName& vendor, const BillRun& run) {
    TRY_VOID(db_.run(sql::bill_run::add, {{"vendor", vendor},
                                          {"id", run.id},
                                          {"until_day", run.until},
                                          {"state", name_of(run.state)},
                                          {"actor_kind", name_of(run.started_by.kind)},
                                          {"actor_role", run.started_by.role},
                                          {"actor_id", run.started_by.id},
                                          {"started_at", run.started_at},
                                          {"ended_at", run.ended_at},
                                          {"due", run.due},
                                          {"steps", run.steps},
                                          {"invoices", run.invoices},
                                          {"parked", run.parked},
                                          {"failure", run.failure}}));
    return {};
}

Result<BillRun> SqlTransaction::load_bill_run(const VendorName& vendor, const std::string& id) {
    auto found = TRY(db_.first(sql::bill_run::load, {{"vendor", vendor}, {"id", id}}, read_bill_run));
    if (!found) return fail(ErrorCode::kNotFound, {}, id);
    return *std::move(found);
}

Result<void> SqlTransaction::save_bill_run(const VendorName& vendor, const BillRun& was, const BillRun& run) {
    const auto written = TRY(db_.run(sql::bill_run::save, {{"until_day", run.until},
                                                           {"due", run.due},
                                                           {"state", name_of(run.state)},
                                                           {"ended_at", run.ended_at},
                                                           {"failure", run.failure},
                                                           {"vendor", vendor},
                                                           {"id", run.id},
                                                           {"was_until", was.until},
                                                           {"was_state", name_of(was.state)}}));
    if (written == 0) return fail(ErrorCode::kVersionStale, {}, run.id);
    return {};
}

Result<std::vector<BillRun>> SqlTransaction::list_bill_runs(const VendorName& vendor, const Page& page) {
    return db_.all(sql::bill_run::list, {{"vendor", vendor}, {"before", page.after}, {"limit", page.limit}},
                   read_bill_run);
}

Result<std::int64_t> SqlTransaction::count_due(const VendorName& vendor, Date until) {
    const auto count = TRY(db_.first(sql::subscription::count_due, {{"vendor", vendor}, {"day", until}},
                                     [](Row& row) { return row.integer("count"); }));
    return count.value_or(0);
}

Result<std::vector<Parked>> SqlTransaction::list_parked(const VendorName& vendor, const Page& page) {
    return db_.all(sql::parked::list, {{"vendor", vendor}, {"after", page.after}, {"limit", page.limit}}, read_parked);
}

Result<void> SqlTransaction::park(const VendorName& vendor, const Parked& parked) {
    return db_.all_or_nothing([&]() -> Result<void> {
        TRY_VOID(db_.run(sql::subscription::set_due,
                         {{"due_on", std::optional<Date>()}, {"vendor", vendor}, {"customer", parked.customer}}));
        TRY_VOID(db_.run(sql::parked::add, {{"vendor", vendor},
                                            {"customer", parked.customer},
                                            {"code", parked.code},
                                            {"detail", parked.detail},
                                            {"at", parked.at},
                                            {"due_on", parked.due_on}}));
        return {};
    });
}

Result<void> SqlTransaction::unpark(const VendorName& vendor, const CustomerId& customer) {
    const auto removed = TRY(db_.run(sql::parked::remove, {{"vendor", vendor}, {"customer", customer}}));
    if (removed == 0) return fail(ErrorCode::kNotFound, {}, customer.str());
    const Subscription subscription = TRY(load_subscription(vendor, customer));
    TRY_VOID(db_.run(sql::subscription::set_due,
                     {{"due_on", next_due_on(subscription)}, {"vendor", vendor}, {"customer", customer}}));
    return {};
}

Result<std::vector<DuePlace>> SqlTransaction::due_after(const VendorName& vendor, Date until, const DuePlace& place,
                                                        int limit) {
    return db_.all(sql::subscription::list_due_after,
                   {{"vendor", vendor},
                    {"day", until},
                    {"after_day", place.due_on},
                    {"after_customer", place.customer},
                    {"limit", limit}},
                   [](Row& row) { return DuePlace{row.day("due_on"), row.id<CustomerId>("customer")}; });
}

Result<BillRunState> SqlTransaction::advance_bill_run(const VendorName& vendor, const std::string& run,
                                                      const SliceReport& slice) {
    if (run.empty()) return BillRunState::kRunning;
    const auto state = TRY(db_.first(sql::bill_run::advance,
                                     {{"steps", slice.written},
                                      {"invoices", slice.invoices},
                                      {"parked", slice.parked},
                                      {"vendor", vendor},
                                      {"id", run}},
                                     [](Row& row) { return row.name("state", BillRunState::kFailed); }));
    if (!state) return fail(ErrorCode::kNotFound, {}, run);
    return *state;
}

}  // namespace settle::store
