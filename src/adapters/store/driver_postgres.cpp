#include "adapters/store/driver_postgres.h"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

#include <array>
#include <cerrno>
#include <charconv>

#include "adapters/store/constraint_codes.h"
#include "adapters/store/libpq_loaded.h"
#include "adapters/store/postgres_copy.h"
#include "adapters/store/postgres_query.h"
#include "adapters/store/postgres_text.h"
#include "base/ensure.h"

namespace settle::store {
namespace {

constexpr const char* kProtection = "one_statement";
constexpr const char* kCommit = "COMMIT";
// A mark that was asked for may not be passed afterwards: a commit that is still on its way then fails.
constexpr std::string_view kSetMark =
    "INSERT INTO write_mark (connection, count) VALUES ($1, $2) "
    "ON CONFLICT (connection) DO UPDATE SET count = excluded.count, touched_at = now()";
constexpr const char* kAskMark =
    "INSERT INTO write_mark (connection, count, last_allowed) VALUES ($1, 0, 0) "
    "ON CONFLICT (connection) DO UPDATE SET last_allowed = write_mark.count, touched_at = now() RETURNING count";

class ResultCells final : public Cells {
public:
    ResultCells(const PGresult* result, int row) : result_(result), row_(row), texts_(std::size_t(PQnfields(result))) {}
    int index_of(std::string_view column, int expected) const override {
        const int count = PQnfields(result_);
        if (expected < count && column == PQfname(result_, expected)) return expected;
        for (int index = 0; index < count; ++index)
            if (column == PQfname(result_, index)) return index;
        contract_violated(("a query answers no column " + std::string(column)).c_str(), __FILE__, __LINE__);
    }
    bool is_null(int index) const override { return PQgetisnull(result_, row_, index) != 0; }
    std::int64_t integer(int index) const override {
        const std::string_view digits = raw(index);
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        // Zero for NULL, as SQLite has it.
        ENSURE(digits.empty() || (error == std::errc() && end == digits.data() + digits.size()));
        return number;
    }
    std::string_view text(int index) const override {
        return from_postgres(raw(index), texts_[static_cast<std::size_t>(index)]);
    }

private:
    std::string_view raw(int index) const {
        return {PQgetvalue(result_, row_, index), static_cast<std::size_t>(PQgetlength(result_, row_, index))};
    }
    const PGresult* result_;
    int row_;
    mutable std::vector<std::string> texts_;
};

bool is_text_type(Oid type) {
    constexpr Oid kText = 25, kFixedText = 1042, kVaryingText = 1043;
    return type == kText || type == kFixedText || type == kVaryingText;
}

constexpr std::string_view kDiskFull = "53100";
constexpr std::string_view kReadOnlyServer = "25006";
constexpr std::string_view kSilentTooLong = "25P03";

ErrorCode code_of_state(std::string_view state, std::string_view constraint) {
    if (state == "23505") return code_of_constraint(constraint);
    // Serialization, deadlock, a lock that took too long, a statement that was stopped, too many connections.
    for (const std::string_view busy : {"40001", "40P01", "55P03", "57014", "53300"})
        if (state == busy) return ErrorCode::kStoreBusy;
    // The server stops or starts, the connection broke or was silent for too long, its disk fails or is full, or a
    // standby answers.
    const bool is_away = state.starts_with("08") || state.starts_with("57P") || state.starts_with("58");
    if (is_away || state == kSilentTooLong || state == kDiskFull || state == kReadOnlyServer)
        return ErrorCode::kStoreUnreachable;
    return ErrorCode::kStoreFailed;
}

std::string_view field_of(const PGresult* result, int field) {
    const char* text = PQresultErrorField(result, field);
    return text == nullptr ? std::string_view() : std::string_view(text);
}

std::string without_line_end(std::string text) {
    while (text.ends_with('\n')) text.pop_back();
    return text;
}

bool is_error(const PGresult* result) {
    const ExecStatusType status = PQresultStatus(result);
    return status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE || status == PGRES_PIPELINE_ABORTED;
}

std::int64_t affected_rows(const PGresult* result) {
    const std::string_view digits = PQcmdTuples(const_cast<PGresult*>(result));
    std::int64_t count = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), count);
    return count;
}

}  // namespace

