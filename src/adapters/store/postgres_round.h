// A pass over what is due on PostgreSQL, a slice at once, shared with other processes.
#pragma once

#include <functional>
#include <memory>

#include "adapters/store/change_notes.h"
#include "adapters/store/driver_postgres.h"
#include "adapters/store/due_round.h"

namespace settle::store {

/// What a round asks of the store it goes over.
struct RoundDoors {
    Store& store;
    /// Runs work in a transaction as Store::write does, and answers as it does.
    std::function<Result<void>(const std::function<Result<void>(PostgresDriver&, ChangeNotes&)>&)> write;
    const std::function<void(std::string_view)>& on_statement;
};

/// Customers that another transaction has are passed by, and taken at the end of the round, when it let them go.
std::unique_ptr<DueRound> make_postgres_round(RoundDoors doors, DueScope of);

}  // namespace settle::store
