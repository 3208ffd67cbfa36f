// What must always hold, checked on stored rows.
#pragma once

#include <map>

#include "adapters/store/sql_driver.h"
#include "ports/store.h"

namespace settle::store {

/// Adds a finding for each broken promise; everything is read in the snapshot `db` stands in.
/// Fails only when reading fails.
Result<void> verify_records(Driver& db, std::vector<Finding>& findings);

// Its parts, with the invariants they name.
/// "totals", "status", "periods", "numbers"
Result<void> verify_invoices(Driver& db, std::vector<Finding>& findings);
/// "numbers"
Result<void> verify_numbers(Driver& db, std::vector<Finding>& findings);
/// "one_charge_per_invoice", "paid_before_applied"
Result<void> verify_payments(Driver& db, std::vector<Finding>& findings);
/// "ledger", "balance"
Result<void> verify_ledger(Driver& db, std::vector<Finding>& findings);
/// "event_chain"
Result<void> verify_acts(Driver& db, std::vector<Finding>& findings);
/// "references": what no foreign key keeps there.
Result<void> verify_references(Driver& db, std::vector<Finding>& findings);
/// "one_subscription"
Result<void> verify_customers(Driver& db, std::vector<Finding>& findings);
/// "state", "scheduled"
Result<void> verify_subscriptions(Driver& db, std::vector<Finding>& findings);
/// "pauses"
Result<void> verify_pauses(Driver& db, std::vector<Finding>& findings);

/// The pauses of each customer ("vendor/customer"), in the order they began.
struct PauseRow {
    Date from;
    std::optional<Date> to;
};
using Pauses = std::map<std::string, std::vector<PauseRow>>;
Result<Pauses> read_pauses(Driver& db);
inline std::string owner_of(std::string_view vendor, std::string_view customer) {
    return fmt::format("{}/{}", vendor, customer);
}

/// What is wrong with one document on its own: "totals", "status" and its number's text.
void check_document(const Invoice& invoice, int series_year, std::int64_t series_number,
                    std::vector<Finding>& findings);

/// Follows the documents of a subscription in the order they were issued and finds days billed twice
/// or never ("periods"). A pause puts off the next period by exactly its days.
class PeriodChain {
public:
    explicit PeriodChain(Pauses pauses) : pauses_(std::move(pauses)) {}
    void add(const std::string& vendor, const Invoice& invoice, std::vector<Finding>& findings);

private:
    Date next_first_day(const std::string& owner, Date before) const;

    Pauses pauses_;
    std::string subscription_;
    Date billed_on_;  ///< The day from which on pauses count: those before are part of what was billed.
    std::optional<Date> billed_until_;
};

}  // namespace settle::store
