// Brings the schema of a PostgreSQL database to the version of this program.
#pragma once

#include "adapters/store/driver_postgres.h"

namespace settle::store {

/// Runs the migrations the database has not seen, in one transaction; processes that start together take turns. Fails
/// with store_failed when the database belongs to another program, or to a newer version of this one.
Result<void> migrate(PostgresDriver& db);

}  // namespace settle::store
