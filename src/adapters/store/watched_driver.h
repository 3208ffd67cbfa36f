// Says each statement that wrote, inside its transaction: for tests that stop the process there.
#pragma once

#include <utility>

#include "adapters/store/sql_driver.h"

namespace settle::store {

/// Passes everything on, and calls `on_statement` with the name of each query that wrote, right after it.
class WatchedDriver final : public Driver {
public:
    WatchedDriver(Driver& db, const std::function<void(std::string_view query)>& on_statement)
        : db_(db), on_statement_(on_statement) {}

    Result<std::int64_t> run(const sql::Query& query, Args args) override {
        auto written = db_.run(query, args);
        if (on_statement_) on_statement_(query.name);
        return written;
    }
    Result<void> each(const sql::Query& query, Args args, const std::function<Result<void>(Row&)>& on_row) override {
        return db_.each(query, args, on_row);
    }
    Result<void> all_or_nothing(const std::function<Result<void>()>& work) override { return db_.all_or_nothing(work); }

private:
    Driver& db_;
    const std::function<void(std::string_view query)>& on_statement_;
};

}  // namespace settle::store
