#include "adapters/store/postgres_round.h"

#include <atomic>
#include <mutex>

#include "adapters/store/customer_locks.h"
#include "adapters/store/postgres_slice.h"
#include "adapters/store/watched_driver.h"
#include "base/ensure.h"

namespace settle::store {
namespace {

// Every query of a slice looks rows up by their key. A plan that was made for thousands of rows at once would rather
// read the whole table, which is right in a small one and wrong in one of millions.
constexpr std::string_view kPlans =
    "SELECT set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_hashjoin', 'off', true), "
    "set_config('enable_mergejoin', 'off', true), set_config('enable_seqscan', 'off', true), "
    "set_config('enable_bitmapscan', 'off', true), set_config('jit', 'off', true)";

class PostgresRound final : public DueRound {
public:
    PostgresRound(RoundDoors doors, DueScope of) : doors_(std::move(doors)), of_(std::move(of)) {}

    Result<SliceReport> take(int limit, const DecideDue& decide) override {
        if (!TRY(is_anything_due())) return SliceReport{};
        std::vector<LockedCase> cases;
        try {
            auto report = take_together(limit, decide, cases);
            const bool is_one_of_them =
                !report && (report.error().code == ErrorCode::kVersionStale || concerns_the_case(report.error().code));
            if (!is_one_of_them || cases.empty()) return report;
        } catch (const ContractViolation&) {
            if (cases.size() <= 1) throw;
            return take_alone(places_of(cases), decide);
        }
        return take_places(doors_.store, of_, places_of(cases), decide);
    }

    Result<SliceReport> park(const Parked& broken) override {
        SliceReport report;
        TRY_VOID(doors_.store.write(
            [&](Transaction& any) { return park_in_run(static_cast<SqlTransaction&>(any), of_, broken, report); }));
        return report;
    }

private:
    static std::vector<DuePlace> places_of(const std::vector<LockedCase>& cases) {
        std::vector<DuePlace> places;
        for (const LockedCase& one : cases) places.push_back(one.place);
        return places;
    }

    /// Asked once, by a read: a round every few seconds that finds nothing commits nothing.
    Result<bool> is_anything_due() {
        if (is_something_due_) return true;
        TRY_VOID(doors_.store.read([&](Transaction& tx) -> Result<void> {
            is_something_due_ = !TRY(static_cast<SqlTransaction&>(tx).due_after(of_.vendor, of_.until, {}, 1)).empty();
            return {};
        }));
        return is_something_due_.load();
    }

    Result<SliceReport> take_together(int limit, const DecideDue& decide, std::vector<LockedCase>& cases) {
        SliceReport report;
        // One slice at a time waits for the numbers; whoever wants a single one then has no queue of ours before it.
        std::unique_lock numbering(numbering_, std::defer_lock);
        TRY_VOID(doors_.write([&](PostgresDriver& db, ChangeNotes& changes) -> Result<void> {
            db.send_first(kPlans, {});
            TRY_VOID(lock_cases(db, limit, cases));
            report.read = static_cast<int>(cases.size());
            if (cases.empty()) return {};
            CustomerLocks locking(db);
            WatchedDriver watched(locking, doors_.on_statement);
            SqlTransaction tx(watched);
            TRY_VOID(load_cases(db, tx, of_, cases));
            std::vector<DueDecision> decisions(cases.size(), NotDueYet{});
            SliceWriter writer(db, of_, doors_.on_statement);
            const std::vector<std::size_t> single = decide_all(decide, cases, decisions, writer, report);
            TRY_VOID(writer.write_unnumbered(tx));
            if (writer.has_invoices() || !single.empty()) numbering.lock();
            TRY_VOID(writer.write_numbered());
            for (const std::size_t i : single) TRY_VOID(carry_out(tx, of_, cases[i].place, decisions[i], report));
            // Before what everybody adds to, as in every other transaction that does both.
            report.run = TRY(tx.advance_bill_run(of_.vendor, of_.run, report));
            TRY_VOID(tx.finish());
            if (!writer.is_empty()) tx.changes().add_many(of_.vendor);
            changes = tx.changes();
            return {};
        }));
        return report;
    }

    /// Hands what can be written together to `writer`; answers the places of the others.
    static std::vector<std::size_t> decide_all(const DecideDue& decide, const std::vector<LockedCase>& cases,
                                               std::vector<DueDecision>& decisions, SliceWriter& writer,
                                               SliceReport& report) {
        std::vector<std::size_t> single;
        for (std::size_t i = 0; i < cases.size(); ++i) {
            if (!cases[i].is_due) {
                ++report.stale;
                continue;
            }
            decisions[i] = decide(cases[i].due);
            auto* write = std::get_if<DueWrite>(&decisions[i]);
            if (write == nullptr || !SliceWriter::takes(cases[i], *write)) {
                single.push_back(i);
                continue;
            }
            writer.add(cases[i], *write);
            ++report.written;
            report.invoices += write->invoice.has_value();
        }
        return single;
    }

