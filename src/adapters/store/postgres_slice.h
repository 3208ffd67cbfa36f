// The cases of a slice of a run, read and written many at once.
#pragma once

#include <functional>

#include "adapters/store/act.h"
#include "adapters/store/driver_postgres.h"
#include "adapters/store/due_round.h"

namespace settle::store {

/// A case whose customer is locked.
struct LockedCase {
    DuePlace place;
    std::int64_t billing_version = 0;  ///< Of the customer's billing information.
    DueCase due;
    ChainEnd end;
    bool is_due = false;  ///< False when somebody took the step before the customer was locked.
};

/// The customer of a row of round/take_places and round/wait_for_places, not yet with its billing information.
LockedCase read_locked(Row& row, const VendorName& vendor);

/// Reads what `cases` depend on beside their customers, which are locked already.
Result<void> load_cases(PostgresDriver& db, SqlTransaction& tx, const DueScope& of, std::span<LockedCase> cases);

/// Writes what was decided of many cases. Where one breaks a rule the transaction cannot be kept.
class SliceWriter {
public:
    SliceWriter(PostgresDriver& db, const DueScope& of, const std::function<void(std::string_view)>& on_statement);

    /// Whether the write is of the usual kind, which can be written together with others.
    static bool takes(const LockedCase& of, const DueWrite& write);

    /// Both must outlive the writer; the write gets its number.
    void add(const LockedCase& of, DueWrite& write);
    /// All that needs no number. Fails with version_stale, already_exists, payment_in_progress.
    Result<void> write_unnumbered(SqlTransaction& tx);
    /// Takes the numbers, which makes all who want one wait until the transaction ends, and writes what has one.
    Result<void> write_numbered();
    bool has_invoices() const { return invoices_ > 0; }
    bool is_empty() const { return added_.empty(); }

private:
    struct Added {
        const LockedCase* of;
        DueWrite* write;
        std::int64_t seller_version = 0;
        std::string number = {};
    };
    void add_subscription(const LockedCase& of, const DueWrite& write);
    void add_attempt(const PaymentAttempt& attempt);
    void add_invoice(const Added& added, int year, std::int64_t number);
    Result<void> add_acts(Added& added);
    Result<void> number_invoices();
    Result<void> copy(std::string_view name, CopyRows& rows);
    void said(std::string_view name) const {
        if (on_statement_) on_statement_(name);
    }

    PostgresDriver& db_;
    const DueScope& of_;
    const std::function<void(std::string_view)>& on_statement_;
    std::vector<Added> added_;
    int invoices_ = 0;
    ArrayColumns subscriptions_, queued_;
    CopyRows postings_, attempts_, invoice_rows_, acts_, untold_;
};

}  // namespace settle::store
