// Queries on one SQLite connection.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "adapters/store/sql_driver.h"

struct sqlite3;
struct sqlite3_stmt;

namespace settle::store {

/// Owns a connection and the statements prepared on it. For one thread at a time.
class SqliteDriver final : public Driver {
public:
    enum class Access : std::uint8_t { kReadWrite, kReadOnly };

    /// Fails with store_failed when the file cannot be opened.
    static Result<std::unique_ptr<SqliteDriver>> open(const std::string& path, Access access, int busy_timeout_ms);
    ~SqliteDriver() override;
    SqliteDriver(const SqliteDriver&) = delete;
    SqliteDriver& operator=(const SqliteDriver&) = delete;

    /// Runs statements that are not queries of the catalogue: pragmas, BEGIN, migrations.
    Result<void> execute(const std::string& script);
    /// Begins or ends a transaction with one statement, which is kept prepared for the next time.
    Result<void> control(std::string_view statement);
    /// Ends what control("BEGIN…") began. Fails with store_outcome_unknown when the disk failed under it: after a crash
    /// the transaction may turn out to be done.
    Result<void> commit();
    void rollback();
    /// The first cell of such a statement, or 0 without a row.
    Result<std::int64_t> scalar(const std::string& statement);
    /// The first cells of all its rows as text.
    Result<std::vector<std::string>> texts(const std::string& statement);

    /// Makes the new file `path` a copy of one moment; others write meanwhile. Progress is told in pages.
    Result<void> copy_to(const std::string& path,
                         const std::function<void(std::int64_t done, std::int64_t of)>& on_progress);

    /// From now on each commit tells how many pages the log has, and does not write it back by itself.
    void watch_log(std::function<void(int pages)> on_commit);
    /// Writes back what nobody reads in the log any more, and waits for nobody. Answers how many of its pages are in
    /// the file. Fails with store_busy while somebody else does the same.
    Result<int> write_back();
    /// What was written back is on the disk afterwards. SQLite by itself does this once, when all of the log is in the
    /// file. After a failure only the log is sure to have it.
    Result<void> sync_file();

    /// From now on a statement that writes is a broken contract, or is not.
    void set_access(Access access) { access_ = access; }

    Result<std::int64_t> run(const sql::Query& query, Args args) override;
    Result<void> each(const sql::Query& query, Args args, const std::function<Result<void>(Row&)>& on_row) override;
    Result<void> all_or_nothing(const std::function<Result<void>()>& work) override;

private:
    struct CloseStatement {
        void operator()(sqlite3_stmt* statement) const;
    };
    using Statement = std::unique_ptr<sqlite3_stmt, CloseStatement>;
    /// A prepared query and the names in it, which SQLite would look up again at every call.
    struct Known {
        Statement statement;
        std::vector<std::string> parameters;
        std::vector<std::string> columns;
    };

    SqliteDriver(sqlite3* connection, Access access) : connection_(connection), access_(access) {}
    Result<Statement> prepare(std::string_view text);
    Result<const Known*> ready(const sql::Query& query, Args args);
    Error last_error(std::string_view doing);
    std::string violated_rule(std::string_view message);

    sqlite3* connection_;
    Access access_;
    std::function<void(int pages)> on_commit_;
    bool is_begun_ = false;
    std::optional<Error> undone_by_;  ///< Why SQLite rolled back by itself; nothing runs any more.
    std::unordered_map<const sql::Query*, Known> statements_;
    std::map<std::string, Statement, std::less<>> controls_;
};

}  // namespace settle::store
