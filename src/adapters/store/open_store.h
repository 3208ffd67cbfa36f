// The store an operator names by one address.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "ports/change_feed.h"

namespace settle {

struct StoreOptions {
    /// "postgres://…" (or "postgresql://…") is a PostgreSQL database, "sqlite:settle.db" a file; so is whatever has
    /// no such beginning. "sqlite::memory:" keeps nothing.
    std::string url;
    /// These as in SqliteOptions and PostgresOptions.
    std::function<void(std::string_view boundary)> on_boundary = {};
    std::function<void(std::string_view query)> on_statement = {};
    std::function<void(const ChangeNotice&)> on_change = {};
    /// Calls on_change also for what other processes write.
    bool hears_others = false;
};

/// Fails as open_sqlite_store and open_postgres_store do.
Result<std::unique_ptr<Store>> open_store(const StoreOptions& options);

/// The file a store is kept in; nothing for a database server or for memory.
std::optional<std::string> store_file(std::string_view url);

/// `url` for people and logs: without the password.
std::string without_password(std::string_view url);

}  // namespace settle
