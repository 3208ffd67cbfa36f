#include "adapters/bank_sandbox/sqlite.h"

namespace settle::bank {

Query::Query(Database& database, std::string_view sql) : database_(database), sql_(sql), statement_(nullptr) {
    const auto known = database.shelf_.find(sql);
    if (known != database.shelf_.end() && !known->second.empty()) {
        statement_ = known->second.back();
        known->second.pop_back();
        return;
    }
    sqlite3* handle = database.handle_.get();
    if (sqlite3_prepare_v3(handle, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement_,
                           nullptr) != SQLITE_OK)
        throw BooksFailed(sqlite3_errmsg(handle));
}

Query::~Query() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    database_.shelf_[sql_].push_back(statement_);
}

Query& Query::bind(std::int64_t value) {
    sqlite3_bind_int64(statement_, ++bound_, value);
    return *this;
}

Query& Query::bind(std::string_view value) {
    sqlite3_bind_text(statement_, ++bound_, value.empty() ? "" : value.data(), static_cast<int>(value.size()),
                      SQLITE_TRANSIENT);
    return *this;
}

bool Query::step() {
    const int outcome = sqlite3_step(statement_);
    if (outcome != SQLITE_ROW && outcome != SQLITE_DONE) throw BooksFailed(sqlite3_errmsg(database_.handle_.get()));
    return outcome == SQLITE_ROW;
}

std::int64_t Query::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::string Query::text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return bytes == nullptr ? std::string()
                            : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
}

Database::Database(const std::string& path) {
    sqlite3* database = nullptr;
    // The bank lets one thread at a time to its books, so SQLite need not lock a second time.
    constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    const int outcome = sqlite3_open_v2(path.c_str(), &database, kFlags, nullptr);
    handle_.reset(database);
    if (outcome != SQLITE_OK) throw BooksFailed(database == nullptr ? "no memory" : sqlite3_errmsg(database));
    sqlite3_busy_timeout(database, 5'000);
    execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON");
}

Database::~Database() {
    for (const auto& [sql, statements] : shelf_)
        for (sqlite3_stmt* statement : statements) sqlite3_finalize(statement);
}

void Database::execute(const char* sql) {
    if (sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        throw BooksFailed(sqlite3_errmsg(handle_.get()));
}

Transaction::~Transaction() {
    if (!is_open_) return;
    try {
        database_.query("ROLLBACK").run();
    } catch (const BooksFailed&) {
        // SQLite has rolled back by itself when the failure was its own.
    }
}

void Transaction::commit() {
    database_.query("COMMIT").run();
    is_open_ = false;
}

}  // namespace settle::bank
