// Queries on one PostgreSQL connection.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <unordered_map>

#include "adapters/store/postgres_rows.h"
#include "adapters/store/sql_driver.h"

struct pg_conn;
struct pg_result;

namespace settle::store {

struct PostgresConnection {
    std::string url;             ///< postgres://…, as libpq reads it.
    int lock_timeout_ms = 5'000; ///< How long a statement waits for a row that another transaction holds.
    /// How long a transaction may ask nothing before the server ends it and lets go what it holds; 0 is as the
    /// server is set.
    int idle_timeout_ms = 0;
};

/// What tells afterwards whether a transaction was committed: its row of write_mark.
struct WriteMark {
    std::string connection;
    std::int64_t count = 0;
};

/// Owns a connection and the statements prepared on it. For one thread at a time. Fails with store_unreachable when
/// the server is away; the connection is then of no more use: is_usable().
///
/// What can wait is sent together with the next statement, in one round trip: BEGIN, savepoints, locks.
class PostgresDriver final : public Driver {
public:
    enum class Access : std::uint8_t { kReadWrite, kReadOnly };

    static Result<std::unique_ptr<PostgresDriver>> open(const PostgresConnection& connection);
    ~PostgresDriver() override;
    PostgresDriver(const PostgresDriver&) = delete;
    PostgresDriver& operator=(const PostgresDriver&) = delete;

    /// False once the server closed the connection; asks nobody.
    bool is_usable();

    /// Runs statements that are not queries of the catalogue, outside begin() and commit().
    Result<void> execute(const std::string& script);
    /// The first cells of all rows of such a statement as text; NULL is empty.
    Result<std::vector<std::string>> texts(const std::string& statement);

    /// Notifies whoever listens on the channel, at once: `parts` become the lines behind the name of the schema.
    /// Outside a transaction. It waits for no disk: what is notified is nothing to keep.
    Result<void> notify(const std::string& channel, const std::vector<std::string>& parts);
    /// What others notified since the last call, on channels that a LISTEN named; waits for the first of it, or until
    /// the file `interrupt` can be read. Outside a transaction.
    Result<std::vector<std::string>> wait_for_notifications(int interrupt);

    /// Begins a transaction with `statement`; sent with the first statement in it.
    void begin(std::string_view statement, Access access);
    /// Fails with store_outcome_unknown when the connection broke before the answer came: mark() then tells.
    /// Whatever it answers, the transaction is over.
    Result<void> commit();
    void rollback();
    /// The mark of the transaction that commit() was last called for.
    WriteMark mark() const { return {token_, marks_}; }
    /// Whether the transaction of `mark`, of another connection that is lost, was committed. From now on it never will
    /// be if it was not. Outside a transaction.
    Result<bool> was_committed(const WriteMark& mark);

    /// Runs `statement` in front of the next one, and in front of savepoints that wait to be sent.
    void send_first(std::string_view statement, std::vector<std::string> values);

    /// All rows of a query.
    class Rows {
    public:
        explicit Rows(pg_result* result);
        int size() const;
        std::int64_t affected() const;  ///< Rows the query wrote or answered.
        /// Nothing when there is no such column.
        std::optional<int> column(const char* name) const;
        std::string text(int row, int column) const;
        Result<void> each(const std::function<Result<void>(Row&)>& on_row) const;

    private:
        struct Clear {
            void operator()(pg_result* result) const;
        };
        std::unique_ptr<pg_result, Clear> result_;
        friend class PostgresDriver;
    };
    Result<Rows> fetch(const sql::Query& query, Args args);

    Result<std::int64_t> run(const sql::Query& query, Args args) override;
    Result<void> each(const sql::Query& query, Args args, const std::function<Result<void>(Row&)>& on_row) override;
    Result<void> all_or_nothing(const std::function<Result<void>()>& work) override;
    /// From now on each() takes rows one by one as they come, and on_row may not ask this connection anything.
    void set_streaming(bool is_streaming) { is_streaming_ = is_streaming; }

