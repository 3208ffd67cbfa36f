#include "adapters/store/log_keeper.h"

namespace settle::store {

Result<std::unique_ptr<LogKeeper>> LogKeeper::open(const std::string& path, int busy_timeout_ms, WriterTurns& turns,
                                                   Limits limits) {
    auto db = TRY(SqliteDriver::open(path, SqliteDriver::Access::kReadWrite, busy_timeout_ms));
    // The log is synced before its pages are written to the file, and the file before the log may begin anew.
    TRY_VOID(db->execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL"));
    return std::unique_ptr<LogKeeper>(new LogKeeper(std::move(db), turns, limits));
}

LogKeeper::LogKeeper(std::unique_ptr<SqliteDriver> db, WriterTurns& turns, Limits limits)
    : db_(std::move(db)), turns_(turns), limits_(limits), thread_([this] { work(); }) {}

LogKeeper::~LogKeeper() {
    {
        const std::lock_guard lock(mutex_);
        is_over_ = true;
    }
    is_told_.notify_one();
    thread_.join();
}

void LogKeeper::log_has(int pages) {
    {
        const std::lock_guard lock(mutex_);
        if (pages < pages_) kept_ = 0;  // It began anew.
        pages_ = pages;
        if (!is_worth_it()) return;
    }
    is_told_.notify_one();
}

bool LogKeeper::is_worth_it() const {
    return pages_ - kept_ >= (turns_.people_came_lately() ? limits_.worth_it_beside_people : limits_.worth_it);
}

void LogKeeper::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        is_told_.wait(lock, [&] { return is_over_ || is_worth_it(); });
        if (is_over_) return;
        const int pages = pages_;
        lock.unlock();
        const auto kept = write_back(pages >= limits_.too_long);
        lock.lock();
        // A system tells once that it could not write, and forgets what: the log has it, and must not begin anew.
        if (!kept) return;
        // Where nothing could be done, because somebody reads or the disk fails, the next try comes as much later.
        kept_ = pages_ < pages ? 0 : std::max(*kept, pages);
    }
}

// SQLite syncs the file once, when all of the log is in it: up to 64 MB, inside the turn, while people wait. Beside
// people each part is synced before that, in no turn. A run alone is faster without, by a sixth: its commits would
// share the disk with more syncs.
Result<int> LogKeeper::write_back(bool is_too_long) {
    const bool beside_people = turns_.people_came_lately();
    // What fails is lost to nobody: the log has all of it, and whoever commits meets a disk that fails by themselves.
    int kept = db_->write_back().value_or(0);
    if (beside_people) TRY_VOID(db_->sync_file());
    if (!is_too_long) return kept;
    if (beside_people) {
        kept = db_->write_back().value_or(kept);
        TRY_VOID(db_->sync_file());
    }
    // What was written meanwhile is little, and now nobody adds to it: the next commit finds a log that can begin anew.
    const WriterTurns::Turn turn(turns_, WriterTurns::Who::kSlice);
    return db_->write_back().value_or(kept);
}

}  // namespace settle::store