/// Arguments as libpq takes them; texts that need no change are not copied.
class PostgresDriver::Bound {
public:
    Bound(const Prepared& prepared, std::span<const Arg> args, std::span<const ArrayColumns::Column> columns = {})
        : values_(prepared.arguments.size()), lengths_(values_.size()), formats_(values_.size()) {
        ENSURE(args.size() + columns.size() == prepared.arguments.size());
        copies_.reserve(args.size());
        std::size_t expected = 0;
        for (const Arg& arg : args) {
            expected = index_of(prepared, arg.name, expected);
            bind(expected, arg.value, prepared.is_text[expected]);
            ++expected;
        }
        for (const ArrayColumns::Column& column : columns) {
            expected = index_of(prepared, column.name, expected);
            values_[expected] = column.bytes.data();
            lengths_[expected] = static_cast<int>(column.bytes.size());
            formats_[expected] = 1;
            ++expected;
        }
    }
    int send(PGconn* connection, const std::string& name) const {
        return PQsendQueryPrepared(connection, name.c_str(), static_cast<int>(values_.size()), values_.data(),
                                   lengths_.data(), formats_.data(), 0);
    }

private:
    static std::size_t index_of(const Prepared& prepared, std::string_view name, std::size_t expected) {
        const auto& names = prepared.arguments;
        if (expected < names.size() && names[expected] == name) return expected;
        for (std::size_t index = 0; index < names.size(); ++index)
            if (names[index] == name) return index;
        contract_violated(("a query takes no argument " + std::string(name)).c_str(), __FILE__, __LINE__);
    }
    void bind(std::size_t index, const Value& value, bool is_text) {
        const auto& content = value.content();
        if (const auto* number = std::get_if<std::int64_t>(&content)) return keep(index, std::to_string(*number));
        if (const auto* view = std::get_if<std::string_view>(&content)) return bind_text(index, *view, is_text);
        if (const auto* text = std::get_if<std::string>(&content)) return bind_text(index, *text, is_text);
        values_[index] = nullptr;
    }
    void bind_text(std::size_t index, std::string_view text, bool is_text) {
        if (!is_text) return keep(index, std::string(text));
        std::string changed;
        const std::string_view sent = to_postgres(text, changed);
        formats_[index] = 1;
        lengths_[index] = static_cast<int>(sent.size());
        if (!changed.empty()) return keep(index, std::move(changed));
        values_[index] = sent.data() == nullptr ? "" : sent.data();
    }
    void keep(std::size_t index, std::string text) {
        copies_.push_back(std::move(text));
        values_[index] = copies_.back().c_str();
    }

    std::vector<const char*> values_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
    std::vector<std::string> copies_;
};

/// Takes the rows that nobody wants, so that the connection can be used again.
class PostgresDriver::Drained {
public:
    explicit Drained(PGconn* connection) : connection_(connection) {}
    ~Drained() {
        while (PGresult* rest = PQgetResult(connection_)) PQclear(rest);
    }
    Drained(const Drained&) = delete;
    Drained& operator=(const Drained&) = delete;

private:
    PGconn* connection_;
};

/// What waits and what is sent behind it, until their answers came.
class PostgresDriver::RoundTrip {
public:
    explicit RoundTrip(PostgresDriver& driver) : driver_(driver), connection_(driver.connection_) {
        is_sent_ = PQenterPipelineMode(connection_) == 1;
        for (const Step& step : driver_.waiting_) send_step(step);
    }
    ~RoundTrip() {
        // Answers that nobody took would be taken for those of the next round trip.
        if (!is_ended_ && PQpipelineSync(connection_) != 1) driver_.is_lost_ = true;
        int empty = 0;
        while (!driver_.is_lost_ && PQstatus(connection_) == CONNECTION_OK && PQexitPipelineMode(connection_) == 0) {
            PGresult* const rest = PQgetResult(connection_);
            empty = rest != nullptr ? 0 : empty + 1;
            PQclear(rest);
            // One empty answer ends those of a statement. Two: libpq counts on answers that a cut line never brings.
            if (empty == 2) driver_.is_lost_ = true;
        }
    }
    RoundTrip(const RoundTrip&) = delete;
    RoundTrip& operator=(const RoundTrip&) = delete;

    PGconn* connection() { return connection_; }
    void note(int is_sent) { is_sent_ = is_sent_ && is_sent == 1; }

