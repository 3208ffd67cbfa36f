#include "adapters/store/driver_sqlite.h"

#include <sqlite3.h>

#include <cerrno>

#include "adapters/store/constraint_codes.h"
#include "base/ensure.h"

namespace settle::store {
namespace {

std::string_view cell_text(sqlite3_stmt* statement, int index) {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement, index));
    if (bytes == nullptr) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement, index))};
}

class StatementCells final : public Cells {
public:
    StatementCells(sqlite3_stmt* statement, const std::vector<std::string>& columns)
        : statement_(statement), columns_(columns) {}
    int index_of(std::string_view column, int expected) const override {
        if (std::cmp_less(expected, columns_.size()) && columns_[static_cast<std::size_t>(expected)] == column)
            return expected;
        const auto found = std::ranges::find(columns_, column);
        if (found != columns_.end()) return static_cast<int>(found - columns_.begin());
        contract_violated(("a query answers no column " + std::string(column)).c_str(), __FILE__, __LINE__);
    }
    bool is_null(int index) const override { return sqlite3_column_type(statement_, index) == SQLITE_NULL; }
    std::int64_t integer(int index) const override { return sqlite3_column_int64(statement_, index); }
    std::string_view text(int index) const override { return cell_text(statement_, index); }

private:
    sqlite3_stmt* statement_;
    const std::vector<std::string>& columns_;
};

/// Puts a cached statement back at its beginning, whatever happens, so that it holds no lock and no
/// pointer into the caller's texts.
class Running {
public:
    explicit Running(sqlite3_stmt* statement) : statement_(statement) {}
    ~Running() {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

private:
    sqlite3_stmt* statement_;
};

int bind_text(sqlite3_stmt* statement, int index, std::string_view text) {
    // An empty view may have no address, which SQLite would take for NULL.
    const char* bytes = text.data() == nullptr ? "" : text.data();
    return sqlite3_bind_text64(statement, index, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8);
}

int bind(sqlite3_stmt* statement, int index, const Value& value) {
    const auto& content = value.content();
    if (const auto* number = std::get_if<std::int64_t>(&content)) return sqlite3_bind_int64(statement, index, *number);
    if (const auto* view = std::get_if<std::string_view>(&content)) return bind_text(statement, index, *view);
    if (const auto* text = std::get_if<std::string>(&content)) return bind_text(statement, index, *text);
    return sqlite3_bind_null(statement, index);
}

constexpr int kPrimary = 0xff;  // The lowest byte of a code says what kind it is.

ErrorCode code_of_failure(int code, int system_error) {
    switch (code & kPrimary) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return ErrorCode::kStoreBusy;
        // The disk is full, fails, or may not be written: for now.
        case SQLITE_FULL:
        case SQLITE_IOERR:
        case SQLITE_READONLY: return ErrorCode::kStoreUnreachable;
        case SQLITE_CANTOPEN: {
            // What names a wrong place or user is no outage: waiting mends nothing.
            const bool is_wrong = system_error == ENOENT || system_error == ENOTDIR || system_error == EISDIR ||
                                  system_error == EACCES || system_error == EPERM || system_error == 0;
            return is_wrong ? ErrorCode::kStoreFailed : ErrorCode::kStoreUnreachable;
        }
        default: return ErrorCode::kStoreFailed;
    }
}

std::vector<std::string> parameters_of(sqlite3_stmt* statement) {
    std::vector<std::string> names;
    for (int index = 1; index <= sqlite3_bind_parameter_count(statement); ++index) {
        const char* name = sqlite3_bind_parameter_name(statement, index);
        names.emplace_back(name == nullptr ? "" : name + 1);
    }
    return names;
}

std::vector<std::string> columns_of(sqlite3_stmt* statement) {
    std::vector<std::string> names;
    for (int index = 0; index < sqlite3_column_count(statement); ++index)
        names.emplace_back(sqlite3_column_name(statement, index));
    return names;
}

int index_of_parameter(const std::vector<std::string>& names, std::string_view name, int expected) {
    if (std::cmp_less_equal(expected, names.size()) && names[static_cast<std::size_t>(expected) - 1] == name)
        return expected;
    const auto found = std::ranges::find(names, name);
    if (found != names.end()) return static_cast<int>(found - names.begin()) + 1;
    contract_violated(("a query takes no argument " + std::string(name)).c_str(), __FILE__, __LINE__);
}

}  // namespace

/// Before SQLite is first used: it counts every byte it holds, under a lock of the process, for a figure nobody reads.
void count_no_memory() {
    static const int outcome = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    (void)outcome;
}