    /// Runs one writing query for each set of arguments, all of them in one round trip, and answers how many rows
    /// they wrote in all. In a transaction, of which nothing can be kept when it fails, save by all_or_nothing.
    Result<std::int64_t> run_each(const sql::Query& query, std::span<const std::vector<Arg>> sets);
    /// Writes rows by binary COPY: `values` has one value per column, row after row. The same rules as for run_each.
    /// Columns are text, whole numbers and days.
    /// Small rows per second on two busy cores, over a socket: run 3 to 6 k, run_each 24 to 32 k, copy_in 55 to 72 k.
    Result<std::int64_t> copy_in(std::string_view table, std::span<const std::string_view> columns,
                                 std::span<const Value> values);

    /// The same of rows that are packed already.
    Result<std::int64_t> copy_in(CopyRows& rows);
    /// Runs one query over many rows at once, which are arguments of it, beside `args`. The same rules as for run_each.
    Result<Rows> fetch_over(const sql::Query& query, Args args, ArrayColumns& columns);
    /// Runs a query that writes without protecting the transaction from its failure. The same rules as for run_each.
    Result<Rows> fetch_unprotected(const sql::Query& query, Args args);

private:
    struct Prepared {
        std::string name;
        std::vector<std::string> arguments;  ///< $1, $2, …
        std::vector<bool> is_text;  ///< Of each argument: its bytes are sent as they are.
        bool writes = false;
    };
    struct Step {
        std::string statement;
        std::vector<std::string> values;
        bool is_savepoint = false;
    };
    class Bound;
    class Drained;
    class RoundTrip;

    explicit PostgresDriver(pg_conn* connection) : connection_(connection) {}
    Result<void> set_up(const PostgresConnection& connection);
    Result<const Prepared*> ready(const sql::Query& query);
    Result<Rows> send(const Prepared& prepared, std::string_view name, std::span<const Arg> args);
    Result<void> stream(const Prepared& prepared, std::string_view name, std::span<const Arg> args,
                        const std::function<Result<void>(Row&)>& on_row);
    Result<Rows> send_unprotected(const sql::Query& query, std::span<const Arg> args,
                                  std::span<const ArrayColumns::Column> columns);
    Result<void> flush();
    Result<const std::vector<unsigned>*> types_of(const std::string& table, const std::string& columns);
    Result<std::int64_t> copy_bytes(const std::string& statement, std::string_view bytes);
    void protect(const Prepared& prepared);
    void end_protection(bool is_kept);
    void note_unprotected(const Error& error);
    void wait_to_send(std::string statement, std::vector<std::string> values = {}, bool is_savepoint = false);
    Error failed(const pg_result* result, std::string_view doing);
    Error lost(std::string_view doing);
    std::optional<Error> hindrance() const;

    pg_conn* connection_;
    std::string token_;  ///< Names this connection in write_mark.
    std::int64_t marks_ = 0;
    Access access_ = Access::kReadWrite;
    bool is_streaming_ = false;
    bool is_lost_ = false;  ///< The connection is of no more use.
    bool is_open_ = false;  ///< begin() was called.
    bool is_begun_ = false;  ///< …and sent.
    bool has_written_ = false;
    int depth_ = 0;  ///< Of all_or_nothing.
    int spoiled_depth_ = 0;  ///< The bracket in which a statement failed; nothing runs in it any more.
    std::optional<Error> spoiled_by_;
    std::optional<Error> doomed_by_;  ///< Why nothing of this transaction can be kept.
    std::vector<Step> waiting_;
    std::unordered_map<const sql::Query*, Prepared> statements_;
    std::map<std::string, std::string, std::less<>> steps_;  ///< Names of prepared steps.
    std::map<std::string, std::vector<unsigned>, std::less<>> copy_types_;
};

}  // namespace settle::store
