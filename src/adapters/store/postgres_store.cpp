#include "adapters/store/postgres_store.h"

#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include "adapters/store/customer_locks.h"
#include "adapters/store/driver_postgres.h"
#include "adapters/store/due_round.h"
#include "adapters/store/postgres_changes.h"
#include "adapters/store/postgres_round.h"
#include "adapters/store/schema_postgres.h"
#include "adapters/store/sql_transaction.h"
#include "adapters/store/verify.h"
#include "adapters/store/watched_driver.h"
#include "base/ensure.h"

namespace settle {
namespace {

using store::ChangeNotes;
using store::PostgresConnection;
using store::PostgresDriver;
using store::WriteMark;

/// Connections that are made when they are needed, kept for the next, and given up when they broke.
class Connections {
public:
    Connections(PostgresConnection options, int limit) : options_(std::move(options)), free_(limit) {}

    class Borrowed {
    public:
        Borrowed(Connections& owner, std::unique_ptr<PostgresDriver> db) : owner_(owner), db_(std::move(db)) {}
        ~Borrowed() { owner_.give_back(std::move(db_)); }
        Borrowed(const Borrowed&) = delete;
        Borrowed& operator=(const Borrowed&) = delete;
        PostgresDriver& db() { return *db_; }

    private:
        Connections& owner_;
        std::unique_ptr<PostgresDriver> db_;
    };

    Result<std::unique_ptr<Borrowed>> borrow() {
        std::unique_ptr<PostgresDriver> db = TRY(wait_for_turn());
        if (db != nullptr && !db->is_usable()) db.reset();
        if (db == nullptr) {
            auto opened = PostgresDriver::open(options_);
            if (!opened) {
                give_back(nullptr);
                return fail(opened.error());
            }
            db = *std::move(opened);
        }
        return std::make_unique<Borrowed>(*this, std::move(db));
    }

private:
    /// A connection that waits, or none when a new one may be made.
    Result<std::unique_ptr<PostgresDriver>> wait_for_turn() {
        std::unique_lock lock(mutex_);
        // Not longer than one of those who hold them may wait for a row: then the next ones are told to come back.
        const auto patience = std::chrono::milliseconds(options_.lock_timeout_ms);
        if (!one_is_free_.wait_for(lock, patience, [&] { return free_ > 0; }))
            return fail(ErrorCode::kStoreBusy, {}, "all connections are in use");
        --free_;
        if (idle_.empty()) return std::unique_ptr<PostgresDriver>();
        auto db = std::move(idle_.back());
        idle_.pop_back();
        return db;
    }
    void give_back(std::unique_ptr<PostgresDriver> db) {
        {
            const std::lock_guard lock(mutex_);
            ++free_;
            if (db != nullptr && db->is_usable()) idle_.push_back(std::move(db));
        }
        one_is_free_.notify_one();
    }

    const PostgresConnection options_;
    std::mutex mutex_;
    std::condition_variable one_is_free_;
    int free_;
    std::vector<std::unique_ptr<PostgresDriver>> idle_;
};

class PostgresStore final : public Store {
public:
    explicit PostgresStore(const PostgresOptions& options)
        : options_(options),
          writers_({options.url, options.busy_timeout_ms, options.idle_timeout_ms}, options.write_connections),
          readers_({options.url, options.busy_timeout_ms}, options.read_connections) {
        if (options_.on_change && options_.hears_others) announcements_.hear({options_.url}, options_.on_change);
    }

    Result<void> migrate() {
        const auto borrowed = TRY(writers_.borrow());
        return store::migrate(borrowed->db());
    }

    Result<void> write(const std::function<Result<void>(Transaction&)>& work) override {
        return with_writer([&](PostgresDriver& db, ChangeNotes& changes) -> Result<void> {
            store::CustomerLocks locking(db);
            store::WatchedDriver watched(locking, options_.on_statement);
            store::SqlTransaction transaction(watched);
            TRY_VOID(work(transaction));
            TRY_VOID(transaction.finish());
            changes = transaction.changes();
            return {};
        });
    }

    Result<void> read(const std::function<Result<void>(Transaction&)>& work) override {
        return with_reader([&](PostgresDriver& db) -> Result<void> {
            store::SqlTransaction transaction(db);
            TRY_VOID(work(transaction));
            return transaction.finish();
        });
    }

    std::unique_ptr<DueRound> begin_due_round(const VendorName& vendor, Date until, Date run_day,
                                              const std::string& run) override {
        return store::make_postgres_round(
            {*this, [this](const auto& work) { return with_writer(work); }, options_.on_statement},
            {vendor, until, run_day, run});
    }

