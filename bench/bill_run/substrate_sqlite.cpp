#include <fmt/format.h>
#include <sqlite3.h>

#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>
#include <variant>
#include <vector>

#include "measure.h"
#include "substrate.h"

namespace settle::bench {
namespace {

[[noreturn]] void give_up(sqlite3* db, std::string_view doing) {
    fmt::print(stderr, "bench: {}: {}\n", doing, sqlite3_errmsg(db));
    std::exit(2);
}

struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

using Cell = std::variant<std::monostate, std::int64_t, std::string, std::vector<char>>;
using Cells = std::vector<Cell>;

class Database {
public:
    explicit Database(const std::string& path) {
        if (sqlite3_open_v2(path.c_str(), &db_, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK) give_up(db_, path);
    }
    ~Database() { sqlite3_close_v2(db_); }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void execute(const std::string& script) {
        if (sqlite3_exec(db_, script.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) give_up(db_, script);
    }
    Statement prepare(const std::string& text) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v3(db_, text.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
            give_up(db_, text);
        return Statement(statement);
    }
    /// The first cell of the only row.
    std::int64_t number(const std::string& text) {
        const Statement statement = prepare(text);
        if (sqlite3_step(statement.get()) != SQLITE_ROW) give_up(db_, text);
        return sqlite3_column_int64(statement.get(), 0);
    }
    std::vector<std::string> texts(const std::string& text) {
        const Statement statement = prepare(text);
        std::vector<std::string> found;
        while (sqlite3_step(statement.get()) == SQLITE_ROW)
            found.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), 0)));
        return found;
    }
    bool step(sqlite3_stmt* statement) {
        const int code = sqlite3_step(statement);
        if (code != SQLITE_ROW && code != SQLITE_DONE) give_up(db_, sqlite3_sql(statement));
        return code == SQLITE_ROW;
    }

private:
    sqlite3* db_ = nullptr;
};

Cell cell_of(sqlite3_stmt* statement, int index) {
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, index));
    switch (sqlite3_column_type(statement, index)) {
        case SQLITE_INTEGER: return static_cast<std::int64_t>(sqlite3_column_int64(statement, index));
        case SQLITE_TEXT:
            return std::string(reinterpret_cast<const char*>(sqlite3_column_text(statement, index)), size);
        case SQLITE_BLOB: {
            std::vector<char> bytes(size);
            if (size > 0) std::memcpy(bytes.data(), sqlite3_column_blob(statement, index), size);
            return bytes;
        }
        default: return {};
    }
}

