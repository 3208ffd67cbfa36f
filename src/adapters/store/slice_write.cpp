#include "adapters/store/act.h"
#include "adapters/store/records_json.h"
#include "adapters/store/rows.h"
#include "adapters/store/slice.h"
#include "base/ensure.h"
#include "domain/renewal/renewal.h"

namespace settle::store {
namespace {

int year_of(const Invoice& invoice) { return static_cast<int>(invoice.issued_on.ymd().year()); }

}  // namespace

SliceWrite::SliceWrite(const DueScope& scope, std::vector<SliceCase> cases, const DecideDue& decide)
    : scope_(scope), cases_(std::move(cases)) {
    report_.read = static_cast<int>(cases_.size());
    ready_.reserve(cases_.size());
    for (std::size_t i = 0; i < cases_.size(); ++i) {
        DueDecision decision = decide(cases_[i].due);
        if (auto* write = std::get_if<DueWrite>(&decision)) pack(i, std::move(*write));
        else if (auto* parked = std::get_if<Parked>(&decision)) parked_.emplace_back(i, std::move(*parked));
        else ++report_.not_due;
    }
}

void SliceWrite::pack(std::size_t of, DueWrite write) {
    Ready& ready = ready_.emplace_back(Ready{.of = of, .write = std::move(write)});
    append_body(ready.subscription, ready.write.after);
    if (const auto& invoice = ready.write.invoice) {
        append_body(ready.invoice, *invoice);
        ready.has_known_buyer = invoice->buyer == cases_[of].due.customer.billing;
    }
    for (const Posting& posting : ready.write.postings) ready.entries.push_back(store::pack(posting.entries));
}

Result<SliceReport> SliceWrite::write(SqlTransaction& tx, Driver& db) {
    SliceReport report = report_;
    std::vector<Ready*> kept;
    for (Ready& ready : ready_) {
        if (TRY(save_subscription(db, ready))) kept.push_back(&ready);
        else ++report.stale;
    }
    TRY_VOID(take_numbers(db, kept));
    for (Ready* ready : kept) {
        if (ready->write.invoice) TRY_VOID(add_invoice(tx, *ready));
        TRY_VOID(add_postings(tx, db, *ready));
        TRY_VOID(add_the_rare(tx, *ready));
        TRY_VOID(add_acts(db, *ready));
        ++report.written;
        report.invoices += ready->write.invoice.has_value();
    }
    if (!kept.empty()) tx.changes().add_many(scope_.vendor);
    for (const auto& [of, parked] : parked_) {
        // Who was put right since they were read is not set aside.
        if (!TRY(is_as_read(db, cases_[of].due.subscription))) {
            ++report.stale;
            continue;
        }
        TRY_VOID(tx.park(scope_.vendor, parked));
        ++report.parked;
    }
    report.run = TRY(tx.advance_bill_run(scope_.vendor, scope_.run, report));
    return report;
}

Result<bool> SliceWrite::is_as_read(Driver& db, const Subscription& subscription) {
    const auto found = TRY(
        db.first(sql::due::as_read,
                 {{"vendor", scope_.vendor}, {"customer", subscription.customer}, {"version", subscription.version}},
                 [](Row& row) { return row.integer("version"); }));
    return found.has_value();
}

Result<bool> SliceWrite::save_subscription(Driver& db, const Ready& ready) {
    const Subscription& s = ready.write.after;
    const auto written = TRY(db.run(sql::due::save, {{"state", name_of(s.state)},
                                                     {"plan", s.plan},
                                                     {"cycle", name_of(s.cycle)},
                                                     {"currency", s.currency.code()},
                                                     {"anchor", s.anchor},
                                                     {"period_number", s.period_number},
                                                     {"period_first_day", s.period.first_day},
                                                     {"period_end_day", s.period.end_day},
                                                     {"commitment_end", s.commitment_end},
                                                     {"trial_end", s.trial_end},
                                                     {"trial_used", s.trial_used},
                                                     {"self_managed", s.self_managed},
                                                     {"body", ready.subscription},
                                                     {"due_on", next_due_on(s)},
                                                     {"billed_day", scope_.run_day},
                                                     {"billed", ready.write.invoice ? 1 : 0},
                                                     {"vendor", scope_.vendor},
                                                     {"customer", s.customer},
                                                     {"version", s.version}}));
    return written != 0;
}

/// One block per series, for exactly those that will be written.
Result<void> SliceWrite::take_numbers(Driver& db, const std::vector<Ready*>& kept) {
    std::map<std::pair<InvoiceKind, int>, std::int64_t> series;
    for (const Ready* ready : kept)
        if (const auto& invoice = ready->write.invoice) ++series[{invoice->kind, year_of(*invoice)}];
    for (auto& [key, next] : series) {
        const std::int64_t count = next;
        const auto last = TRY(
            db.first(sql::invoice::take_numbers,
                     {{"vendor", scope_.vendor}, {"kind", name_of(key.first)}, {"year", key.second}, {"count", count}},
                     [](Row& row) { return row.integer("last_number"); }));
        ENSURE(last.has_value());
        next = *last - count + 1;
    }
    for (Ready* ready : kept) {
        const auto& invoice = ready->write.invoice;
        if (!invoice) continue;
        ready->series_number = series[{invoice->kind, year_of(*invoice)}]++;
        ready->number = document_number(invoice->kind, year_of(*invoice), ready->series_number);
        for (Event& event : ready->write.events)
            for (auto& [name, value] : event.data)
                if (name == "number" && value.empty()) value = ready->number;
    }
    return {};
}

Result<void> SliceWrite::add_invoice(SqlTransaction& tx, const Ready& ready) {
    const Invoice& invoice = *ready.write.invoice;
    auto seller = sellers_.find(invoice.seller.address());
    if (seller == sellers_.end())
        seller = sellers_.emplace(invoice.seller.address(), TRY(tx.version_of(scope_.vendor, invoice.seller))).first;
    const std::int64_t buyer = ready.has_known_buyer
                                   ? cases_[ready.of].billing_version
                                   : TRY(tx.version_of(scope_.vendor, invoice.customer, invoice.buyer));
    return tx.add_invoice(scope_.vendor, invoice, ready.number, ready.series_number, ready.invoice, seller->second,
                          buyer);
}

Result<void> SliceWrite::add_postings(SqlTransaction& tx, Driver& db, const Ready& ready) {
    const CustomerId& customer = ready.write.after.customer;
    std::int64_t of_invoice = 0;
    for (std::size_t i = 0; i < ready.write.postings.size(); ++i) {
        const Posting& posting = ready.write.postings[i];
        const bool is_new = ready.write.invoice && posting.document == ready.write.invoice->id.view();
        if (!is_new) {
            TRY_VOID(tx.post(scope_.vendor, customer, posting.document, posting.entries));
            continue;
        }
        if (posting.entries.empty()) continue;
        Money rest = Money::zero(posting.entries.front().amount.currency());
        for (const LedgerEntry& entry : posting.entries) rest += entry.amount;
        ENSURE(rest.is_zero());
        TRY_VOID(db.run(sql::posting::add_first, {{"vendor", scope_.vendor},
                                                  {"customer", customer},
                                                  {"document", posting.document},
                                                  {"posting", ++of_invoice},
                                                  {"currency", rest.currency().code()},
                                                  {"entries", ready.entries[i]}}));
    }
    return {};
}

/// Behind the end of the chain that was read with the case: had it moved since, the key would be taken.
Result<void> SliceWrite::add_acts(Driver& db, Ready& ready) {
    SliceCase& found = cases_[ready.of];
    const std::span<const Event> events = ready.write.events;
    std::int64_t sequence = found.next_sequence;
    std::string hash = found.last_hash;
    for (std::size_t start = 0; start < events.size();) {
        std::size_t end = start + 1;
        while (end < events.size() && are_one_act(events[start], events[end])) ++end;
        const Act act =
            TRY(SqlTransaction::add_act(db, scope_.vendor, sequence, hash, events.subspan(start, end - start)));
        sequence += act.count;
        hash = act.hash;
        start = end;
    }
    return {};
}

Result<void> SliceWrite::add_the_rare(SqlTransaction& tx, const Ready& ready) {
    const DueWrite& write = ready.write;
    if (write.attempt) TRY_VOID(tx.add_attempt(scope_.vendor, *write.attempt));
    TRY_VOID(tx.add_facts(scope_.vendor, write.after.customer, write.after.version + 1, write.counting));
    return tx.write_due_life(scope_.vendor, write);
}

}  // namespace settle::store