    using Store::verify;
    Result<VerifyReport> verify(const VerifyWish& wish) override {
        VerifyReport report;
        TRY_VOID(with_reader([&](PostgresDriver& db) -> Result<void> {
            db.set_streaming(true);
            report = TRY(store::verify_records(db, wish));
            return {};
        }));
        if (wish.since) return report;
        const auto borrowed = TRY(readers_.borrow());
        const auto broken = TRY(borrowed->db().texts(
            "SELECT conrelid::regclass || ' ' || conname FROM pg_constraint WHERE NOT convalidated "
            "AND connamespace = current_schema()::regnamespace UNION ALL SELECT indexrelid::regclass::text "
            "FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid "
            "WHERE NOT (indisvalid AND indisready) AND relnamespace = current_schema()::regnamespace"));
        for (const std::string& rule : broken) {
            ++report.findings;
            if (wish.on_finding) wish.on_finding({"storage", rule, "the database does not enforce it"});
        }
        return report;
    }

private:
    /// A thread that writes. Asking for a second write inside the first could wait for ever, so it throws.
    class Writing {
    public:
        explicit Writing(PostgresStore& store) : store_(store) {
            const std::lock_guard lock(store.writing_mutex_);
            ENSURE(store.writing_.insert(std::this_thread::get_id()).second);
        }
        ~Writing() {
            const std::lock_guard lock(store_.writing_mutex_);
            store_.writing_.erase(std::this_thread::get_id());
        }
        Writing(const Writing&) = delete;
        Writing& operator=(const Writing&) = delete;

    private:
        PostgresStore& store_;
    };

    /// Rolls back unless it was committed, however the scope is left.
    class OpenTransaction {
    public:
        explicit OpenTransaction(PostgresDriver& db) : db_(db) {}
        ~OpenTransaction() {
            if (is_open_) db_.rollback();
        }
        OpenTransaction(const OpenTransaction&) = delete;
        OpenTransaction& operator=(const OpenTransaction&) = delete;
        Result<void> commit() {
            is_open_ = false;
            return db_.commit();
        }

    private:
        PostgresDriver& db_;
        bool is_open_ = true;
    };

    using Work = std::function<Result<void>(PostgresDriver&, ChangeNotes&)>;

    Result<void> with_writer(const Work& work) {
        std::vector<ChangeNotice> changed;
        auto outcome = write_once(work, changed);
        // Also where nobody knows what became of the commit: who looks again finds out.
        if (options_.on_change)
            for (const ChangeNotice& notice : changed) options_.on_change(notice);
        return outcome;
    }

    Result<void> write_once(const Work& work, std::vector<ChangeNotice>& changed) {
        const Writing writing(*this);
        std::optional<WriteMark> unanswered;
        bool are_others_told = false;
        {
            const auto borrowed = TRY(writers_.borrow());
            PostgresDriver& db = borrowed->db();
            db.begin("BEGIN ISOLATION LEVEL READ COMMITTED", PostgresDriver::Access::kReadWrite);
            OpenTransaction open(db);
            reach("begin");
            ChangeNotes changes;
            TRY_VOID(work(db, changes));
            reach("before_commit");
            const Result<void> outcome = open.commit();
            if (!outcome && outcome.error().code != ErrorCode::kStoreOutcomeUnknown) return outcome;
            changed = changes.notices();
            if (!outcome) unanswered = db.mark();
            else are_others_told = changed.empty() || announcements_.announce(db, changed);
        }
        if (unanswered) TRY_VOID(find_outcome(*unanswered));
        if (!are_others_told) tell_others(changed);
        reach("after_commit");
        return {};
    }

    /// Over another connection than the one that broke. Where that fails too, theirs broke as well: they look again.
    void tell_others(const std::vector<ChangeNotice>& changed) {
        if (changed.empty()) return;
        if (const auto borrowed = writers_.borrow()) (void)announcements_.announce((*borrowed)->db(), changed);
    }

    Result<void> with_reader(const std::function<Result<void>(PostgresDriver&)>& work) {
        const auto borrowed = TRY(readers_.borrow());
        PostgresDriver& db = borrowed->db();
        db.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", PostgresDriver::Access::kReadOnly);
        const OpenTransaction snapshot(db);
        return work(db);
    }

    /// Whether the transaction whose commit was not answered is in the database; waits for it to come back.
    Result<void> find_outcome(const WriteMark& mark) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(options_.outcome_timeout_ms);
        constexpr auto kPause = std::chrono::milliseconds(50);
        while (true) {
            const auto answer = ask_outcome(mark);
            if (answer && *answer) return {};
            if (answer) return fail(ErrorCode::kStoreUnreachable, {}, "the connection was lost before the commit");
            if (std::chrono::steady_clock::now() > deadline)
                return fail(ErrorCode::kStoreOutcomeUnknown, {}, answer.error().detail);
            std::this_thread::sleep_for(kPause);
        }
    }
    Result<bool> ask_outcome(const WriteMark& mark) {
        const auto borrowed = TRY(writers_.borrow());
        return borrowed->db().was_committed(mark);
    }

    void reach(std::string_view boundary) {
        if (options_.on_boundary) options_.on_boundary(boundary);
    }

    const PostgresOptions options_;
    Connections writers_;
    Connections readers_;
    std::mutex writing_mutex_;
    std::set<std::thread::id> writing_;
    store::PostgresChanges announcements_;
};

}  // namespace

Result<std::unique_ptr<Store>> open_postgres_store(const PostgresOptions& options) {
    ENSURE(options.write_connections > 0 && options.read_connections > 0);
    auto store = std::make_unique<PostgresStore>(options);
    TRY_VOID(store->migrate());
    return store;
}

}  // namespace settle
