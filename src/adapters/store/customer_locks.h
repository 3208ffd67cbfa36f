// One transaction at a time per customer, where the database lets several write.
#pragma once

#include <set>

#include "adapters/store/driver_postgres.h"

namespace settle::store {

/// The queries of one transaction that writes. Before it reads or writes a customer's first row it locks the
/// customer, until it ends; so what it decides from rows it read still holds when it commits, as if it had been alone.
/// Queries that say `-- locks: nothing` are let through. A lock that takes too long fails with store_busy.
class CustomerLocks final : public Driver {
public:
    explicit CustomerLocks(PostgresDriver& db) : db_(db) {}

    Result<std::int64_t> run(const sql::Query& query, Args args) override;
    Result<void> each(const sql::Query& query, Args args, const std::function<Result<void>(Row&)>& on_row) override;
    Result<void> all_or_nothing(const std::function<Result<void>()>& work) override;

private:
    using Owner = std::pair<std::string, std::string>;  ///< Vendor and customer.

    /// Locks the customer the arguments name, if they do.
    bool lock_named(const sql::Query& query, Args args);
    /// Locks the customers the rows belong to; answers whether there was any that had not been locked.
    bool lock_found(const sql::Query& query, const PostgresDriver::Rows& rows);
    bool lock(Owner owner);

    PostgresDriver& db_;
    std::set<Owner> locked_;
};

}  // namespace settle::store
