// The figures of the port, on any driver.
#pragma once

#include <map>

#include "adapters/store/sql_driver.h"
#include "ports/numbers.h"

namespace settle::store {

/// Part of an SqlTransaction, where numbers_of() finds it. Sums wait until write_sums(): a row that everybody adds to
/// is locked last, in one order, and as shortly as can be.
class SqlNumbers : public NumberStore {
public:
    explicit SqlNumbers(Driver& db) : db_(db) {}

    Result<void> add_facts(const VendorName&, const CustomerId&, std::int64_t version, const Counting&) override;
    Result<std::vector<FigureSum>> sums(const VendorName&, std::string_view from) override;
    Result<int> count_documents(const VendorName&, int limit) override;
    Result<bool> has_uncounted_documents(const VendorName&) override;
    Result<bool> has_customers_to_count(const VendorName&) override;
    Result<std::vector<CustomerId>> next_to_count(const VendorName&, int limit) override;
    Result<std::optional<Date>> first_document_on(const VendorName&, const CustomerId&) override;
    Result<std::vector<UpcomingStep>> upcoming(const VendorName&, const UpcomingPlace& after, int limit) override;

    /// Units of a customer came into use, or less are; nothing when its units are not counted.
    Result<void> note_used(const VendorName&, const CustomerId&, const Code& item, std::int64_t more);
    /// The last that a transaction does.
    Result<void> write_sums();

    struct SumKey {
        VendorName vendor;
        Figure figure;
        std::string currency, about, month;
        friend auto operator<=>(const SumKey&, const SumKey&) = default;
    };
    struct Added {
        std::int64_t amount = 0, count = 0;
    };
    using Sums = std::map<SumKey, Added>;
    /// What waits: whoever undoes a part of the transaction puts back what waited before it.
    const Sums& waiting() const { return waiting_; }
    void put_back(Sums waiting) { waiting_ = std::move(waiting); }

private:
    void note(const VendorName& vendor, const Fact& fact, std::string month);
    /// Until whom customers were looked at; the last of all when all were.
    struct Place {
        std::string customer;
        bool is_done = false;
    };
    Result<Place> place_of_customers(const VendorName& vendor);

    Driver& db_;
    Sums waiting_;
};

}  // namespace settle::store
