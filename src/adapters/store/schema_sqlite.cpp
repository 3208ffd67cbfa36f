#include "adapters/store/schema_sqlite.h"

#include <fmt/format.h>

namespace settle::store {
namespace {

Result<void> run_missing(SqliteDriver& db) {
    const auto tables = TRY(db.texts("SELECT name FROM sqlite_schema WHERE type = 'table'"));
    const bool is_ours = std::find(tables.begin(), tables.end(), "schema_version") != tables.end();
    if (!tables.empty() && !is_ours)
        return fail(ErrorCode::kStoreFailed, {}, "the file is an SQLite database of another program");
    if (!is_ours)
        TRY_VOID(db.execute("CREATE TABLE schema_version (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL)"));
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
        TRY_VOID(db.execute(fmt::format("INSERT INTO schema_version (number, name) VALUES ({}, '{}')", migration.number,
                                        migration.name)));
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
