"""Makes one C++ constant per .sql file: sql/customer/load.sql -> sql::customer::load.

A file of the same name under sql/sqlite/… or sql/postgres/… overrides the common one for that
dialect. Every query file starts with three comment lines: purpose, `-- args:`, `-- index:`.
"""
import pathlib
import sqlite3
import sys


def raw(text):
    return 'R"settle_sql(' + text + ')settle_sql"'


def whole_schema(migrations):
    """What all migrations come to on an empty SQLite store: made in one go, it takes a third of the time."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    for folder in migrations:
        db.executescript((folder / "up.sqlite.sql").read_text())
    # Rows that a migration adds to an empty store would be missing.
    for (table,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'"):
        if db.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0]:
            sys.exit(f"a migration fills {table} of an empty store: whole_schema() must learn to")
    rows = db.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid")
    return "".join(f"{sql};\n" for (sql,) in rows)


def main():
    source, target = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    queries = {}
    for path in sorted((source / "sql").rglob("*.sql")):
        parts = path.relative_to(source / "sql").with_suffix("").parts
        text = path.read_text()
        lines = text.splitlines()
        if len(lines) < 4 or not (lines[0].startswith("-- ") and lines[1].startswith("-- args:")
                                  and lines[2].startswith("-- index:")):
            sys.exit(f"{path}: starts with three comment lines: purpose, -- args:, -- index:")
        dialect = parts[0] if parts[0] in ("sqlite", "postgres") else "common"
        name = parts if dialect == "common" else parts[1:]
        queries.setdefault(name, {})[dialect] = text
    header, body = [], []
    for name, texts in queries.items():
        folder, query = "::".join(name[:-1]), name[-1]
        header.append(f"namespace settle::sql::{folder} {{ extern const Query {query}; }}")
        common = texts.get("common", "")
        body.append(f"namespace settle::sql::{folder} {{ const Query {query}{{\"{'/'.join(name)}\", "
                    f"{raw(texts.get('sqlite', common))}, {raw(texts.get('postgres', common))}}}; }}")
    migrations = sorted((source / "migrations").iterdir()) if (source / "migrations").exists() else []
    rows = []
    for folder in migrations:
        number = int(folder.name[:4])
        texts = [(folder / f"up.{dialect}.sql") for dialect in ("sqlite", "postgres")]
        sqlite, postgres = (raw(path.read_text() if path.exists() else "") for path in texts)
        rows.append(f"    {{{number}, \"{folder.name}\", {sqlite}, {postgres}}},")
    (target / "sql.gen.h").write_text(
        "// Made from the .sql files of the store.\n#pragma once\n#include <span>\n#include <string_view>\n\n"
        "namespace settle::sql {\n"
        "struct Query { std::string_view name; std::string_view sqlite; std::string_view postgres; };\n"
        "struct Migration { int number; std::string_view name; std::string_view sqlite; std::string_view postgres; };\n"
        "std::span<const Query* const> all_queries();\nstd::span<const Migration> migrations();\n"
        "/// What all migrations come to on an empty SQLite store.\nstd::string_view whole_sqlite_schema();\n"
        "}  // namespace settle::sql\n\n" + "\n".join(header) + "\n")
    pointers = "".join(f"    &{'::'.join(name)},\n" for name in queries)
    (target / "sql.gen.cpp").write_text(
        "// Made from the .sql files of the store.\n#include \"adapters/store/sql.gen.h\"\n\n" + "\n".join(body) +
        "\n\nnamespace settle::sql {\nnamespace {\nconst Query* const kQueries[] = {\n" +
        (pointers or "    nullptr,\n") +
        "};\nconst Migration kMigrations[] = {\n" + "\n".join(rows) + "\n};\n}  // namespace\n"
        f"std::span<const Query* const> all_queries() {{ return {{kQueries, {len(queries)}}}; }}\n"
        "std::span<const Migration> migrations() { return kMigrations; }\n"
        f"std::string_view whole_sqlite_schema() {{ return {raw(whole_schema(migrations))}; }}\n"
        "}  // namespace settle::sql\n")


main()