    /// The answers of the steps that waited. An error in them is the end of the transaction.
    Result<void> take_steps(std::string_view doing) {
        driver_.waiting_.clear();
        driver_.is_begun_ = driver_.is_open_;
        is_ended_ = is_sent_ && PQpipelineSync(connection_) == 1;
        if (!is_ended_) return fail(driver_.lost(doing));
        for (const auto& [statement, name] : step_answers_) {
            const Rows rows(next());
            if (rows.result_ == nullptr || is_error(rows.result_.get())) {
                Error error = driver_.failed(rows.result_.get(), statement);
                driver_.doomed_by_ = error;
                return fail(std::move(error));
            }
            if (!name.empty()) driver_.steps_.emplace(statement, name);
        }
        return {};
    }
    /// The answer of the next statement that was sent behind them.
    Result<Rows> take(std::string_view doing) {
        Rows rows(next());
        if (rows.result_ == nullptr || is_error(rows.result_.get()))
            return fail(driver_.failed(rows.result_.get(), doing));
        return rows;
    }

private:
    void send_step(const Step& step) {
        std::vector<const char*> values;
        values.reserve(step.values.size());
        for (const std::string& value : step.values) values.push_back(value.c_str());
        const auto known = driver_.steps_.find(step.statement);
        std::string name = known == driver_.steps_.end() ? std::string() : known->second;
        if (name.empty()) {
            // Twice in one round trip, a statement is prepared once only.
            const auto sent = sent_names_.find(step.statement);
            if (sent != sent_names_.end()) name = sent->second;
        }
        if (name.empty()) {
            name = fmt::format("step_{}", driver_.steps_.size() + sent_names_.size());
            note(PQsendPrepare(connection_, name.c_str(), step.statement.c_str(), 0, nullptr));
            step_answers_.emplace_back(step.statement, name);
            sent_names_.emplace(step.statement, name);
        }
        note(PQsendQueryPrepared(connection_, name.c_str(), static_cast<int>(values.size()), values.data(), nullptr,
                                 nullptr, 0));
        step_answers_.emplace_back(step.statement, "");
    }
    PGresult* next() {
        PGresult* result = PQgetResult(connection_);
        if (result == nullptr) return nullptr;
        while (PGresult* rest = PQgetResult(connection_)) PQclear(rest);
        return result;
    }

    PostgresDriver& driver_;
    PGconn* connection_;
    bool is_sent_ = true;
    bool is_ended_ = false;
    std::vector<std::pair<std::string, std::string>> step_answers_;  ///< Statement, and its name where it is prepared.
    std::map<std::string, std::string, std::less<>> sent_names_;
};

PostgresDriver::Rows::Rows(pg_result* result) : result_(result) {}
void PostgresDriver::Rows::Clear::operator()(pg_result* result) const { PQclear(result); }
int PostgresDriver::Rows::size() const { return PQntuples(result_.get()); }
std::int64_t PostgresDriver::Rows::affected() const { return affected_rows(result_.get()); }
std::optional<int> PostgresDriver::Rows::column(const char* name) const {
    const int found = PQfnumber(result_.get(), name);
    return found < 0 ? std::nullopt : std::optional(found);
}
std::string PostgresDriver::Rows::text(int row, int column) const {
    return std::string(ResultCells(result_.get(), row).text(column));
}
Result<void> PostgresDriver::Rows::each(const std::function<Result<void>(Row&)>& on_row) const {
    for (int i = 0; i < size(); ++i) {
        const ResultCells cells(result_.get(), i);
        Row row(cells);
        TRY_VOID(on_row(row));
    }
    return {};
}

Result<std::unique_ptr<PostgresDriver>> PostgresDriver::open(const PostgresConnection& connection) {
    if (!has_libpq()) return fail(ErrorCode::kStoreFailed, {}, "libpq.so.5 is not installed (Debian: libpq5)");
    // What libpq says of an address it cannot read repeats it, password and all.
    PQconninfoOption* parts = PQconninfoParse(connection.url.c_str(), nullptr);
    const bool is_readable = parts != nullptr;
    PQconninfoFree(parts);
    if (!is_readable)
        return fail(ErrorCode::kStoreFailed, {},
                    "the address is not of the form postgres://user:password@host:port/database, or has a character "
                    "that must be written as %XX");
    // The address, which comes last, has the last word.
    const char* const keys[] = {
        "fallback_application_name", "connect_timeout",  "keepalives_idle", "keepalives_interval",
        "keepalives_count",          "tcp_user_timeout", "dbname",          nullptr};
    const char* const values[] = {"settle", "5", "15", "5", "3", "20000", connection.url.c_str(), nullptr};
    std::unique_ptr<PostgresDriver> driver(new PostgresDriver(PQconnectdbParams(keys, values, 1)));
    TRY_VOID(driver->set_up(connection));
    return driver;
}

