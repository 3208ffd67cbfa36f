// What must always hold, checked on stored rows.
#pragma once

#include "adapters/store/sql_driver.h"
#include "ports/store.h"

namespace settle::store {

/// Adds a finding for each broken promise; everything is read in the snapshot `db` stands in.
/// Fails only when reading fails.
Result<void> verify_records(Driver& db, std::vector<Finding>& findings);

// Its parts.
Result<void> verify_invoices(Driver& db, std::vector<Finding>& findings);  ///< "totals", "status", "periods", "numbers"
Result<void> verify_numbers(Driver& db, std::vector<Finding>& findings);  ///< "numbers"
Result<void> verify_payments(Driver& db,
                             std::vector<Finding>& findings);  ///< "one_charge_per_invoice", "paid_before_applied"
Result<void> verify_ledger(Driver& db, std::vector<Finding>& findings);  ///< "ledger"
Result<void> verify_events(Driver& db, std::vector<Finding>& findings);  ///< "event_chain"
Result<void> verify_customers(Driver& db, std::vector<Finding>& findings);  ///< "one_subscription"

/// What is wrong with one document on its own: "totals", "status" and its number's text.
void check_document(const Invoice& invoice, int series_year, std::int64_t series_number,
                    std::vector<Finding>& findings);

/// Follows the documents of a subscription in the order they were issued and finds days billed twice
/// or never ("periods").
class PeriodChain {
public:
    void add(const std::string& vendor, const Invoice& invoice, std::vector<Finding>& findings);

private:
    std::string subscription_;
    std::optional<Date> billed_until_;
};

}  // namespace settle::store
