// The little of SQLite that the bank's books need.
#pragma once

#include <sqlite3.h>

#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace settle::bank {

/// The books cannot be read or written. Thrown and caught inside the bank: every door of `Bank`
/// turns it into an answer, and the transaction it left is rolled back.
class BooksFailed : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class Database;

/// A prepared statement that runs once per object; it comes from the database's shelf and goes back there.
class Query {
public:
    Query(Database& database, std::string_view sql);
    ~Query();
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    Query& bind(std::int64_t value);
    Query& bind(std::string_view value);
    /// True while there is a row to read.
    bool step();
    void run() { step(); }
    std::int64_t integer(int column) const;
    int small(int column) const { return static_cast<int>(integer(column)); }
    std::string text(int column) const;

private:
    Database& database_;
    const std::string sql_;
    sqlite3_stmt* statement_;
    int bound_ = 0;
};

class Database {
public:
    explicit Database(const std::string& path);
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database();
    Query query(std::string_view sql) { return Query(*this, sql); }
    void execute(const char* sql);
    /// Rows the last statement changed.
    int changed() const { return sqlite3_changes(handle_.get()); }
    std::int64_t last_id() const { return sqlite3_last_insert_rowid(handle_.get()); }

private:
    friend class Query;
    struct Close {
        void operator()(sqlite3* database) const { sqlite3_close(database); }
    };
    std::unique_ptr<sqlite3, Close> handle_;
    /// Prepared statements that nobody runs now, by their text: two at once need two.
    std::map<std::string, std::vector<sqlite3_stmt*>, std::less<>> shelf_;
};

/// Rolls back unless it was committed.
class Transaction {
public:
    explicit Transaction(Database& database) : database_(database) { database_.query("BEGIN IMMEDIATE").run(); }
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& database_;
    bool is_open_ = true;
};

}  // namespace settle::bank
