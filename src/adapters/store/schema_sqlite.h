// Brings the schema of an SQLite file to the version of this program.
#pragma once

#include "adapters/store/driver_sqlite.h"

namespace settle::store {

/// Runs the migrations the file has not seen, in one transaction: a process that dies half-way leaves
/// the old schema. Fails with store_failed when the file belongs to another program, or to a newer
/// version of this one.
Result<void> migrate(SqliteDriver& db);

}  // namespace settle::store
