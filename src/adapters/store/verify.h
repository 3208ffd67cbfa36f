// What must always hold, checked on stored rows.
#pragma once

#include <map>

#include "adapters/store/sql_driver.h"
#include "ports/store.h"

namespace settle::store {

/// Looks at the customers a range at a time, so that what is held of them does not grow with the store; everything
/// is read in the snapshot `db` stands in. Fails only when reading fails.
Result<VerifyReport> verify_records(Driver& db, const VerifyWish& wish);

/// Customers of a vendor in the order of their ids, and all rows that say they belong to one in between.
struct CustomerRange {
    VendorName vendor;
    std::string first;
    std::string last;  ///< The last one is part of it.
};

/// The pauses of each customer ("vendor/customer"), in the order they began.
struct PauseRow {
    Date from;
    std::optional<Date> to;
};
using Pauses = std::map<std::string, std::vector<PauseRow>>;
Result<Pauses> read_pauses(Driver& db, const CustomerRange& range);
inline std::string owner_of(std::string_view vendor, std::string_view customer) {
    return fmt::format("{}/{}", vendor, customer);
}

// The parts about a range of customers, with the invariants they name.
/// "totals", "status", "periods", "numbers", "credits", "amounts"
Result<void> verify_invoices(Driver& db, const CustomerRange& range, Pauses pauses, std::vector<Finding>& findings);
/// "one_charge_per_invoice", "paid_before_applied", "attempts"
Result<void> verify_payments(Driver& db, const CustomerRange& range, std::vector<Finding>& findings);
/// "documents": what was handed out is what its digest says.
Result<void> verify_documents(Driver& db, const CustomerRange& range, std::vector<Finding>& findings);
/// "ledger", "balance", "amounts"
Result<void> verify_ledger(Driver& db, const CustomerRange& range, std::vector<Finding>& findings);
/// "event_chain"
Result<void> verify_acts(Driver& db, const CustomerRange& range, std::vector<Finding>& findings);
/// "references": what no foreign key keeps there.
Result<void> verify_references(Driver& db, const CustomerRange& range, std::vector<Finding>& findings);
/// "one_subscription"
Result<void> verify_customers(Driver& db, const CustomerRange& range, std::vector<Finding>& findings);
/// "seats", "owner"
Result<void> verify_people(Driver& db, const CustomerRange& range, std::vector<Finding>& findings);
/// "state", "scheduled"
Result<void> verify_subscriptions(Driver& db, const CustomerRange& range, std::vector<Finding>& findings);
/// "pauses"
Result<void> verify_pauses(Driver& db, const CustomerRange& range, const Pauses& pauses,
                           std::vector<Finding>& findings);

/// "audit", vendor by vendor: all of each log, or from the entry before the first since an instant on.
Result<void> verify_logs(Driver& db, std::optional<Instant> since, std::vector<Finding>& findings);
/// "figures": what is counted of a customer and what its facts come to. Adds the units in use that are counted to
/// `used`, by vendor and item.
using UnitsUsed = std::map<std::pair<VendorName, std::string>, std::int64_t>;
Result<void> verify_figures(Driver& db, const CustomerRange& range, UnitsUsed& used, std::vector<Finding>& findings);
/// "sums", of a vendor: those of figures and what they are made of.
Result<void> verify_sums(Driver& db, const VendorName& vendor, const UnitsUsed& used, std::vector<Finding>& findings);

/// "numbers", over all vendors: what no single customer's documents can tell.
Result<void> verify_numbers(Driver& db, std::vector<Finding>& findings);

/// What is wrong with one document on its own: "totals", "status", "amounts" and its number's text.
void check_document(const Invoice& invoice, int series_year, std::int64_t series_number,
                    std::vector<Finding>& findings);

/// Whether a number of minor units survives wherever numbers are read as binary fractions (JSON, spreadsheets).
constexpr bool is_in_range(std::int64_t minor) {
    constexpr std::int64_t kMost = std::int64_t{1} << 53;
    return minor >= -kMost && minor <= kMost;
}

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

/// Sums what was given back of each invoice of a customer and finds more than it asked for, or of nothing
/// ("credits").
class GivenBack {
public:
    void add(const std::string& owner, const Invoice& invoice, std::vector<Finding>& findings);
    /// After the last document.
    void close(std::vector<Finding>& findings);

private:
    struct Sum {
        std::int64_t asked = 0, given = 0;
        bool is_known = false;
    };
    std::string owner_;
    std::map<InvoiceId, Sum> sums_;
};

}  // namespace settle::store
