// Copies of a store that is kept in a SQLite file: made while it is in use, and put back.
#pragma once

#include "adapters/store/backup_seal.h"
#include "adapters/store/staged_file.h"
#include "ports/store.h"

namespace settle {

struct BackupOptions {
    std::string store;  ///< The file of the store; a server may be writing it.
    std::string file;   ///< Where the backup goes.
    store::Existing existing = store::Existing::kKeep;
    bool verify = true;  ///< Check every invariant in the copy, too.
    store::Progress on_progress = {};
};

struct Backup {
    store::StoreFacts facts;
    std::int64_t bytes = 0;
    bool is_verified = false;  ///< False for a store of an older schema, too: its checks came later.
    /// What verify() found in the copy. It is a true copy all the same, and kept.
    std::vector<Finding> findings;
};

/// Copies one moment of the store. Writers go on meanwhile; the log beside the file grows until the copy is made.
/// Fails with file_malformed (no store there, of a newer version, of another program, damaged; the backup exists or
/// cannot be written) or store_failed; then there is no file of that name, or the one that was there.
Result<Backup> back_up(const BackupOptions& options);

struct RestoreOptions {
    std::string file;   ///< A backup.
    std::string store;  ///< The file that becomes the store.
    store::Existing existing = store::Existing::kKeep;
    store::Progress on_progress = {};
};

struct Restored {
    store::StoreFacts facts;
    std::string kept_as;  ///< Where the store that was there before is now; empty when there was none.
};

/// Puts the content of a backup in the place of the store. What was there before keeps its content under another
/// name. Fails with file_malformed when the backup is damaged, not one, or of a newer schema; when a store is there
/// and shall be kept; when a program has it open. Then nothing has changed.
Result<Restored> restore(const RestoreOptions& options);

}  // namespace settle