Result<void> PostgresDriver::set_up(const PostgresConnection& connection) {
    if (PQstatus(connection_) != CONNECTION_OK) return fail(lost("connecting"));
    PQsetNoticeProcessor(connection_, [](void*, const char*) {}, nullptr);
    constexpr int kOldest = 150'000;
    if (PQserverVersion(connection_) < kOldest)
        return fail(ErrorCode::kStoreFailed, {}, "the server is older than PostgreSQL 15");
    const char* encoding = PQparameterStatus(connection_, "server_encoding");
    if (encoding == nullptr || std::string_view(encoding) != "UTF8")
        return fail(ErrorCode::kStoreFailed, {}, "the database is not in UTF8: create it with ENCODING 'UTF8'");
    // An answered commit must survive a crash, whatever the server's own default.
    std::string settings = fmt::format(
        "SET client_encoding = 'UTF8'; SET DateStyle = 'ISO, YMD'; SET TimeZone = 'UTC'; SET lock_timeout = {}; "
        "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'; "
        // The server notices that we are gone; what it does about a socket file it knows without.
        "SET tcp_keepalives_idle = 15; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3; "
        "SET tcp_user_timeout = 20000; ",
        connection.lock_timeout_ms);
    if (connection.idle_timeout_ms > 0)
        settings += fmt::format("SET idle_in_transaction_session_timeout = {}; ", connection.idle_timeout_ms);
    const auto answer = TRY(texts(settings + "SELECT gen_random_uuid()"));
    ENSURE(answer.size() == 1);
    token_ = answer.front();
    return {};
}

PostgresDriver::~PostgresDriver() { PQfinish(connection_); }

bool PostgresDriver::is_usable() {
    // A server that goes may say so first, and close then.
    const auto has_news = [&] {
        pollfd waiting{PQsocket(connection_), POLLIN, 0};
        return poll(&waiting, 1, 0) > 0;
    };
    constexpr int kPatience = 8;
    for (int i = 0; i < kPatience && !is_lost_ && PQstatus(connection_) == CONNECTION_OK && has_news(); ++i)
        if (PQconsumeInput(connection_) != 1) is_lost_ = true;
    return !is_lost_ && PQstatus(connection_) == CONNECTION_OK;
}

Result<void> PostgresDriver::execute(const std::string& script) {
    TRY(texts(script));
    return {};
}

Result<std::vector<std::string>> PostgresDriver::texts(const std::string& statement) {
    const Rows rows(PQexec(connection_, statement.c_str()));
    if (rows.result_ == nullptr || is_error(rows.result_.get()))
        return fail(failed(rows.result_.get(), std::string_view(statement).substr(0, 60)));
    std::vector<std::string> found;
    for (int i = 0; i < rows.size(); ++i) found.push_back(rows.text(i, 0));
    return found;
}

Result<void> PostgresDriver::notify(const std::string& channel, const std::vector<std::string>& parts) {
    ENSURE(!is_open_);
    constexpr const char* kNotify =
        "SELECT set_config('synchronous_commit', 'off', true), "
        "pg_notify($1::text, concat_ws(E'\\n', current_schema(), $2::text))";
    std::string buffer;
    const std::string text(to_postgres(fmt::format("{}", fmt::join(parts, "\n")), buffer));
    const char* const values[] = {channel.c_str(), text.c_str()};
    const Rows rows(PQexecParams(connection_, kNotify, 2, nullptr, values, nullptr, nullptr, 0));
    if (rows.result_ == nullptr || is_error(rows.result_.get())) return fail(failed(rows.result_.get(), "notifying"));
    return {};
}

