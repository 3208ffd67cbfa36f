// The rows that a run wrote, written again by the database alone: how fast it could have been.
#pragma once

#include <cstdint>
#include <string>

namespace settle::bench {

struct SubstrateOptions {
    std::int64_t renewals = 0;  ///< That made the rows: so many are in each transaction's share.
    int per_transaction = 2'000;
    int connections = 1;        ///< PostgreSQL only.
};
struct SubstrateOutcome {
    std::int64_t inserted = 0;
    std::int64_t updated = 0;
    double wall_seconds = 0;  ///< Of writing; what reading the rows took is left out.
    double cpu_seconds = 0;
};

/// Finds the rows by which `after` differs from `before`, both files of the same schema, and writes them to `target`, a
/// copy of `before`, by prepared statements: inserts of new rows, updates of the columns that changed. Each transaction
/// is synced, foreign keys are not checked. Ends the program when `target` does not end with the rows of `after`.
SubstrateOutcome write_again_sqlite(const std::string& before, const std::string& after, const std::string& target,
                                    const SubstrateOptions& options);

/// The same for databases of one PostgreSQL server: the rows of `after` written since transaction `since` go to
/// `target`, a copy of what `after` was before, by binary COPY; changed rows by COPY into a temporary table and one
/// UPDATE.
SubstrateOutcome write_again_postgres(const std::string& after, const std::string& target, std::int64_t since,
                                      const SubstrateOptions& options);

}  // namespace settle::bench
