#include <sqlite3.h>

#include "adapters/store/driver_sqlite.h"

namespace settle::store {
namespace {

// A megabyte: often enough to say how far it is.
constexpr int kPagesAtOnce = 256;

struct CloseConnection {
    void operator()(sqlite3* connection) const { sqlite3_close(connection); }
};
using Connection = std::unique_ptr<sqlite3, CloseConnection>;

std::unexpected<Error> copy_failed(sqlite3* target) {
    return fail(ErrorCode::kStoreFailed, {}, std::string("copying the store: ") + sqlite3_errmsg(target));
}

// Nobody else knows the file yet: neither locks nor a journal are of use, and its owner syncs it.
Result<Connection> open_target(const std::string& path) {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &opened,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, "unix-none");
    Connection target(opened);
    if (code != SQLITE_OK) return copy_failed(opened);
    if (sqlite3_exec(opened, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF",
                     nullptr, nullptr, nullptr) != SQLITE_OK)
        return copy_failed(opened);
    return target;
}

}  // namespace

Result<void> SqliteDriver::copy_to(const std::string& path,
                                   const std::function<void(std::int64_t done, std::int64_t of)>& on_progress) {
    Connection target = TRY(open_target(path));
    // SQLite begins such a copy anew whenever somebody else writes, for ever under load; not inside a transaction
    // that has read, which stays at its moment.
    TRY_VOID(execute("BEGIN"));
    const Result<std::int64_t> moment = scalar("SELECT COUNT(*) FROM sqlite_schema");
    int code = SQLITE_ERROR;
    if (moment) {
        sqlite3_backup* copy = sqlite3_backup_init(target.get(), "main", connection_, "main");
        if (copy != nullptr) {
            while ((code = sqlite3_backup_step(copy, kPagesAtOnce)) == SQLITE_OK)
                on_progress(sqlite3_backup_pagecount(copy) - sqlite3_backup_remaining(copy),
                            sqlite3_backup_pagecount(copy));
            sqlite3_backup_finish(copy);
        }
    }
    TRY_VOID(execute("COMMIT"));
    if (!moment) return fail(moment.error());
    if (code != SQLITE_DONE) return copy_failed(target.get());
    // The copy has no log beside it, and can be read where nothing can be written.
    if (sqlite3_exec(target.get(), "PRAGMA journal_mode = DELETE", nullptr, nullptr, nullptr) != SQLITE_OK)
        return copy_failed(target.get());
    return {};
}

}  // namespace settle::store
