// The store in one PostgreSQL database, which several processes may use.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "ports/change_feed.h"

namespace settle {

struct PostgresOptions {
    /// postgres://user:password@host:port/database?…, as libpq reads it. The database exists, in UTF8.
    std::string url;
    /// Called in write() with "begin", "before_commit" and "after_commit"; what it throws leaves
    /// write(). Tests stop the process there.
    std::function<void(std::string_view boundary)> on_boundary = {};
    /// Called in write() after each statement that wrote, with the query's name.
    std::function<void(std::string_view query)> on_statement = {};
    /// Called after a commit for each customer, or vendor, that it wrote about. Other processes are told in any case.
    std::function<void(const ChangeNotice&)> on_change = {};
    /// Calls on_change also for what other processes write, over a connection of its own, and for anybody whenever some
    /// of that may have been missed.
    bool hears_others = false;
    /// How long a transaction waits for another one that changes the same customer, before store_busy.
    int busy_timeout_ms = 5'000;
    /// How long a transaction that writes may be silent before the server ends it and gives free what it holds: what a
    /// process that hangs, or whose host is gone, can make others wait. 0 is as the server is set.
    int idle_timeout_ms = 60'000;
    /// Transactions that can run at once; more wait for their turn, for busy_timeout_ms at most. Connections are made
    /// when they are needed.
    int write_connections = 8;
    int read_connections = 8;
    /// How long write() asks what became of a commit whose answer was lost, before store_outcome_unknown.
    int outcome_timeout_ms = 15'000;
};

/// Connects and brings the schema up to date. Safe to use from several threads and processes: writes that concern
/// different customers run at once. Everything fails with store_unreachable while the server is away, and works
/// again once it is back. Opening fails also with store_busy, and with store_failed when the database is not a store,
/// is not in UTF8, or was written by a newer version of this program.
Result<std::unique_ptr<Store>> open_postgres_store(const PostgresOptions& options);

}  // namespace settle