    /// The next cases, locked; none when the round is over.
    Result<void> lock_cases(PostgresDriver& db, int limit, std::vector<LockedCase>& cases) {
        {
            const std::lock_guard lock(mutex_);
            while (!is_at_end_ && cases.empty()) TRY_VOID(lock_free(db, limit, cases));
        }
        while (cases.empty()) {
            const std::vector<DuePlace> places = take_passed_by(limit);
            if (places.empty()) return {};
            TRY_VOID(wait_for(db, places, cases));
        }
        return {};
    }

    std::vector<DuePlace> take_passed_by(int limit) {
        const std::lock_guard lock(mutex_);
        std::vector<DuePlace> places;
        while (!passed_by_.empty() && std::cmp_less(places.size(), limit)) {
            places.push_back(std::move(passed_by_.back()));
            passed_by_.pop_back();
        }
        return places;
    }

    /// Moves the shared place on, by those of the next `limit` cases that are free.
    Result<void> lock_free(PostgresDriver& db, int limit, std::vector<LockedCase>& cases) {
        const auto rows = TRY(db.fetch_unprotected(sql::round::take_places, {{"vendor", of_.vendor},
                                                                             {"day", of_.until},
                                                                             {"after_day", last_.due_on},
                                                                             {"after_customer", last_.customer},
                                                                             {"limit", limit}}));
        is_at_end_ = rows.size() < limit;
        return rows.each([&](Row& row) -> Result<void> {
            DuePlace place{row.day("due_on"), row.id<CustomerId>("customer")};
            if (row.error()) return fail(*row.error());
            if (std::tie(last_.due_on, last_.customer) < std::tie(place.due_on, place.customer)) last_ = place;
            if (row.is_null("version")) {
                passed_by_.push_back(std::move(place));
                return {};
            }
            cases.push_back(read_locked(row, of_.vendor));
            cases.back().place = std::move(place);
            return {};
        });
    }

    /// Locks those of `places` that nobody took meanwhile: other processes that work on the same run took most.
    Result<void> wait_for(PostgresDriver& db, const std::vector<DuePlace>& places, std::vector<LockedCase>& cases) {
        std::map<CustomerId, Date> days;
        ArrayColumns wanted({{"customers", ArrayColumns::Type::kText}});
        for (const DuePlace& place : places) {
            days.emplace(place.customer, place.due_on);
            wanted.text(place.customer.view());
        }
        const auto rows =
            TRY(db.fetch_over(sql::round::wait_for_places, {{"vendor", of_.vendor}, {"day", of_.until}}, wanted));
        return rows.each([&](Row& row) -> Result<void> {
            cases.push_back(read_locked(row, of_.vendor));
            cases.back().place.due_on = days.at(cases.back().place.customer);
            return {};
        });
    }

    /// A transaction for each, so that one which breaks a contract is the only one that is not written.
    Result<SliceReport> take_alone(const std::vector<DuePlace>& places, const DecideDue& decide) {
        SliceReport all;
        for (const DuePlace& place : places) {
            const auto one = take_or_park(place, decide);
            // The next pass finds it again, and those behind it.
            if (!one && all.read == 0) return one;
            if (!one) {
                all.stale += static_cast<int>(places.size()) - all.read;
                all.read = static_cast<int>(places.size());
                return all;
            }
            all.read += one->read;
            all.written += one->written;
            all.invoices += one->invoices;
            all.parked += one->parked;
            all.stale += one->stale;
            all.not_due += one->not_due;
            all.run = one->run;
        }
        return all;
    }

    Result<SliceReport> take_or_park(const DuePlace& place, const DecideDue& decide) {
        Instant at{};
        const auto noting = [&](const DueCase& due) {
            DueDecision decision = decide(due);
            if (const auto* write = std::get_if<DueWrite>(&decision); write != nullptr && !write->events.empty())
                at = write->events.front().at;
            return decision;
        };
        try {
            return take_places(doors_.store, of_, {&place, 1}, noting);
        } catch (const ContractViolation& broken) {
            return park({place.customer, std::string(name_of(ErrorCode::kInternal)), broken.what(), at, place.due_on});
        }
    }

    const RoundDoors doors_;
    const DueScope of_;
    std::atomic<bool> is_something_due_ = false;
    std::mutex mutex_;  ///< Guards the next three.
    DuePlace last_;
    bool is_at_end_ = false;
    std::vector<DuePlace> passed_by_;
    std::mutex numbering_;
};

}  // namespace

std::unique_ptr<DueRound> make_postgres_round(RoundDoors doors, DueScope of) {
    return std::make_unique<PostgresRound>(std::move(doors), std::move(of));
}

}  // namespace settle::store