void bind(sqlite3_stmt* statement, int index, const Cell& cell) {
    if (const auto* number = std::get_if<std::int64_t>(&cell)) sqlite3_bind_int64(statement, index, *number);
    else if (const auto* text = std::get_if<std::string>(&cell))
        sqlite3_bind_text64(statement, index, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
    else if (const auto* bytes = std::get_if<std::vector<char>>(&cell))
        sqlite3_bind_blob64(statement, index, bytes->data(), bytes->size(), SQLITE_STATIC);
    else sqlite3_bind_null(statement, index);
}

std::string join(const std::vector<std::string>& names, std::string_view separator, const auto& each) {
    std::string joined;
    for (const std::string& name : names) joined += (joined.empty() ? "" : std::string(separator)) + each(name);
    return joined;
}

/// One table's part in what the run wrote: a statement that finds the rows, and one that writes them again.
struct Stream {
    std::int64_t count = 0;
    Statement find;
    Statement write;
    std::int64_t read = 0;
    std::vector<Cells> next = {};  ///< The rows of the transaction that comes next.

    void read_until(Database& reader, std::int64_t end) {
        next.clear();
        for (; read < end && reader.step(find.get()); ++read) {
            Cells& cells = next.emplace_back();
            for (int i = 0; i < sqlite3_column_count(find.get()); ++i) cells.push_back(cell_of(find.get(), i));
        }
    }
    void write_next(Database& target) {
        for (const Cells& cells : next) {
            for (std::size_t i = 0; i < cells.size(); ++i) bind(write.get(), static_cast<int>(i) + 1, cells[i]);
            target.step(write.get());
            sqlite3_reset(write.get());
        }
    }
};

/// What the table `name` of `reader` (main) has more than, and otherwise than, the attached `before`.
class Difference {
public:
    Difference(Database& reader, std::string name) : reader_(reader), name_(std::move(name)) {
        columns_ = reader.texts(fmt::format("SELECT name FROM pragma_table_info('{}')", name_));
        key_ = reader.texts(fmt::format("SELECT name FROM pragma_table_info('{}') WHERE pk > 0 ORDER BY pk", name_));
        if (key_.empty()) key_ = {"rowid"};
        same_key_ = join(key_, " AND ", [](auto& column) { return fmt::format("a.{0} = b.{0}", column); });
    }

    void add_inserts(Database& target, std::vector<Stream>& streams) {
        const std::int64_t more = reader_.number(
            fmt::format("SELECT (SELECT count(*) FROM main.{0}) - (SELECT count(*) FROM before.{0})", name_));
        if (more <= 0) return;
        streams.push_back({more,
                           reader_.prepare(fmt::format(
                               "SELECT {} FROM main.{} a WHERE NOT EXISTS (SELECT 1 FROM before.{} b WHERE {})",
                               listed(columns_, "a."), name_, name_, same_key_)),
                           target.prepare(fmt::format("INSERT INTO {} ({}) VALUES ({})", name_, listed(columns_, ""),
                                                      join(columns_, ", ", [](auto&) { return std::string("?"); })))});
    }

    void add_updates(Database& target, std::vector<Stream>& streams) {
        const std::string pairs = fmt::format("FROM before.{0} b CROSS JOIN main.{0} a ON {1}", name_, same_key_);
        const auto differs = [](auto& column) { return fmt::format("a.{0} IS NOT b.{0}", column); };
        const std::string any = join(columns_, " OR ", differs);
        const auto changes = reader_.prepare(fmt::format(
            "SELECT count(*), {} {} WHERE {}",
            join(columns_, ", ", [&](auto& column) { return "max(" + differs(column) + ")"; }), pairs, any));
        reader_.step(changes.get());
        const std::int64_t count = sqlite3_column_int64(changes.get(), 0);
        std::vector<std::string> changed;
        for (std::size_t i = 0; i < columns_.size(); ++i)
            if (sqlite3_column_int64(changes.get(), static_cast<int>(i) + 1) != 0) changed.push_back(columns_[i]);
        if (count == 0) return;
        const auto set = [](auto& column) { return column + " = ?"; };
        streams.push_back({count,
                           reader_.prepare(fmt::format("SELECT {}, {} {} WHERE {}", listed(changed, "a."),
                                                       listed(key_, "a."), pairs, any)),
                           target.prepare(fmt::format("UPDATE {} SET {} WHERE {}", name_, join(changed, ", ", set),
                                                      join(key_, " AND ", set)))});
    }

private:
    static std::string listed(const std::vector<std::string>& columns, std::string_view prefix) {
        return join(columns, ", ", [&](auto& column) { return std::string(prefix) + column; });
    }

    Database& reader_;
    std::string name_;
    std::vector<std::string> columns_;
    std::vector<std::string> key_;
    std::string same_key_;
};

std::int64_t total(const std::vector<Stream>& streams) {
    std::int64_t sum = 0;
    for (const Stream& stream : streams) sum += stream.count;
    return sum;
}

}  // namespace

SubstrateOutcome write_again_sqlite(const std::string& before, const std::string& after, const std::string& target_path,
                                    const SubstrateOptions& options) {
    Database reader(after);
    reader.execute(fmt::format("ATTACH '{}' AS before", before));
    Database target(target_path);
    // As the store opens its writer, but for the foreign keys.
    target.execute(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;"
        "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = OFF");
    const auto tables = reader.texts(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid");
    std::vector<Stream> inserts;
    std::vector<Stream> updates;
    for (const std::string& table : tables) {
        Difference difference(reader, table);
        difference.add_inserts(target, inserts);
        difference.add_updates(target, updates);
    }
    const SubstrateOutcome counts{total(inserts), total(updates)};

    Meter meter;
    const std::int64_t transactions =
        std::max<std::int64_t>(1, (options.renewals + options.per_transaction - 1) / options.per_transaction);
    const Statement begin = target.prepare("BEGIN IMMEDIATE");
    const Statement commit = target.prepare("COMMIT");
    const auto run = [&](const Statement& statement) {
        target.step(statement.get());
        sqlite3_reset(statement.get());
    };
    for (std::int64_t n = 1; n <= transactions; ++n) {
        for (auto* streams : {&updates, &inserts})
            for (Stream& stream : *streams) stream.read_until(reader, stream.count * n / transactions);
        meter.start();
        run(begin);
        for (auto* streams : {&updates, &inserts})
            for (Stream& stream : *streams) stream.write_next(target);
        run(commit);
        meter.stop();
    }
    updates.clear();
    inserts.clear();
    for (const std::string& table : tables) {
        const std::string count = fmt::format("SELECT count(*) FROM main.{}", table);
        if (reader.number(count) == target.number(count)) continue;
        fmt::print(stderr, "bench: {} was not written again as it is\n", table);
        std::exit(2);
    }
    return {counts.inserted, counts.updated, meter.wall_seconds(), meter.cpu_seconds()};
}

}  // namespace settle::bench