Result<std::vector<std::string>> PostgresDriver::wait_for_notifications(int interrupt) {
    ENSURE(!is_open_);
    std::vector<std::string> payloads;
    const auto take = [&] {
        while (PGnotify* notified = PQnotifies(connection_)) {
            payloads.emplace_back(notified->extra);
            PQfreemem(notified);
        }
    };
    take();  // What came with the answer of a statement.
    if (!payloads.empty()) return payloads;
    std::array<pollfd, 2> files{{{PQsocket(connection_), POLLIN, 0}, {interrupt, POLLIN, 0}}};
    const int ready = poll(files.data(), files.size(), -1);
    if (ready < 0 && errno != EINTR) return fail(lost("waiting for notifications"));
    if (ready > 0 && files[0].revents != 0 && PQconsumeInput(connection_) != 1)
        return fail(lost("waiting for notifications"));
    take();
    if (PQstatus(connection_) != CONNECTION_OK) return fail(lost("waiting for notifications"));
    return payloads;
}

void PostgresDriver::begin(std::string_view statement, Access access) {
    ENSURE(!is_open_ && waiting_.empty());
    access_ = access;
    is_open_ = true;
    is_begun_ = has_written_ = is_streaming_ = false;
    depth_ = spoiled_depth_ = 0;
    spoiled_by_.reset();
    doomed_by_.reset();
    wait_to_send(std::string(statement));
}

Result<void> PostgresDriver::commit() {
    ENSURE(is_open_ && depth_ == 0);
    if (doomed_by_) {
        const Error error = *doomed_by_;
        rollback();
        return fail(error);
    }
    is_open_ = false;
    if (!is_begun_) {  // Nothing was asked.
        waiting_.clear();
        return {};
    }
    if (has_written_) wait_to_send(std::string(kSetMark), {token_, std::to_string(++marks_)});
    const auto end = [&]() -> Result<void> {
        RoundTrip trip(*this);
        trip.note(PQsendQueryParams(connection_, kCommit, 0, nullptr, nullptr, nullptr, nullptr, 0));
        TRY_VOID(trip.take_steps(kCommit));
        const Rows answer = TRY(trip.take(kCommit));
        if (std::string_view(PQcmdStatus(answer.result_.get())) != kCommit)
            return fail(ErrorCode::kStoreFailed, {}, "the transaction had been given up");
        return {};
    };
    Result<void> outcome = end();
    if (outcome) return outcome;
    if (outcome.error().code != ErrorCode::kStoreUnreachable) {
        (void)execute("ROLLBACK");  // The server says why it was not committed.
        return outcome;
    }
    is_lost_ = true;
    if (!has_written_) return outcome;
    return fail(ErrorCode::kStoreOutcomeUnknown, {}, outcome.error().detail);
}

void PostgresDriver::rollback() {
    is_open_ = false;
    waiting_.clear();
    // Where it cannot be rolled back the connection is lost, and the server does so.
    if (is_begun_ && !is_lost_ && !execute("ROLLBACK")) is_lost_ = true;
    is_begun_ = false;
}

Result<bool> PostgresDriver::was_committed(const WriteMark& mark) {
    const char* const values[] = {mark.connection.c_str()};
    const Rows rows(PQexecParams(connection_, kAskMark, 1, nullptr, values, nullptr, nullptr, 0));
    if (rows.result_ == nullptr || is_error(rows.result_.get()))
        return fail(failed(rows.result_.get(), "asking a mark"));
    ENSURE(rows.size() == 1);
    return rows.text(0, 0) == std::to_string(mark.count);
}

void PostgresDriver::send_first(std::string_view statement, std::vector<std::string> values) {
    auto place = std::ranges::find_if(waiting_, &Step::is_savepoint);
    std::string buffer;
    for (std::string& value : values) value = std::string(to_postgres(value, buffer));
    waiting_.insert(place, {std::string(statement), std::move(values), false});
}

void PostgresDriver::wait_to_send(std::string statement, std::vector<std::string> values, bool is_savepoint) {
    waiting_.push_back({std::move(statement), std::move(values), is_savepoint});
}

std::optional<Error> PostgresDriver::hindrance() const {
    if (doomed_by_) return doomed_by_;
    return spoiled_depth_ > 0 ? spoiled_by_ : std::nullopt;
}

Result<void> PostgresDriver::flush() {
    if (const auto error = hindrance()) return fail(*error);
    if (waiting_.empty()) return {};
    RoundTrip trip(*this);
    return trip.take_steps("what waits");
}

