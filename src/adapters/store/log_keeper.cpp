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
        if (pages_ - kept_ < limits_.worth_it) return;
    }
    is_told_.notify_one();
}

void LogKeeper::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        is_told_.wait(lock, [&] { return is_over_ || pages_ - kept_ >= limits_.worth_it; });
        if (is_over_) return;
        const int pages = pages_;
        lock.unlock();
        const int kept = write_back(pages >= limits_.too_long);
        lock.lock();
        // Where nothing could be done, because somebody reads or the disk fails, the next try comes as much later.
        kept_ = pages_ < pages ? 0 : std::max(kept, pages);
    }
}

int LogKeeper::write_back(bool is_too_long) {
    // What fails is lost to nobody: the log has all of it, and whoever commits meets a disk that fails by themselves.
    const int kept = db_->write_back().value_or(0);
    if (!is_too_long) return kept;
    // What was written meanwhile is little, and now nobody adds to it: the next commit finds a log that can begin anew.
    const WriterTurns::Turn turn(turns_, WriterTurns::Who::kSlice);
    return db_->write_back().value_or(kept);
}

}  // namespace settle::store
