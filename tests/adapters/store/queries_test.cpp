// Every query against the schema it was written for.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <memory>
#include <set>

#include "adapters/store/sql.gen.h"

namespace {

struct Close {
    void operator()(sqlite3* db) const { sqlite3_close(db); }
};
struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, Close>;
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

Database fresh_schema() {
    sqlite3* raw = nullptr;
    REQUIRE(sqlite3_open(":memory:", &raw) == SQLITE_OK);
    Database db(raw);
    for (const auto& migration : settle::sql::migrations()) {
        const int code = sqlite3_exec(raw, std::string(migration.sqlite).c_str(), nullptr, nullptr, nullptr);
        REQUIRE_MESSAGE(code == SQLITE_OK, sqlite3_errmsg(raw));
    }
    return db;
}

Statement prepare(const Database& db, const std::string& text) {
    sqlite3_stmt* raw = nullptr;
    const int code = sqlite3_prepare_v2(db.get(), text.c_str(), -1, &raw, nullptr);
    CHECK_MESSAGE(code == SQLITE_OK, text << "\n" << sqlite3_errmsg(db.get()));
    return Statement(raw);
}

/// The names of "-- args: a, b".
std::set<std::string> declared_arguments(std::string_view text) {
    const std::size_t start = text.find("-- args:") + 8;
    std::string_view line = text.substr(start, text.find('\n', start) - start);
    std::set<std::string> names;
    while (!line.empty()) {
        const std::size_t comma = std::min(line.find(','), line.size());
        std::string name(line.substr(0, comma));
        std::erase(name, ' ');
        if (!name.empty()) names.insert(name);
        line.remove_prefix(std::min(comma + 1, line.size()));
    }
    return names;
}

std::string column(sqlite3_stmt* statement, int index) {
    const auto* text = sqlite3_column_text(statement, index);
    return text == nullptr ? std::string() : reinterpret_cast<const char*>(text);
}

/// Once in a look at everything, verify() reads a table from end to end. Nothing else may.
bool may_read_everything(std::string_view name) {
    return name == "verify/list_numbers" || name == "verify/list_series" || name == "verify/count_customers";
}

/// What a subquery answered, or a packed cell holds, is no table that grows.
bool reads_a_table(std::string_view step) {
    return step.starts_with("SCAN") && step != "SCAN earliest" && step != "SCAN page" &&
           step.find("VIRTUAL TABLE") == std::string_view::npos;
}

/// The tests of that store run it.
bool is_postgres_only(const settle::sql::Query& query) { return query.sqlite.empty() && !query.postgres.empty(); }

}  // namespace

TEST_CASE("the whole schema is what the migrations come to, one after the other") {
    sqlite3* raw = nullptr;
    REQUIRE(sqlite3_open(":memory:", &raw) == SQLITE_OK);
    const Database whole(raw);
    REQUIRE(sqlite3_exec(raw, std::string(settle::sql::whole_sqlite_schema()).c_str(), nullptr, nullptr, nullptr) ==
            SQLITE_OK);
    const auto parts_of = [](const Database& db) {
        std::set<std::string> parts;
        const Statement list = prepare(db,
                                       "SELECT type || ' ' || name || ' ' || sql FROM sqlite_schema "
                                       "WHERE name NOT LIKE 'sqlite_%'");
        while (sqlite3_step(list.get()) == SQLITE_ROW) parts.insert(column(list.get(), 0));
        return parts;
    };
    CHECK(parts_of(whole) == parts_of(fresh_schema()));
    CHECK(parts_of(whole).size() >= 50);
}

TEST_CASE("every query prepares on a fresh schema and takes the arguments it declares") {
    const Database db = fresh_schema();
    REQUIRE(settle::sql::all_queries().size() >= 70);
    for (const settle::sql::Query* query : settle::sql::all_queries()) {
        if (is_postgres_only(*query)) continue;
        CAPTURE(query->name);
        const Statement statement = prepare(db, std::string(query->sqlite));
        if (statement == nullptr) continue;
        std::set<std::string> taken;
        for (int i = 1; i <= sqlite3_bind_parameter_count(statement.get()); ++i)
            taken.insert(sqlite3_bind_parameter_name(statement.get(), i) + 1);
        CHECK(taken == declared_arguments(query->sqlite));
        CHECK(declared_arguments(query->postgres) == declared_arguments(query->sqlite));
    }
}