Result<const PostgresDriver::Prepared*> PostgresDriver::ready(const sql::Query& query) {
    if (const auto error = hindrance()) return fail(*error);
    auto known = statements_.find(&query);
    if (known == statements_.end()) {
        NumberedQuery numbered = number_arguments(query.postgres);
        Prepared prepared{
            fmt::format("query_{}", statements_.size()), std::move(numbered.arguments), {}, numbered.writes};
        const auto prepare = [&]() -> Result<void> {
            RoundTrip trip(*this);
            trip.note(PQsendPrepare(connection_, prepared.name.c_str(), numbered.text.c_str(), 0, nullptr));
            trip.note(PQsendDescribePrepared(connection_, prepared.name.c_str()));
            TRY_VOID(trip.take_steps(query.name));
            TRY(trip.take(query.name));
            const Rows described = TRY(trip.take(query.name));
            ENSURE(PQnparams(described.result_.get()) == static_cast<int>(prepared.arguments.size()));
            for (int i = 0; i < PQnparams(described.result_.get()); ++i)
                prepared.is_text.push_back(is_text_type(PQparamtype(described.result_.get(), i)));
            return {};
        };
        const Result<void> outcome = prepare();
        if (!outcome) {
            doomed_by_ = outcome.error();
            return fail(outcome.error());
        }
        known = statements_.emplace(&query, std::move(prepared)).first;
    }
    ENSURE(access_ == Access::kReadWrite || !known->second.writes);
    return &known->second;
}

/// A statement that writes may fail without the transaction failing: it stands between savepoints of its own,
/// unless a bracket stands around it.
void PostgresDriver::protect(const Prepared& prepared) {
    if (!prepared.writes) return;
    has_written_ = true;
    if (depth_ == 0) wait_to_send(fmt::format("SAVEPOINT {}", kProtection), {}, true);
}

void PostgresDriver::end_protection(bool is_kept) {
    if (!is_kept) wait_to_send(fmt::format("ROLLBACK TO {}", kProtection));
    wait_to_send(fmt::format("RELEASE {}", kProtection));
}

Result<PostgresDriver::Rows> PostgresDriver::send(const Prepared& prepared, std::string_view name,
                                                  std::span<const Arg> args) {
    const Bound bound(prepared, args);
    protect(prepared);
    auto answer = [&]() -> Result<Rows> {
        RoundTrip trip(*this);
        trip.note(bound.send(connection_, prepared.name));
        TRY_VOID(trip.take_steps(name));
        return trip.take(name);
    }();
    const bool is_own = prepared.writes && depth_ == 0;
    if (answer) {
        if (is_own) end_protection(true);
        return answer;
    }
    const Error& error = answer.error();
    const bool is_over = error.code == ErrorCode::kStoreBusy || error.code == ErrorCode::kStoreUnreachable;
    if (doomed_by_) return answer;
    if (is_over || !prepared.writes) {
        doomed_by_ = error;
    } else if (is_own) {
        end_protection(false);
    } else {
        spoiled_depth_ = depth_;
        spoiled_by_ = error;
    }
    return answer;
}

Result<PostgresDriver::Rows> PostgresDriver::fetch(const sql::Query& query, Args args) {
    ENSURE(is_open_);
    const Prepared* prepared = TRY(ready(query));
    return send(*prepared, query.name, args);
}

Result<std::int64_t> PostgresDriver::run(const sql::Query& query, Args args) {
    const Rows rows = TRY(fetch(query, args));
    return affected_rows(rows.result_.get());
}

Result<void> PostgresDriver::each(const sql::Query& query, Args args, const std::function<Result<void>(Row&)>& on_row) {
    if (is_streaming_) {
        const Prepared* prepared = TRY(ready(query));
        return stream(*prepared, query.name, args, on_row);
    }
    const Rows rows = TRY(fetch(query, args));
    return rows.each(on_row);
}

