#include <arpa/inet.h>
#include <fmt/format.h>
#include <libpq-fe.h>

#include <atomic>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <thread>
#include <vector>

#include "measure.h"
#include "substrate.h"

namespace settle::bench {
namespace {

struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, Clear>;

class Connection {
public:
    explicit Connection(const std::string& url) : db_(PQconnectdb(url.c_str())) {
        if (PQstatus(db_) != CONNECTION_OK) give_up("connecting");
    }
    ~Connection() { PQfinish(db_); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// With the values in binary form.
    Answer ask(const std::string& text) {
        Answer answer(PQexecParams(db_, text.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 1));
        if (PQresultStatus(answer.get()) != PGRES_TUPLES_OK) give_up(text);
        return answer;
    }
    std::vector<std::string> texts(const std::string& text) {
        const Answer answer = ask(text);
        std::vector<std::string> found;
        for (int row = 0; row < PQntuples(answer.get()); ++row) found.emplace_back(PQgetvalue(answer.get(), row, 0));
        return found;
    }
    std::int64_t number(const std::string& text) { return std::stoll(texts("SELECT (" + text + ")::text").front()); }
    void run(const std::string& text) {
        const Answer answer(PQexec(db_, text.c_str()));
        if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) give_up(text);
    }
    void copy(const std::string& command, const std::string& rows) {
        const Answer begun(PQexec(db_, command.c_str()));
        if (PQresultStatus(begun.get()) != PGRES_COPY_IN) give_up(command);
        if (PQputCopyData(db_, rows.data(), static_cast<int>(rows.size())) != 1 || PQputCopyEnd(db_, nullptr) != 1)
            give_up(command);
        while (const Answer done{PQgetResult(db_)})
            if (PQresultStatus(done.get()) != PGRES_COMMAND_OK) give_up(command);
    }

private:
    [[noreturn]] void give_up(std::string_view doing) {
        fmt::print(stderr, "bench: {}: {}", doing, PQerrorMessage(db_));
        std::exit(2);
    }
    PGconn* db_;
};

void add_big_endian(std::string& to, auto number) {
    for (int shift = (static_cast<int>(sizeof number) - 1) * 8; shift >= 0; shift -= 8)
        to.push_back(static_cast<char>(static_cast<unsigned>(number) >> shift));
}

/// Rows `first` to `end` of an answer as COPY reads them.
std::string copy_rows(const PGresult* answer, int first, int end) {
    std::string rows("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", 19);
    const int fields = PQnfields(answer);
    for (int row = first; row < end; ++row) {
        add_big_endian(rows, static_cast<std::int16_t>(fields));
        for (int field = 0; field < fields; ++field) {
            const bool is_null = PQgetisnull(answer, row, field) != 0;
            const int length = is_null ? -1 : PQgetlength(answer, row, field);
            add_big_endian(rows, static_cast<std::int32_t>(length));
            if (!is_null) rows.append(PQgetvalue(answer, row, field), static_cast<std::size_t>(length));
        }
    }
    add_big_endian(rows, static_cast<std::int16_t>(-1));
    return rows;
}

std::string join(const std::vector<std::string>& names, std::string_view separator, const auto& each) {
    std::string joined;
    for (const std::string& name : names) joined += (joined.empty() ? "" : std::string(separator)) + each(name);
    return joined;
}

/// What is written of one table: straight into it, or, where rows changed that were there before, by a temporary one.
struct Stream {
    std::string table;
    std::string columns;
    bool is_direct = true;
    std::string take_over = {};       ///< From the temporary table into the table.
    std::vector<std::string> parts = {};  ///< One for each transaction.
};

std::vector<Stream> find_streams(Connection& after, Connection& target, std::int64_t since, std::int64_t transactions,
                                 SubstrateOutcome& outcome) {
    std::vector<Stream> streams;
    for (const std::string& table :
         after.texts("SELECT c.relname::text FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = "
                     "current_schema()::regnamespace AND c.relname <> 'write_mark' ORDER BY c.oid")) {
        const auto columns = after.texts(
            fmt::format("SELECT attname::text FROM pg_attribute WHERE attrelid = '{}'::regclass AND attnum > 0 "
                        "AND NOT attisdropped ORDER BY attnum",
                        table));
        const auto key = after.texts(
            fmt::format("SELECT a.attname::text FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid "
                        "AND a.attnum = ANY (i.indkey) WHERE i.indrelid = '{}'::regclass AND i.indisprimary",
                        table));
        const auto plain = [](auto& name) { return name; };
        Stream stream{table, join(columns, ", ", plain)};
        const Answer rows = after.ask(fmt::format("SELECT {} FROM {} WHERE xmin::text::bigint >= {} ORDER BY ctid",
                                                  stream.columns, table, since));
        const int count = PQntuples(rows.get());
        if (count == 0) continue;
        const std::string counting = "SELECT count(*) FROM " + table;
        const std::int64_t more = after.number(counting) - target.number(counting);
        outcome.inserted += more;
        outcome.updated += count - more;
        stream.is_direct = more == count;
        const auto same_key = join(key, " AND ", [](auto& name) { return fmt::format("t.{0} = s.{0}", name); });
        stream.take_over =
            fmt::format("UPDATE {0} t SET {1} FROM new_{0} s WHERE {2}", table,
                        join(columns, ", ", [](auto& name) { return fmt::format("{0} = s.{0}", name); }), same_key);
        if (more > 0 && !stream.is_direct)
            stream.take_over += fmt::format(
                "; INSERT INTO {0} ({1}) SELECT {1} FROM new_{0} s WHERE NOT EXISTS "
                "(SELECT 1 FROM {0} t WHERE {2})",
                table, stream.columns, same_key);
        for (std::int64_t n = 0; n < transactions; ++n)
            stream.parts.push_back(copy_rows(rows.get(), static_cast<int>(count * n / transactions),
                                             static_cast<int>(count * (n + 1) / transactions)));
        streams.push_back(std::move(stream));
    }
    return streams;
}

void write_transaction(Connection& to, const std::vector<Stream>& streams, std::size_t number) {
    to.run("BEGIN");
    for (const Stream& stream : streams) {
        to.copy(fmt::format("COPY {}{} ({}) FROM STDIN (FORMAT binary)", stream.is_direct ? "" : "new_", stream.table,
                            stream.columns),
                stream.parts[number]);
        if (!stream.is_direct) to.run(stream.take_over);
    }
    to.run("COMMIT");
}

}  // namespace

SubstrateOutcome write_again_postgres(const std::string& after_url, const std::string& target_url, std::int64_t since,
                                      const SubstrateOptions& options) {
    const std::int64_t transactions =
        std::max<std::int64_t>(1, (options.renewals + options.per_transaction - 1) / options.per_transaction);
    SubstrateOutcome outcome;
    Connection after(after_url);
    std::vector<std::unique_ptr<Connection>> targets;
    for (int i = 0; i < std::max(1, options.connections); ++i)
        targets.push_back(std::make_unique<Connection>(target_url));
    const auto streams = find_streams(after, *targets.front(), since, transactions, outcome);
    for (const auto& target : targets) {
        // Foreign keys are checked by triggers, which a replica leaves out.
        target->run("SET session_replication_role = replica");
        for (const Stream& stream : streams)
            if (!stream.is_direct)
                target->run(
                    fmt::format("CREATE TEMPORARY TABLE new_{0} (LIKE {0}) ON COMMIT DELETE ROWS", stream.table));
    }
    Meter meter;
    std::atomic<std::size_t> next = 0;
    const auto work = [&](Connection& to) {
        for (std::size_t n = next++; n < static_cast<std::size_t>(transactions); n = next++)
            write_transaction(to, streams, n);
    };
    meter.start();
    {
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < targets.size(); ++i) others.emplace_back([&, i] { work(*targets[i]); });
        work(*targets.front());
    }
    meter.stop();
    outcome.wall_seconds = meter.wall_seconds();
    outcome.cpu_seconds = meter.cpu_seconds();
    for (const Stream& stream : streams) {
        const std::string count = "SELECT count(*) FROM " + stream.table;
        if (after.number(count) == targets.front()->number(count)) continue;
        fmt::print(stderr, "bench: {} was not written again as it is\n", stream.table);
        std::exit(2);
    }
    return outcome;
}

}  // namespace settle::bench