TEST_CASE("no query reads a growing table from end to end") {
    const Database db = fresh_schema();
    for (const settle::sql::Query* query : settle::sql::all_queries()) {
        if (is_postgres_only(*query) || may_read_everything(query->name)) continue;
        const Statement plan = prepare(db, "EXPLAIN QUERY PLAN " + std::string(query->sqlite));
        while (plan != nullptr && sqlite3_step(plan.get()) == SQLITE_ROW)
            CHECK_MESSAGE(!reads_a_table(column(plan.get(), 3)), query->name << ": " << column(plan.get(), 3));
    }
}

TEST_CASE("each query that reads uses one of the indexes its header names") {
    const Database db = fresh_schema();
    for (const settle::sql::Query* query : settle::sql::all_queries()) {
        if (is_postgres_only(*query) || may_read_everything(query->name)) continue;
        const std::size_t start = query->sqlite.find("-- index:") + 9;
        const std::string_view named = query->sqlite.substr(start, query->sqlite.find('\n', start) - start);
        const Statement plan = prepare(db, "EXPLAIN QUERY PLAN " + std::string(query->sqlite));
        while (plan != nullptr && sqlite3_step(plan.get()) == SQLITE_ROW) {
            const std::string step = column(plan.get(), 3);
            const std::size_t at = step.find("INDEX ");
            if (!step.starts_with("SEARCH") || at == std::string::npos) continue;
            std::string index = step.substr(at + 6, step.find(' ', at + 6) - at - 6);
            // SQLite names the index of a primary key itself; the schema calls it <table>_key or one_….
            const bool is_named =
                index.starts_with("sqlite_autoindex_")
                    ? named.find("_key") != std::string_view::npos || named.find("one_") != std::string_view::npos
                    : named.find(index) != std::string_view::npos;
            CHECK_MESSAGE(is_named, query->name << " uses " << index << ", not" << std::string(named));
        }
    }
}

TEST_CASE("no two unique rules of a table have the same columns") {
    const Database db = fresh_schema();
    const Statement rules = prepare(db, R"(SELECT m.name || ': ' || (SELECT group_concat(name) FROM
        (SELECT name FROM pragma_index_info(l.name) ORDER BY seqno)) FROM sqlite_schema m, pragma_index_list(m.name) l
        WHERE m.type = 'table' AND l."unique" = 1)");
    std::set<std::string> seen;
    while (sqlite3_step(rules.get()) == SQLITE_ROW)
        CHECK_MESSAGE(seen.insert(column(rules.get(), 0)).second, column(rules.get(), 0));
    CHECK(seen.size() > 20);
}

TEST_CASE("every foreign key has an index that begins with its columns") {
    const Database db = fresh_schema();
    const Statement keys = prepare(db, R"(SELECT m.name, group_concat(f."from") FROM sqlite_schema m,
        pragma_foreign_key_list(m.name) f WHERE m.type = 'table' GROUP BY m.name, f.id)");
    int count = 0;
    while (sqlite3_step(keys.get()) == SQLITE_ROW) {
        ++count;
        const std::string table = column(keys.get(), 0), columns = column(keys.get(), 1);
        const Statement indexes =
            prepare(db,
                    "SELECT (SELECT group_concat(name) FROM (SELECT name FROM "
                    "pragma_index_info(l.name) ORDER BY seqno)) FROM pragma_index_list('" +
                        table +
                        "') l "
                        // A partial index that leaves out only NULL serves a foreign key, which NULL does not concern.
                        "WHERE l.partial = 0 OR l.name = 'one_invoice_per_change'");
        bool found = false;
        while (sqlite3_step(indexes.get()) == SQLITE_ROW)
            found = found || column(indexes.get(), 0).starts_with(columns);
        CHECK_MESSAGE(found, table << " (" << columns << ")");
    }
    CHECK(count > 10);
}
