#include "main/backup_commands.h"

#include <unistd.h>

#include <cstdio>
#include <memory>

#include "adapters/store/backup.h"
#include "adapters/store/open_store.h"
#include "main/config.h"
#include "main/progress_line.h"

namespace settle {
namespace {

constexpr const char* kPostgresBackup =
    "settle: {} is a PostgreSQL database: back it up with PostgreSQL's own tools.\n"
    "  one moment:    pg_dump --format=custom --file=settle.dump '{}'\n"
    "  every moment:  a base backup (pg_basebackup) and continuous archiving of its log\n"
    "docs/operations/backup.md says how, and how to check a copy.\n";
constexpr const char* kPostgresRestore =
    "settle: {} is a PostgreSQL database: restore it with PostgreSQL's own tools.\n"
    "  from pg_dump:        createdb NEW && pg_restore --exit-on-error --no-owner --dbname=NEW settle.dump\n"
    "  to a point in time:  a base backup, restore_command and recovery_target_time\n"
    "Then: settle verify --store postgres://…/NEW. docs/operations/backup.md says how.\n";

struct StoreChoice {
    std::string config;
    std::string store;
    bool force = false;
    bool no_verify = false;
    bool quiet = false;
    std::string file;
};

int complain(const Error& error) {
    const bool is_told = error.detail.empty() || error.code == ErrorCode::kFileMalformed;
    fmt::print(stderr, "settle: {}{}\n", text_of(error, "en"), is_told ? "" : " (" + error.detail + ")");
    return 2;
}

/// What the operator named, else the store of the configuration.
Result<std::string> store_of(const StoreChoice& choice) {
    if (!choice.store.empty()) return choice.store;
    return TRY(read_config(choice.config)).store;
}

store::Existing existing_of(const StoreChoice& choice) {
    return choice.force ? store::Existing::kReplace : store::Existing::kKeep;
}

std::string when(const std::optional<Instant>& instant) { return instant ? instant->str() : "never"; }

void tell_facts(const store::StoreFacts& facts) {
    fmt::print("schema {}, {} customers, {} invoices, last event {}\n", facts.schema, facts.customers, facts.invoices,
               when(facts.last_event));
}

/// The file that a subcommand works on; for a database it says what to use instead.
Result<std::optional<std::string>> file_or_advice(const StoreChoice& choice, const char* advice) {
    const std::string url = TRY(store_of(choice));
    if (auto file = store_file(url)) return file;
    const std::string shown = without_password(url);
    if (url.find("://") == std::string::npos) fmt::print(stderr, "settle: {} keeps nothing in a file\n", shown);
    else fmt::print(stderr, fmt::runtime(advice), shown, shown);
    return std::optional<std::string>();
}

int run_backup(const StoreChoice& choice) {
    const auto store = file_or_advice(choice, kPostgresBackup);
    if (!store) return complain(store.error());
    if (!*store) return 2;
    std::optional<ProgressLine> line(choice.quiet);
    const auto made = back_up({.store = **store,
                               .file = choice.file,
                               .existing = existing_of(choice),
                               .verify = !choice.no_verify,
                               .on_progress = [&](std::string_view step, std::int64_t done, std::int64_t of) {
                                   line->show(step, done, of);
                               }});
    line.reset();
    if (!made) return complain(made.error());
    for (const Finding& finding : made->findings)
        fmt::print("{}: {}: {}\n", finding.invariant, finding.subject, finding.what);
    fmt::print("{}: {} bytes, the file checked{}\n", choice.file, made->bytes,
               !made->is_verified       ? ""
               : made->findings.empty() ? ", every invariant holds"
                                        : fmt::format(", {} findings", made->findings.size()));
    tell_facts(made->facts);
    return made->findings.empty() ? 0 : 1;
}

int run_restore(const StoreChoice& choice) {
    const auto store = file_or_advice(choice, kPostgresRestore);
    if (!store) return complain(store.error());
    if (!*store) return 2;
    std::optional<ProgressLine> line(choice.quiet);
    const auto restored = restore({.file = choice.file,
                                   .store = **store,
                                   .existing = existing_of(choice),
                                   .on_progress = [&](std::string_view step, std::int64_t done, std::int64_t of) {
                                       line->show(step, done, of);
                                   }});
    line.reset();
    if (!restored) return complain(restored.error());
    fmt::print("{}: restored from {}\n", **store, choice.file);
    tell_facts(restored->facts);
    if (!restored->kept_as.empty()) fmt::print("what was there before is kept as {}\n", restored->kept_as);
    return 0;
}

void add_store_options(CLI::App& command, StoreChoice& choice) {
    auto* config = command.add_option("--config", choice.config, "Configuration file that names the store");
    command.add_option("--store", choice.store, "File of the store")->excludes(config);
    command.add_flag("--quiet", choice.quiet, "Show no progress; it is shown on a terminal only");
}

}  // namespace

void add_backup_commands(CLI::App& app, int& status) {
    const auto backup = std::make_shared<StoreChoice>();
    auto* backup_command = app.add_subcommand("backup", "Copy one moment of the store, while the server runs");
    backup_command->footer(
        "Ends with 0 when the copy is made, checked and synced; 1 when it is, and something in the store is not as it\n"
        "must be; 2 when there is no copy. A copy must not be opened, only restored: its last bytes seal it.");
    backup_command->add_option("FILE", backup->file, "Where the copy goes")->required();
    add_store_options(*backup_command, *backup);
    backup_command->add_flag("--force", backup->force, "Replace FILE when it exists");
    backup_command->add_flag("--no-verify", backup->no_verify, "Check the file only, not every invariant");
    backup_command->callback([backup, &status] { status = run_backup(*backup); });

    const auto restore = std::make_shared<StoreChoice>();
    auto* restore_command = app.add_subcommand("restore", "Put a copy in the place of the store");
    restore_command->footer(
        "Ends with 0 when the store is restored, 2 when nothing was changed. Stop the server first.");
    restore_command->add_option("FILE", restore->file, "A copy that settle backup made")->required();
    add_store_options(*restore_command, *restore);
    restore_command->add_flag("--force", restore->force,
                              "Replace the store that is there; it is kept under another name");
    restore_command->callback([restore, &status] { status = run_restore(*restore); });
}

}  // namespace settle
