#include "adapters/store/schema_sqlite.h"

#include <fmt/format.h>

namespace settle::store {
namespace {

constexpr std::string_view kVersions =
    "CREATE TABLE schema_version (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL)";

Result<void> note(SqliteDriver& db, const sql::Migration& migration) {
    return db.execute(
        fmt::format("INSERT INTO schema_version (number, name) VALUES ({}, '{}')", migration.number, migration.name));
}

// An empty store needs none of the steps that others came by, only where they lead.
Result<void> make_whole(SqliteDriver& db) {
    TRY_VOID(db.execute(std::string(kVersions)));
    TRY_VOID(db.execute(std::string(sql::whole_sqlite_schema())));
    for (const sql::Migration& migration : sql::migrations()) TRY_VOID(note(db, migration));
    return {};
}

Result<void> run_missing(SqliteDriver& db) {
    const auto tables = TRY(db.texts("SELECT name FROM sqlite_schema WHERE type = 'table'"));
    if (tables.empty()) return make_whole(db);
    const bool is_ours = std::find(tables.begin(), tables.end(), "schema_version") != tables.end();
    if (!is_ours) return fail(ErrorCode::kStoreFailed, {}, "the file is an SQLite database of another program");
    const std::int64_t present = TRY(db.scalar("SELECT MAX(number) FROM schema_version"));
    const std::int64_t known = sql::migrations().back().number;
    if (present > known)
        return fail(ErrorCode::kStoreFailed, {},
                    fmt::format("the file has schema {}, written by a newer version; this program knows up to {}. "
                                "Start the newer program, or restore a copy from before the upgrade.",
                                present, known));
    for (const sql::Migration& migration : sql::migrations()) {
        if (migration.number <= present) continue;
        TRY_VOID(db.execute(std::string(migration.sqlite)));
        TRY_VOID(note(db, migration));
    }
    return {};
}

}  // namespace

Result<void> migrate(SqliteDriver& db) {
    TRY_VOID(db.execute("BEGIN IMMEDIATE"));
    const Result<void> outcome = run_missing(db);
    if (outcome) return db.execute("COMMIT");
    TRY_VOID(db.execute("ROLLBACK"));
    return outcome;
}

}  // namespace settle::store
