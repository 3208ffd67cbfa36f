// Who changed, told from process to process through PostgreSQL.
#pragma once

#include <span>
#include <string>
#include <thread>

#include "adapters/store/change_notes.h"
#include "adapters/store/driver_postgres.h"

namespace settle::store {

/// The notices of one process: sent behind its transactions, and heard from all others over a connection of its own.
class PostgresChanges {
public:
    PostgresChanges();
    ~PostgresChanges();
    PostgresChanges(const PostgresChanges&) = delete;
    PostgresChanges& operator=(const PostgresChanges&) = delete;

    /// Tells the others what was just committed on `db`. Not in the transaction: PostgreSQL lets those that notify
    /// commit one after the other, each with its wait for the disk.
    Result<void> announce(PostgresDriver& db, std::span<const ChangeNotice> notices) const;
    /// Calls `on_change` from now on. Whenever the connection is there anew, some may have been missed: it is called
    /// for anybody. The first time the others are told so too: whoever was here before may have died before telling.
    void hear(PostgresConnection connection, OnChange on_change);

private:
    void run(const std::stop_token& stop);
    Result<void> hear_once(const std::stop_token& stop);

    const std::string sender_;  ///< Names this process, which was told already by itself.
    PostgresConnection connection_;
    OnChange on_change_;
    int interrupt_ = -1;
    bool has_begun_ = false;
    std::jthread hearing_;
};

}  // namespace settle::store
