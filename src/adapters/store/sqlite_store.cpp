#include "adapters/store/sqlite_store.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "adapters/store/driver_sqlite.h"
#include "adapters/store/log_keeper.h"
#include "adapters/store/schema_sqlite.h"
#include "adapters/store/slice_round.h"
#include "adapters/store/sql_transaction.h"
#include "adapters/store/verify.h"
#include "adapters/store/watched_driver.h"
#include "adapters/store/writer_turn.h"
#include "base/ensure.h"

namespace settle {
namespace {

using store::SqliteDriver;

class SqliteStore final : public Store {
public:
    SqliteStore(const SqliteOptions& options, std::unique_ptr<SqliteDriver> writer,
                std::vector<std::unique_ptr<SqliteDriver>> readers)
        : on_boundary_(options.on_boundary),
          on_statement_(options.on_statement),
          on_change_(options.on_change),
          writer_(std::move(writer)),
          readers_(std::move(readers)),
          is_shared_(readers_.empty()) {
        if (on_change_ && options.hears_others && !is_shared_)
            hearing_ = std::jthread([this](const std::stop_token& stop) { hear_others(stop); });
    }

    /// Before it is first used. Fails like opening.
    Result<void> keep_log(const SqliteOptions& options) {
        log_keeper_ = TRY(store::LogKeeper::open(options.path, options.busy_timeout_ms, turns_, {}));
        writer_->watch_log([this](int pages) { log_keeper_->log_has(pages); });
        return {};
    }

    Result<void> write(const std::function<Result<void>(Transaction&)>& work) override {
        return write_with(Who::kPerson,
                          [&](store::SqlTransaction& transaction, store::Driver&) { return work(transaction); });
    }

    Result<void> read(const std::function<Result<void>(Transaction&)>& work) override {
        return with_reader([&](SqliteDriver& db) -> Result<void> {
            store::SqlTransaction transaction(db);
            TRY_VOID(work(transaction));
            return transaction.finish();
        });
    }

    std::unique_ptr<DueRound> begin_due_round(const VendorName& vendor, Date until, Date run_day,
                                              const std::string& run) override {
        return store::make_slice_round(
            {vendor, until, run_day, run},
            [this](const std::function<Result<void>(store::Driver&)>& work) { return with_reader(work); },
            [this](const auto& work) { return write_with(Who::kSlice, work); });
    }

    using Store::verify;
    Result<VerifyReport> verify(const VerifyWish& wish) override {
        VerifyReport report;
        TRY_VOID(with_reader([&](SqliteDriver& db) -> Result<void> {
            std::int64_t in_file = 0;
            const auto found = [&](const Finding& finding) {
                ++in_file;
                if (wish.on_finding) wish.on_finding(finding);
            };
            if (!wish.since) {
                for (const std::string& problem : TRY(db.texts("PRAGMA quick_check")))
                    if (problem != "ok") found({"storage", "file", problem});
                for (const std::string& table : TRY(db.texts("SELECT \"table\" FROM pragma_foreign_key_check")))
                    found({"references", table, "a row belongs to something that is not there"});
            }
            report = TRY(store::verify_records(db, wish));
            report.findings += in_file;
            return {};
        }));
        return report;
    }

private:
    using Who = store::WriterTurns::Who;

    using Work = std::function<Result<void>(store::SqlTransaction&, store::Driver&)>;

    Result<void> write_with(Who who, const Work& work) {
        std::vector<ChangeNotice> changed;
        auto outcome = write_in_turn(who, work, changed);
        // Also where nobody knows what became of the commit: who looks again finds out.
        for (const ChangeNotice& notice : changed) on_change_(notice);
        return outcome;
    }

    Result<void> write_in_turn(Who who, const Work& work, std::vector<ChangeNotice>& changed) {
        const store::WriterTurns::Turn turn(turns_, who);
        TRY_VOID(writer_->control("BEGIN IMMEDIATE"));
        OpenTransaction open(*writer_);
        reach("begin");
        store::WatchedDriver watched(*writer_, on_statement_);
        store::SqlTransaction transaction(watched);
        TRY_VOID(work(transaction, watched));
        TRY_VOID(transaction.finish());
        reach("before_commit");
        if (on_change_) changed = transaction.changes().notices();
        TRY_VOID(open.commit());
        reach("after_commit");
        return {};
    }

    /// Rolls back unless it was committed, however the scope is left.
    class OpenTransaction {
    public:
        explicit OpenTransaction(SqliteDriver& db) : db_(db) {}
        ~OpenTransaction() {
            if (is_open_) db_.rollback();
        }
        OpenTransaction(const OpenTransaction&) = delete;
        OpenTransaction& operator=(const OpenTransaction&) = delete;
        Result<void> commit() {
            TRY_VOID(db_.commit());
            is_open_ = false;
            return {};
        }

    private:
        SqliteDriver& db_;
        bool is_open_ = true;
    };

