// Writes the log of an SQLite file back into the file, beside whoever writes.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "adapters/store/driver_sqlite.h"
#include "adapters/store/writer_turn.h"

namespace settle::store {

/// A thread with a connection of its own. SQLite by itself does this work inside the commit that makes the log long,
/// while everybody waits.
class LogKeeper {
public:
    /// In pages of the log.
    struct Limits {
        int worth_it = 4'000;  ///< From so many new ones on they are written back, while others go on writing.
        int worth_it_beside_people = 1'000;  ///< The same while people write.
        int too_long = 16'000;  ///< From so many on it also takes a turn, so that the log can begin anew behind it.
    };

    /// Fails like SqliteDriver::open().
    static Result<std::unique_ptr<LogKeeper>> open(const std::string& path, int busy_timeout_ms, WriterTurns& turns,
                                                   Limits limits);
    /// Waits for what is under way.
    ~LogKeeper();
    LogKeeper(const LogKeeper&) = delete;
    LogKeeper& operator=(const LogKeeper&) = delete;

    /// A commit left this many pages in the log. Returns at once.
    void log_has(int pages);

private:
    LogKeeper(std::unique_ptr<SqliteDriver> db, WriterTurns& turns, Limits limits);
    void work();
    bool is_worth_it() const;
    /// Answers how many pages of the log are in the file afterwards. Fails when the disk did not take them.
    Result<int> write_back(bool is_too_long);

    std::unique_ptr<SqliteDriver> db_;
    WriterTurns& turns_;
    const Limits limits_;
    std::mutex mutex_;
    std::condition_variable is_told_;
    int pages_ = 0;  ///< Of the log, and how many of them are in the file.
    int kept_ = 0;
    bool is_over_ = false;
    std::thread thread_;
};

}  // namespace settle::store