Result<void> PostgresDriver::stream(const Prepared& prepared, std::string_view name, std::span<const Arg> args,
                                    const std::function<Result<void>(Row&)>& on_row) {
    ENSURE(!prepared.writes);
    TRY_VOID(flush());
    const Bound bound(prepared, args);
    // Fails as well while on_row of another query runs: its rows are still coming.
    ENSURE(PQtransactionStatus(connection_) != PQTRANS_ACTIVE);
    if (bound.send(connection_, prepared.name) != 1 || PQsetSingleRowMode(connection_) != 1) return fail(lost(name));
    Result<void> outcome;
    bool is_complete = false;
    const Drained drained(connection_);
    while (PGresult* result = PQgetResult(connection_)) {
        const Rows rows(result);
        if (is_error(result)) outcome = fail(failed(result, name));
        else if (outcome) outcome = rows.each(on_row);
        is_complete = is_complete || PQresultStatus(result) == PGRES_TUPLES_OK;
    }
    if (outcome && !is_complete) outcome = fail(lost(name));
    if (!outcome && PQtransactionStatus(connection_) != PQTRANS_INTRANS) doomed_by_ = outcome.error();
    return outcome;
}

Result<void> PostgresDriver::all_or_nothing(const std::function<Result<void>()>& work) {
    if (const auto error = hindrance()) return fail(*error);
    ++depth_;
    const std::string name = fmt::format("part_{}", depth_);
    const std::string savepoint = "SAVEPOINT " + name;
    wait_to_send(savepoint, {}, true);
    const auto close = [&](bool is_kept) {
        if (spoiled_depth_ >= depth_) {
            spoiled_depth_ = 0;
            spoiled_by_.reset();
        }
        --depth_;
        if (doomed_by_) return;
        const auto unsent = std::ranges::find(waiting_, savepoint, &Step::statement);
        if (unsent != waiting_.end()) {
            waiting_.erase(unsent, waiting_.end());
            return;
        }
        if (!is_kept) wait_to_send("ROLLBACK TO " + name);
        wait_to_send("RELEASE " + name);
    };
    try {
        Result<void> outcome = work();
        // What failed inside is undone, even if the work did not mind.
        if (outcome && spoiled_depth_ >= depth_ && spoiled_depth_ > 0) outcome = fail(*spoiled_by_);
        close(outcome.has_value());
        return outcome;
    } catch (...) {
        close(false);
        throw;
    }
}

Result<std::int64_t> PostgresDriver::run_each(const sql::Query& query, std::span<const std::vector<Arg>> sets) {
    ENSURE(is_open_);
    if (sets.empty()) return 0;
    const Prepared* prepared = TRY(ready(query));
    ENSURE(prepared->writes);
    has_written_ = true;
    const auto all = [&]() -> Result<std::int64_t> {
        RoundTrip trip(*this);
        for (const auto& set : sets) trip.note(Bound(*prepared, set).send(connection_, prepared->name));
        TRY_VOID(trip.take_steps(query.name));
        std::int64_t count = 0;
        for (std::size_t i = 0; i < sets.size(); ++i) {
            const Rows rows = TRY(trip.take(query.name));
            count += affected_rows(rows.result_.get());
        }
        return count;
    };
    auto written = all();
    if (!written) note_unprotected(written.error());
    return written;
}

Result<std::int64_t> PostgresDriver::copy_in(std::string_view table, std::span<const std::string_view> columns,
                                             std::span<const Value> values) {
    ENSURE(is_open_ && access_ == Access::kReadWrite && !columns.empty() && values.size() % columns.size() == 0);
    if (values.empty()) return 0;
    TRY_VOID(flush());
    has_written_ = true;
    const std::string listed = fmt::format("{}", fmt::join(columns, ", "));
    const auto copy = [&]() -> Result<std::int64_t> {
        const std::vector<unsigned>* types = TRY(types_of(std::string(table), listed));
        return copy_bytes(fmt::format("COPY {} ({}) FROM STDIN (FORMAT binary)", table, listed),
                          binary_rows(*types, values));
    };
    auto written = copy();
    if (!written) note_unprotected(written.error());
    return written;
}

Result<std::int64_t> PostgresDriver::copy_in(CopyRows& rows) {
    ENSURE(is_open_ && access_ == Access::kReadWrite);
    if (rows.is_empty()) return 0;
    TRY_VOID(flush());
    has_written_ = true;
    auto written = copy_bytes(rows.statement(), rows.finish());
    if (!written) note_unprotected(written.error());
    return written;
}

Result<PostgresDriver::Rows> PostgresDriver::fetch_over(const sql::Query& query, Args args, ArrayColumns& columns) {
    return send_unprotected(query, args, columns.finish());
}

