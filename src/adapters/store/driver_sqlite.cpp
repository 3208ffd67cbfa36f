#include "adapters/store/driver_sqlite.h"

#include <sqlite3.h>

#include "adapters/store/constraint_codes.h"
#include "base/ensure.h"

namespace settle::store {
namespace {

class StatementCells final : public Cells {
public:
    explicit StatementCells(sqlite3_stmt* statement) : statement_(statement) {}
    int index_of(std::string_view column, int expected) const override {
        const int count = sqlite3_column_count(statement_);
        if (expected < count && column == sqlite3_column_name(statement_, expected)) return expected;
        for (int index = 0; index < count; ++index)
            if (column == sqlite3_column_name(statement_, index)) return index;
        contract_violated(("a query answers no column " + std::string(column)).c_str(), __FILE__, __LINE__);
    }
    bool is_null(int index) const override { return sqlite3_column_type(statement_, index) == SQLITE_NULL; }
    std::int64_t integer(int index) const override { return sqlite3_column_int64(statement_, index); }
    std::string_view text(int index) const override {
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, index));
        if (bytes == nullptr) return {};
        return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, index))};
    }

private:
    sqlite3_stmt* statement_;
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

bool names(const char* parameter, std::string_view name) {
    return parameter != nullptr && std::string_view(parameter + 1) == name;
}

int index_of_parameter(sqlite3_stmt* statement, std::string_view name, int expected) {
    const int count = sqlite3_bind_parameter_count(statement);
    if (expected <= count && names(sqlite3_bind_parameter_name(statement, expected), name)) return expected;
    for (int index = 1; index <= count; ++index)
        if (names(sqlite3_bind_parameter_name(statement, index), name)) return index;
    contract_violated(("a query takes no argument " + std::string(name)).c_str(), __FILE__, __LINE__);
}

}  // namespace

void SqliteDriver::CloseStatement::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Result<std::unique_ptr<SqliteDriver>> SqliteDriver::open(const std::string& path, Access access, int busy_timeout_ms) {
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
    auto known = controls_.find(statement);
    if (known == controls_.end()) known = controls_.emplace(statement, TRY(prepare(statement))).first;
    const Running running(known->second.get());
    if (sqlite3_step(known->second.get()) != SQLITE_DONE) return fail(last_error(statement));
    return {};
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
    const StatementCells cells(prepared.get());
    std::vector<std::string> found;
    int code = SQLITE_OK;
    while ((code = sqlite3_step(prepared.get())) == SQLITE_ROW) found.emplace_back(cells.text(0));
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

Result<sqlite3_stmt*> SqliteDriver::ready(const sql::Query& query, Args args) {
    auto known = statements_.find(&query);
    if (known == statements_.end()) known = statements_.emplace(&query, TRY(prepare(query.sqlite))).first;
    sqlite3_stmt* statement = known->second.get();
    ENSURE(access_ == Access::kReadWrite || sqlite3_stmt_readonly(statement));
    ENSURE(!sqlite3_stmt_busy(statement));
    ENSURE(static_cast<int>(args.size()) == sqlite3_bind_parameter_count(statement));
    int expected = 1;
    for (const Arg& arg : args) {
        const int index = index_of_parameter(statement, arg.name, expected);
        if (bind(statement, index, arg.value) != SQLITE_OK) return fail(last_error(query.name));
        expected = index + 1;
    }
    return statement;
}

Result<std::int64_t> SqliteDriver::run(const sql::Query& query, Args args) {
    sqlite3_stmt* statement = TRY(ready(query, args));
    const Running running(statement);
    if (sqlite3_step(statement) != SQLITE_DONE) return fail(last_error(query.name));
    return sqlite3_changes64(connection_);
}

Result<void> SqliteDriver::each(const sql::Query& query, Args args, const std::function<Result<void>(Row&)>& on_row) {
    sqlite3_stmt* statement = TRY(ready(query, args));
    const Running running(statement);
    const StatementCells cells(statement);
    int code = SQLITE_OK;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        Row row(cells);
        TRY_VOID(on_row(row));
    }
    if (code != SQLITE_DONE) return fail(last_error(query.name));
    return {};
}

Result<void> SqliteDriver::all_or_nothing(const std::function<Result<void>()>& work) {
    TRY_VOID(execute("SAVEPOINT part"));
    try {
        const Result<void> outcome = work();
        if (!outcome) TRY_VOID(execute("ROLLBACK TO part"));
        TRY_VOID(execute("RELEASE part"));
        return outcome;
    } catch (...) {
        // Whoever catches it may still commit, and must not commit half of the work.
        (void)execute("ROLLBACK TO part; RELEASE part");
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
    const int primary = code & 0xff;
    const bool busy = primary == SQLITE_BUSY || primary == SQLITE_LOCKED;
    return Error(busy ? ErrorCode::kStoreBusy : ErrorCode::kStoreFailed, {}, std::move(detail));
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
