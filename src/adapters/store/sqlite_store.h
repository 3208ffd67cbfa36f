// The store in one SQLite file, or in memory.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "ports/change_feed.h"

namespace settle {

struct SqliteOptions {
    /// A file, made when it is missing; ":memory:" keeps nothing and shares one connection.
    std::string path = ":memory:";
    /// Called in write() with "begin", "before_commit" and "after_commit"; what it throws leaves
    /// write(). Tests stop the process there.
    std::function<void(std::string_view boundary)> on_boundary = {};
    /// Called in write() after each statement that wrote, with the query's name.
    std::function<void(std::string_view query)> on_statement = {};
    /// Called after a commit for each customer, or vendor, that it wrote about.
    std::function<void(const ChangeNotice&)> on_change = {};
    /// Looks once a second whether another process wrote, and calls on_change for anybody then. A file only.
    bool hears_others = false;
    /// How long another process may hold the file before store_busy.
    int busy_timeout_ms = 5'000;
    /// Read transactions that can run at once; more wait for their turn.
    int read_connections = 4;
};

/// Opens the file and brings its schema up to date. Safe to use from several threads: one write at a
/// time, reads beside it. Fails with store_busy, store_unreachable (the disk is full, fails, or is
/// read-only), or store_failed when the file is not a store or was written by a newer version.
Result<std::unique_ptr<Store>> open_sqlite_store(const SqliteOptions& options);

}  // namespace settle