Result<PostgresDriver::Rows> PostgresDriver::fetch_unprotected(const sql::Query& query, Args args) {
    return send_unprotected(query, args, {});
}

Result<PostgresDriver::Rows> PostgresDriver::send_unprotected(const sql::Query& query, std::span<const Arg> args,
                                                              std::span<const ArrayColumns::Column> columns) {
    ENSURE(is_open_);
    const Prepared* prepared = TRY(ready(query));
    has_written_ = has_written_ || prepared->writes;
    const auto all = [&]() -> Result<Rows> {
        RoundTrip trip(*this);
        trip.note(Bound(*prepared, args, columns).send(connection_, prepared->name));
        TRY_VOID(trip.take_steps(query.name));
        return trip.take(query.name);
    };
    auto answer = all();
    if (!answer) note_unprotected(answer.error());
    return answer;
}

void PostgresDriver::note_unprotected(const Error& error) {
    if (doomed_by_) return;
    const bool is_over = error.code == ErrorCode::kStoreBusy || error.code == ErrorCode::kStoreUnreachable;
    if (is_over || depth_ == 0) {
        doomed_by_ = error;
    } else {
        spoiled_depth_ = depth_;
        spoiled_by_ = error;
    }
}

Result<const std::vector<unsigned>*> PostgresDriver::types_of(const std::string& table, const std::string& columns) {
    const std::string statement = fmt::format("SELECT {} FROM {} LIMIT 0", columns, table);
    auto known = copy_types_.find(statement);
    if (known == copy_types_.end()) {
        const Rows rows(PQexec(connection_, statement.c_str()));
        if (rows.result_ == nullptr || is_error(rows.result_.get())) return fail(failed(rows.result_.get(), statement));
        std::vector<unsigned> types;
        for (int i = 0; i < PQnfields(rows.result_.get()); ++i) types.push_back(PQftype(rows.result_.get(), i));
        known = copy_types_.emplace(statement, std::move(types)).first;
    }
    return &known->second;
}

Result<std::int64_t> PostgresDriver::copy_bytes(const std::string& statement, std::string_view bytes) {
    constexpr std::size_t kPart = 1U << 20U;
    {
        const Rows start(PQexec(connection_, statement.c_str()));
        if (PQresultStatus(start.result_.get()) != PGRES_COPY_IN) return fail(failed(start.result_.get(), statement));
    }
    for (; !bytes.empty(); bytes.remove_prefix(std::min(kPart, bytes.size())))
        if (PQputCopyData(connection_, bytes.data(), static_cast<int>(std::min(kPart, bytes.size()))) != 1)
            return fail(lost(statement));
    if (PQputCopyEnd(connection_, nullptr) != 1) return fail(lost(statement));
    const Rows end(PQgetResult(connection_));
    while (PGresult* rest = PQgetResult(connection_)) PQclear(rest);
    if (end.result_ == nullptr || is_error(end.result_.get())) return fail(failed(end.result_.get(), statement));
    return affected_rows(end.result_.get());
}

Error PostgresDriver::failed(const pg_result* result, std::string_view doing) {
    const std::string_view state = field_of(result, PG_DIAG_SQLSTATE);
    // The server's errors have a state, those that libpq meets on the line have none: it may still call the line good.
    if (state.empty() || PQstatus(connection_) != CONNECTION_OK) return lost(doing);
    const std::string_view constraint = field_of(result, PG_DIAG_CONSTRAINT_NAME);
    // Whoever writes must find the server that takes writes: a connection to another one is not kept.
    if (state == kReadOnlyServer) is_lost_ = true;
    // The primary message names no value; the others may.
    std::string detail = fmt::format("{}: {} ({}{}{})", doing, field_of(result, PG_DIAG_MESSAGE_PRIMARY), state,
                                     constraint.empty() ? "" : " ", constraint);
    return Error(code_of_state(state, constraint), {}, std::move(detail));
}

Error PostgresDriver::lost(std::string_view doing) {
    Error error(ErrorCode::kStoreUnreachable, {},
                fmt::format("{}: {}", doing, without_line_end(PQerrorMessage(connection_))));
    doomed_by_ = error;
    is_lost_ = true;
    return error;
}

}  // namespace settle::store