void SqliteDriver::CloseStatement::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Result<std::unique_ptr<SqliteDriver>> SqliteDriver::open(const std::string& path, Access access, int busy_timeout_ms) {
    count_no_memory();
    sqlite3* connection = nullptr;
    const int kind = access == Access::kReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    // The store lets one thread at a time use a connection, so SQLite need not lock a second time.
    const int code = sqlite3_open_v2(path.c_str(), &connection, kind | SQLITE_OPEN_NOMUTEX, nullptr);
    std::unique_ptr<SqliteDriver> driver(new SqliteDriver(connection, access));
    if (code != SQLITE_OK) return fail(driver->last_error("opening " + path));
    sqlite3_extended_result_codes(connection, 1);
    sqlite3_busy_timeout(connection, busy_timeout_ms);
    return driver;
}

SqliteDriver::~SqliteDriver() {
    statements_.clear();
    controls_.clear();
    sqlite3_close(connection_);
}

Result<void> SqliteDriver::execute(const std::string& script) {
    if (sqlite3_exec(connection_, script.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return {};
    return fail(last_error(std::string_view(script).substr(0, 60)));
}

Result<void> SqliteDriver::control(std::string_view statement) {
    const bool begins = statement.starts_with("BEGIN");
    if (begins) undone_by_.reset();
    if (undone_by_) return fail(*undone_by_);
    auto known = controls_.find(statement);
    if (known == controls_.end()) known = controls_.emplace(statement, TRY(prepare(statement))).first;
    const Running running(known->second.get());
    if (sqlite3_step(known->second.get()) != SQLITE_DONE) return fail(last_error(statement));
    if (begins) is_begun_ = true;
    return {};
}

Result<void> SqliteDriver::commit() {
    const bool was_undone = undone_by_.has_value();
    auto outcome = control("COMMIT");
    is_begun_ = false;
    if (outcome || was_undone) return outcome;
    // The log may hold all of it, and whoever opens the file after a crash then finds it done.
    const bool may_be_done = (sqlite3_extended_errcode(connection_) & kPrimary) == SQLITE_IOERR;
    if (may_be_done) return fail(ErrorCode::kStoreOutcomeUnknown, {}, outcome.error().detail);
    return outcome;
}

void SqliteDriver::rollback() {
    // Where SQLite has rolled back already, there is nothing left to do.
    if (!undone_by_) (void)control("ROLLBACK");
    is_begun_ = false;
}

void SqliteDriver::watch_log(std::function<void(int pages)> on_commit) {
    on_commit_ = std::move(on_commit);
    const auto tell = [](void* driver, sqlite3*, const char*, int pages) {
        static_cast<SqliteDriver*>(driver)->on_commit_(pages);
        return SQLITE_OK;
    };
    sqlite3_wal_hook(connection_, tell, this);
}

Result<int> SqliteDriver::write_back() {
    int of = 0, done = 0;
    if (sqlite3_wal_checkpoint_v2(connection_, "main", SQLITE_CHECKPOINT_PASSIVE, &of, &done) == SQLITE_OK) return done;
    return fail(last_error("writing the log back"));
}

Result<void> SqliteDriver::sync_file() {
    sqlite3_file* file = nullptr;
    const int found = sqlite3_file_control(connection_, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    ENSURE(found == SQLITE_OK && file != nullptr && file->pMethods != nullptr);
    if (file->pMethods->xSync(file, SQLITE_SYNC_NORMAL) == SQLITE_OK) return {};
    return fail(ErrorCode::kStoreFailed, {}, "the file cannot be synced");
}

Result<std::int64_t> SqliteDriver::scalar(const std::string& statement) {
    const Statement prepared = TRY(prepare(statement));
    const int code = sqlite3_step(prepared.get());
    if (code == SQLITE_ROW) return sqlite3_column_int64(prepared.get(), 0);
    if (code == SQLITE_DONE) return 0;
    return fail(last_error(statement));
}

Result<std::vector<std::string>> SqliteDriver::texts(const std::string& statement) {
    const Statement prepared = TRY(prepare(statement));
    std::vector<std::string> found;
    int code = SQLITE_OK;
    while ((code = sqlite3_step(prepared.get())) == SQLITE_ROW) found.emplace_back(cell_text(prepared.get(), 0));
    if (code != SQLITE_DONE) return fail(last_error(statement));
    return found;
}

Result<SqliteDriver::Statement> SqliteDriver::prepare(std::string_view text) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(connection_, text.data(), static_cast<int>(text.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) return fail(last_error(text));
    return Statement(statement);
}

Result<const SqliteDriver::Known*> SqliteDriver::ready(const sql::Query& query, Args args) {
    if (undone_by_) return fail(*undone_by_);
    auto known = statements_.find(&query);
    if (known == statements_.end()) {
        Statement prepared = TRY(prepare(query.sqlite));
        auto parameters = parameters_of(prepared.get());
        auto columns = columns_of(prepared.get());
        known =
            statements_.emplace(&query, Known{std::move(prepared), std::move(parameters), std::move(columns)}).first;
    }
    sqlite3_stmt* statement = known->second.statement.get();
    ENSURE(access_ == Access::kReadWrite || sqlite3_stmt_readonly(statement));
    ENSURE(!sqlite3_stmt_busy(statement));
    ENSURE(args.size() == known->second.parameters.size());
    int expected = 1;
    for (const Arg& arg : args) {
        const int index = index_of_parameter(known->second.parameters, arg.name, expected);
        if (bind(statement, index, arg.value) != SQLITE_OK) return fail(last_error(query.name));
        expected = index + 1;
    }
    return &known->second;
}

Result<std::int64_t> SqliteDriver::run(const sql::Query& query, Args args) {
    sqlite3_stmt* statement = TRY(ready(query, args))->statement.get();
    const Running running(statement);
    if (sqlite3_step(statement) != SQLITE_DONE) return fail(last_error(query.name));
    return sqlite3_changes64(connection_);
}

Result<void> SqliteDriver::each(const sql::Query& query, Args args, const std::function<Result<void>(Row&)>& on_row) {
    const Known& known = *TRY(ready(query, args));
    sqlite3_stmt* statement = known.statement.get();
    const Running running(statement);
    const StatementCells cells(statement, known.columns);
    int code = SQLITE_OK;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        Row row(cells);
        TRY_VOID(on_row(row));
    }
    if (code != SQLITE_DONE) return fail(last_error(query.name));
    return {};
}

Result<void> SqliteDriver::all_or_nothing(const std::function<Result<void>()>& work) {
    TRY_VOID(control("SAVEPOINT part"));
    try {
        const Result<void> outcome = work();
        if (!outcome) TRY_VOID(control("ROLLBACK TO part"));
        TRY_VOID(control("RELEASE part"));
        return outcome;
    } catch (...) {
        // Whoever catches it may still commit, and must not commit half of the work.
        (void)control("ROLLBACK TO part");
        (void)control("RELEASE part");
        throw;
    }
}

Error SqliteDriver::last_error(std::string_view doing) {
    const int code = sqlite3_extended_errcode(connection_);
    const std::string message = sqlite3_errmsg(connection_);
    std::string detail = std::string(doing) + ": " + message;
    if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY) {
        const std::string rule = violated_rule(message);
        return Error(code_of_constraint(rule), {}, detail + " (" + rule + ")");
    }
    // On a read-only disk the file itself opens, and what belongs beside it cannot be made.
    const bool is_read_only = access_ == Access::kReadWrite && sqlite3_db_readonly(connection_, "main") == 1;
    const int cause = is_read_only && (code & kPrimary) == SQLITE_CANTOPEN ? SQLITE_READONLY : code;
    Error error(code_of_failure(cause, sqlite3_system_errno(connection_)), {}, std::move(detail));
    // A full or failing disk may make SQLite roll back by itself. What comes next would each be kept alone.
    if (is_begun_ && sqlite3_get_autocommit(connection_) != 0) undone_by_ = error;
    return error;
}

/// SQLite names the columns of a broken unique rule, not the rule: the index that has exactly these
/// columns is the one.
std::string SqliteDriver::violated_rule(std::string_view message) {
    static constexpr std::string_view kOpening = "UNIQUE constraint failed: ";
    if (!message.starts_with(kOpening)) return {};
    const std::string_view columns = message.substr(kOpening.size());
    const std::string table(columns.substr(0, columns.find('.')));
    const auto indexes = texts("SELECT name FROM pragma_index_list('" + table + "') WHERE \"unique\" = 1");
    if (!indexes) return {};
    for (const std::string& index : *indexes) {
        const auto parts = texts("SELECT name FROM pragma_index_info('" + index + "') ORDER BY seqno");
        std::string listed;
        if (parts)
            for (const std::string& part : *parts) listed += (listed.empty() ? "" : ", ") + table + "." + part;
        if (listed == columns) return index;
    }
    return {};
}

}  // namespace settle::store
