// The little of SQLite that the bank's books need.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace settle::bank {

/// The books cannot be read or written. Thrown and caught inside the bank: every door of `Bank`
/// turns it into an answer, and the transaction it left is rolled back.
class BooksFailed : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A prepared statement that runs once per object.
class Query {
public:
    Query(sqlite3* database, std::string_view sql);
    Query& bind(std::int64_t value);
    Query& bind(std::string_view value);
    /// True while there is a row to read.
    bool step();
    void run() { step(); }
    std::int64_t integer(int column) const;
    int small(int column) const { return static_cast<int>(integer(column)); }
    std::string text(int column) const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    sqlite3* database_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
    int bound_ = 0;
};

class Database {
public:
    explicit Database(const std::string& path);
    Query query(std::string_view sql) { return Query(handle_.get(), sql); }
    void execute(const char* sql);
    /// Rows the last statement changed.
    int changed() const { return sqlite3_changes(handle_.get()); }
    std::int64_t last_id() const { return sqlite3_last_insert_rowid(handle_.get()); }

private:
    struct Close {
        void operator()(sqlite3* database) const { sqlite3_close(database); }
    };
    std::unique_ptr<sqlite3, Close> handle_;
};

/// Rolls back unless it was committed.
class Transaction {
public:
    explicit Transaction(Database& database) : database_(database) { database_.execute("BEGIN IMMEDIATE"); }
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& database_;
    bool is_open_ = true;
};

}  // namespace settle::bank
