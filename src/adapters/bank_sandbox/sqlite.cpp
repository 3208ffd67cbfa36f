#include "adapters/bank_sandbox/sqlite.h"

namespace settle::bank {

Query::Query(sqlite3* database, std::string_view sql) : database_(database) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement, nullptr) != SQLITE_OK)
        throw BooksFailed(sqlite3_errmsg(database));
    statement_.reset(statement);
}

Query& Query::bind(std::int64_t value) {
    sqlite3_bind_int64(statement_.get(), ++bound_, value);
    return *this;
}

Query& Query::bind(std::string_view value) {
    sqlite3_bind_text(statement_.get(), ++bound_, value.empty() ? "" : value.data(), static_cast<int>(value.size()),
                      SQLITE_TRANSIENT);
    return *this;
}

bool Query::step() {
    const int outcome = sqlite3_step(statement_.get());
    if (outcome != SQLITE_ROW && outcome != SQLITE_DONE) throw BooksFailed(sqlite3_errmsg(database_));
    return outcome == SQLITE_ROW;
}

std::int64_t Query::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

std::string Query::text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
    return bytes == nullptr
               ? std::string()
               : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)));
}

Database::Database(const std::string& path) {
    sqlite3* database = nullptr;
    const int outcome = sqlite3_open(path.c_str(), &database);
    handle_.reset(database);
    if (outcome != SQLITE_OK) throw BooksFailed(database == nullptr ? "no memory" : sqlite3_errmsg(database));
    sqlite3_busy_timeout(database, 5'000);
    execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON");
}

void Database::execute(const char* sql) {
    if (sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        throw BooksFailed(sqlite3_errmsg(handle_.get()));
}

Transaction::~Transaction() {
    if (!is_open_) return;
    try {
        database_.execute("ROLLBACK");
    } catch (const BooksFailed&) {
        // SQLite has rolled back by itself when the failure was its own.
    }
}

void Transaction::commit() {
    database_.execute("COMMIT");
    is_open_ = false;
}

}  // namespace settle::bank
