#include "adapters/store/schema_postgres.h"

#include <fmt/format.h>

namespace settle::store {
namespace {

// Any number will do that no other program in the same database takes.
constexpr std::int64_t kTurn = 0x5e77'1e00'5c4e'3a00;

// Per connection: how many of its writing transactions were committed, and how many may be.
constexpr const char* kWriteMark =
    "CREATE TABLE IF NOT EXISTS write_mark ("
    "    connection   TEXT COLLATE \"C\" NOT NULL,"
    "    count        BIGINT NOT NULL,"
    "    last_allowed BIGINT NOT NULL DEFAULT 9223372036854775807,"
    "    touched_at   TIMESTAMPTZ NOT NULL DEFAULT now(),"
    "    CONSTRAINT write_mark_key PRIMARY KEY (connection),"
    "    CONSTRAINT write_mark_allowed CHECK (count <= last_allowed)"
    ") WITH (fillfactor = 50)";
// Nobody asks about a commit of last week.
constexpr const char* kForgetMarks = "DELETE FROM write_mark WHERE touched_at < now() - INTERVAL '7 days'";

Result<std::int64_t> number_of(PostgresDriver& db, const std::string& statement) {
    const auto answer = TRY(db.texts(statement));
    return answer.empty() || answer.front().empty() ? 0 : std::stoll(answer.front());
}

Result<void> run_missing(PostgresDriver& db) {
    TRY_VOID(db.execute("SET LOCAL lock_timeout = 0"));
    TRY_VOID(db.execute(fmt::format("SELECT pg_advisory_xact_lock({})", kTurn)));
    const auto tables =
        TRY(db.texts("SELECT table_name FROM information_schema.tables "
                     "WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"));
    const bool is_ours = std::ranges::find(tables, "schema_version") != tables.end();
    if (!tables.empty() && !is_ours)
        return fail(ErrorCode::kStoreFailed, {}, "the database holds the tables of another program");
    if (!is_ours)
        TRY_VOID(db.execute("CREATE TABLE schema_version (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL)"));
    const std::int64_t present = TRY(number_of(db, "SELECT MAX(number) FROM schema_version"));
    const std::int64_t known = sql::migrations().back().number;
    if (present > known)
        return fail(ErrorCode::kStoreFailed, {},
                    fmt::format("the database has schema {}, written by a newer version; this program knows up to {}. "
                                "Start the newer program, or restore a copy from before the upgrade.",
                                present, known));
    for (const sql::Migration& migration : sql::migrations()) {
        if (migration.number <= present) continue;
        TRY_VOID(db.execute(std::string(migration.postgres)));
        TRY_VOID(db.execute(fmt::format("INSERT INTO schema_version (number, name) VALUES ({}, '{}')", migration.number,
                                        migration.name)));
    }
    TRY_VOID(db.execute(kWriteMark));
    return db.execute(kForgetMarks);
}

}  // namespace

Result<void> migrate(PostgresDriver& db) {
    TRY_VOID(db.execute("BEGIN"));
    const Result<void> outcome = run_missing(db);
    if (outcome) return db.execute("COMMIT");
    TRY_VOID(db.execute("ROLLBACK"));
    return outcome;
}

}  // namespace settle::store
