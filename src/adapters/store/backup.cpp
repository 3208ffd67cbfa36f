#include "adapters/store/backup.h"

#include <fmt/format.h>
#include <unistd.h>

#include "adapters/store/driver_sqlite.h"
#include "adapters/store/verify.h"

namespace settle {
namespace {

using store::file_failed;
using store::file_refused;
using store::is_there;
using store::SqliteDriver;
using store::StoreFacts;

constexpr int kBusyTimeoutMs = 5'000;
constexpr int kSchemaWithActs = 4;

int known_schema() { return sql::migrations().back().number; }

/// The schema of an open database. Fails with file_malformed when it is not a store, or one of the future.
Result<int> schema_of(SqliteDriver& db, const std::string& path) {
    const auto tables = db.texts("SELECT name FROM sqlite_schema WHERE type = 'table'");
    if (!tables && tables.error().code == ErrorCode::kStoreBusy) return fail(tables.error());
    if (!tables) return file_refused(path, "it is not a store of Settle, or damaged: " + tables.error().detail);
    if (std::ranges::find(*tables, "schema_version") == tables->end())
        return file_refused(path, tables->empty() ? "there is nothing in it" : "it is a database of another program");
    const auto number = static_cast<int>(TRY(db.scalar("SELECT MAX(number) FROM schema_version")));
    if (number > known_schema())
        return file_refused(path, fmt::format("it has schema {}, written by a newer version; this program knows up to "
                                              "{}. Use the newer program.",
                                              number, known_schema()));
    return number;
}

Result<StoreFacts> facts_of(SqliteDriver& db, int schema) {
    StoreFacts facts{.schema = schema};
    facts.customers = TRY(db.scalar("SELECT COUNT(*) FROM customer"));
    facts.invoices = TRY(db.scalar("SELECT COUNT(*) FROM invoice"));
    // A store may be older than the program; its events were rows of their own then.
    const std::string_view events = schema < kSchemaWithActs ? "event" : "act";
    if (TRY(db.scalar(fmt::format("SELECT EXISTS (SELECT 1 FROM {})", events))) != 0)
        facts.last_event = Instant{TRY(db.scalar(fmt::format("SELECT MAX(at) FROM {}", events)))};
    return facts;
}

Result<std::string> sealed_digest(const std::string& path, const std::string& seal, std::int64_t bytes,
                                  const store::Progress& on_progress) {
    store::RunningDigest digest;
    TRY_VOID(store::read_pieces(path, bytes, "sealing", on_progress, [&](std::string_view piece) -> Result<void> {
        digest.add(piece);
        return {};
    }));
    digest.add(seal);
    return digest.finish();
}

Result<Backup> check_copy(const std::string& path, const BackupOptions& options) {
    const auto tell = [&](std::string_view step) {
        if (options.on_progress) options.on_progress(step, 0, 0);
    };
    const auto copy = TRY(SqliteDriver::open(path, SqliteDriver::Access::kReadOnly, kBusyTimeoutMs));
    Backup made;
    const int schema = TRY(schema_of(*copy, options.store));
    tell("checking the file");
    for (const std::string& problem : TRY(copy->texts("PRAGMA integrity_check(1)")))
        if (problem != "ok") return file_refused(options.store, "the store itself is damaged: " + problem);
    made.facts = TRY(facts_of(*copy, schema));
    if (!options.verify || schema != known_schema()) return made;
    tell("checking what must always hold");
    VerifyWish everything;
    everything.on_finding = [&](const Finding& finding) { made.findings.push_back(finding); };
    everything.on_progress = [&](std::int64_t done, std::int64_t of) {
        if (options.on_progress) options.on_progress("checking what must always hold", done, of);
    };
    TRY_VOID(store::verify_records(*copy, everything));
    made.is_verified = true;
    return made;
}

}  // namespace

Result<Backup> back_up(const BackupOptions& options) {
    if (!is_there(options.store)) return file_refused(options.store, "there is no store");
    if (options.existing == store::Existing::kKeep && is_there(options.file))
        return file_refused(options.file, "it exists already; --force replaces it");
    const auto staged = TRY(store::StagedFile::open(options.file));
    {
        const auto source = TRY(SqliteDriver::open(options.store, SqliteDriver::Access::kReadOnly, kBusyTimeoutMs));
        TRY_VOID(schema_of(*source, options.store));
        TRY_VOID(source->copy_to(staged->partial(), [&](std::int64_t done, std::int64_t of) {
            if (options.on_progress) options.on_progress("copying", done, of);
        }));
    }
    Backup made = TRY(check_copy(staged->partial(), options));
    const std::int64_t bytes = TRY(staged->size());
    const std::string seal = store::seal_text(made.facts, bytes);
    const std::string digest = TRY(sealed_digest(staged->partial(), seal, bytes, options.on_progress));
    TRY_VOID(staged->append(seal + digest + "\n"));
    TRY_VOID(staged->protect());
    TRY_VOID(staged->publish(options.existing));
    made.bytes = bytes + static_cast<std::int64_t>(store::kSealBytes);
    return made;
}

namespace {

bool has_leftovers(const std::string& path) {
    return is_there(path) || is_there(path + "-wal") || is_there(path + "-shm") || is_there(path + "-journal");
}

/// Takes what is in the log into the file, so that one file is all of the store. Fails when a program has it open.
Result<void> close_store(const std::string& path) {
    const auto db = SqliteDriver::open(path, SqliteDriver::Access::kReadWrite, 0);
    if (!db) return {};
    // Only the last connection can leave the log; a file that is damaged is kept as it is.
    const auto left = (*db)->execute(
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE; "
        "COMMIT");
    if (!left && left.error().code == ErrorCode::kStoreBusy)
        return file_refused(path, "a program has it open: stop the server first");
    return {};
}

std::string free_name(const std::string& path) {
    for (int number = 1;; ++number) {
        std::string name = fmt::format("{}.replaced-{}", path, number);
        if (!has_leftovers(name)) return name;
    }
}

/// Gives the store that is there a second name, so that its place is never empty: a server that starts in between
/// would make a new store there.
Result<std::string> keep_aside(const std::string& path) {
    TRY_VOID(close_store(path));
    std::string aside = free_name(path);
    for (const char* suffix : {"-wal", "-shm", "-journal"})
        if (is_there(path + suffix) && ::rename((path + suffix).c_str(), (aside + suffix).c_str()) != 0)
            return file_failed(path + suffix, "it cannot be set aside");
    if (is_there(path) && ::link(path.c_str(), aside.c_str()) != 0)
        return file_failed(path, "it cannot be given the name " + aside);
    TRY_VOID(store::sync_folder_of(path));
    return aside;
}

/// What a file that is no backup is instead.
Result<void> explain(const std::string& path, Error refusal) {
    const auto db = SqliteDriver::open(path, SqliteDriver::Access::kReadOnly, 0);
    if (!db || store::looks_sealed(path)) return fail(std::move(refusal));
    const auto tables = (*db)->texts("SELECT name FROM sqlite_schema WHERE type = 'table'");
    if (!tables || tables->empty()) return fail(std::move(refusal));
    if (std::ranges::find(*tables, "schema_version") == tables->end())
        return file_refused(path, "it is a database of another program");
    return file_refused(path,
                        "it is a store or a copy of one, without the seal that settle backup writes: nothing tells "
                        "whether it is whole");
}

}  // namespace

Result<Restored> restore(const RestoreOptions& options) {
    const bool was_there = has_leftovers(options.store);
    if (options.existing == store::Existing::kKeep && was_there)
        return file_refused(options.store,
                            "a store is there already; --force replaces it and keeps it under another name");
    const auto staged = TRY(store::StagedFile::open(options.store));
    const auto sealed = store::read_sealed(options.file, options.on_progress,
                                           [&](std::string_view bytes) { return staged->append(bytes); });
    if (!sealed) {
        TRY_VOID(explain(options.file, sealed.error()));
        return fail(sealed.error());
    }
    if (sealed->facts.schema > known_schema())
        return file_refused(options.file, fmt::format("it has schema {}, written by a newer version; this program "
                                                      "knows up to {}. Use the newer program.",
                                                      sealed->facts.schema, known_schema()));
    {
        // The digest says that this is what was written; whether that is a store is a question to the file.
        const auto copy = TRY(SqliteDriver::open(staged->partial(), SqliteDriver::Access::kReadOnly, kBusyTimeoutMs));
        TRY_VOID(schema_of(*copy, options.file));
    }
    Restored restored{sealed->facts, {}};
    if (was_there) restored.kept_as = TRY(keep_aside(options.store));
    TRY_VOID(staged->publish(options.existing));
    return restored;
}

}  // namespace settle
