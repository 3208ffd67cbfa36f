// A vendor's figures as they are kept: facts, their sums per month, and how far documents and customers are counted.
#pragma once

#include "base/ensure.h"
#include "ports/store.h"

namespace settle {

/// What falls due next of a customer.
struct UpcomingStep {
    Date on;
    std::string customer_name;
    Subscription subscription;
};
/// A place in the order of days and customers.
struct UpcomingPlace {
    Date on;
    CustomerId customer;
};

/// What a transaction of a store can do about figures. Sums are written at its end, and read by a later one. What it
/// reads does not grow with the number of customers.
class NumberStore {
public:
    virtual ~NumberStore() = default;

    /// What the save that made `version` of the customer's subscription changed.
    virtual Result<void> add_facts(const VendorName&, const CustomerId&, std::int64_t version, const Counting&) = 0;
    /// All that was added to each figure, by month; what was added before `from` ("2026-01") stands under "".
    virtual Result<std::vector<FigureSum>> sums(const VendorName&, std::string_view from) = 0;
    /// Adds up to `limit` documents that were not counted yet, in the order of their numbers; answers how many.
    virtual Result<int> count_documents(const VendorName&, int limit) = 0;
    /// Whether documents wait to be counted.
    virtual Result<bool> has_uncounted_documents(const VendorName&) = 0;

    /// Whether next_to_count() has not come to its end yet.
    virtual Result<bool> has_customers_to_count(const VendorName&) = 0;
    /// Up to `limit` customers, behind those that were looked at by earlier calls, in the order of their ids: who was
    /// there before there were figures may be among them. Empty once all were looked at.
    virtual Result<std::vector<CustomerId>> next_to_count(const VendorName&, int limit) = 0;
    /// When the customer's first document was issued, if there is one.
    virtual Result<std::optional<Date>> first_document_on(const VendorName&, const CustomerId&) = 0;

    /// What falls due by itself, in the order of days and customers, behind `after`.
    virtual Result<std::vector<UpcomingStep>> upcoming(const VendorName&, const UpcomingPlace& after, int limit) = 0;
};

/// The transaction as it keeps figures: few need that, so that `store.h`, which everybody reads, does not say it.
/// Asking a transaction of a store that keeps none is a broken contract.
inline NumberStore& numbers_of(Transaction& tx) {
    auto* numbers = dynamic_cast<NumberStore*>(&tx);
    ENSURE(numbers != nullptr);
    return *numbers;
}

}  // namespace settle