    /// The writer's connection while it may only read.
    class ReadingOnly {
    public:
        explicit ReadingOnly(SqliteDriver& db) : db_(db) { db_.set_access(SqliteDriver::Access::kReadOnly); }
        ~ReadingOnly() { db_.set_access(SqliteDriver::Access::kReadWrite); }
        ReadingOnly(const ReadingOnly&) = delete;
        ReadingOnly& operator=(const ReadingOnly&) = delete;

    private:
        SqliteDriver& db_;
    };

    /// A reader that goes back to the others at the end.
    class Borrowed {
    public:
        explicit Borrowed(SqliteStore& store) : store_(store) {
            std::unique_lock lock(store.readers_mutex_);
            store.reader_is_free_.wait(lock, [&] { return !store.readers_.empty(); });
            db_ = std::move(store.readers_.back());
            store.readers_.pop_back();
        }
        ~Borrowed() {
            {
                const std::lock_guard lock(store_.readers_mutex_);
                store_.readers_.push_back(std::move(db_));
            }
            store_.reader_is_free_.notify_one();
        }
        Borrowed(const Borrowed&) = delete;
        Borrowed& operator=(const Borrowed&) = delete;
        SqliteDriver& db() { return *db_; }

    private:
        SqliteStore& store_;
        std::unique_ptr<SqliteDriver> db_;
    };

    Result<void> with_reader(const std::function<Result<void>(SqliteDriver&)>& work) {
        if (is_shared_) {
            const store::WriterTurns::Turn turn(turns_, Who::kPerson);
            const ReadingOnly reading(*writer_);
            return work(*writer_);
        }
        Borrowed borrowed(*this);
        TRY_VOID(borrowed.db().control("BEGIN"));
        const OpenTransaction snapshot(borrowed.db());
        return work(borrowed.db());
    }

    /// The number changes with the commits of all connections but the one that asks, which is the one of all our own.
    void hear_others(const std::stop_token& stop) {
        constexpr auto kPause = std::chrono::seconds(1);
        std::optional<std::int64_t> seen;
        std::mutex mutex;
        std::condition_variable_any wakes;
        for (std::unique_lock lock(mutex); !stop.stop_requested();
             wakes.wait_for(lock, stop, kPause, [] { return false; })) {
            const auto now = [&] {
                // Nobody waits for the answer.
                const store::WriterTurns::Turn turn(turns_, Who::kSlice);
                return writer_->scalar("PRAGMA data_version");
            }();
            // A file that cannot be read just now is asked again in a second.
            if (!now || seen == *now) continue;
            if (seen) on_change_({});
            seen = *now;
        }
    }

    void reach(std::string_view boundary) {
        if (on_boundary_) on_boundary_(boundary);
    }

    std::function<void(std::string_view)> on_boundary_;
    std::function<void(std::string_view)> on_statement_;
    std::function<void(const ChangeNotice&)> on_change_;
    store::WriterTurns turns_;
    std::unique_ptr<SqliteDriver> writer_;
    std::mutex readers_mutex_;
    std::condition_variable reader_is_free_;
    std::vector<std::unique_ptr<SqliteDriver>> readers_;
    const bool is_shared_;
    std::unique_ptr<store::LogKeeper> log_keeper_;  ///< Ends before the writer, which closes the file.
    std::jthread hearing_;  ///< Last: it ends before what it uses.
};

Result<std::unique_ptr<SqliteDriver>> open_writer(const SqliteOptions& options) {
    auto writer = TRY(SqliteDriver::open(options.path, SqliteDriver::Access::kReadWrite, options.busy_timeout_ms));
    // FULL syncs the log at every commit: what was acknowledged survives a power cut.
    if (options.path != ":memory:")
        TRY_VOID(writer->execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -8192"));
    TRY_VOID(writer->execute("PRAGMA temp_store = MEMORY"));
    // A migration may make a table anew that others refer to, which SQLite allows only while it does not look.
    TRY_VOID(store::migrate(*writer));
    TRY_VOID(writer->execute("PRAGMA foreign_keys = ON"));
    return writer;
}

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite_store(const SqliteOptions& options) {
    ENSURE(!options.path.empty() && options.read_connections > 0);
    auto writer = TRY(open_writer(options));
    std::vector<std::unique_ptr<SqliteDriver>> readers;
    if (options.path != ":memory:")
        for (int i = 0; i < options.read_connections; ++i) {
            auto reader =
                TRY(SqliteDriver::open(options.path, SqliteDriver::Access::kReadOnly, options.busy_timeout_ms));
            TRY_VOID(reader->execute("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384"));
            readers.push_back(std::move(reader));
        }
    auto opened = std::make_unique<SqliteStore>(options, std::move(writer), std::move(readers));
    if (options.path != ":memory:") TRY_VOID(opened->keep_log(options));
    return opened;
}

}  // namespace settle
