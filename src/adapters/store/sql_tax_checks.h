// The planned checks of VAT numbers of the port, on any driver.
#pragma once

#include "adapters/store/sql_driver.h"
#include "ports/tax_check_store.h"

namespace settle::store {

/// Part of an SqlTransaction.
class SqlTaxChecks final : public TaxCheckStore {
public:
    explicit SqlTaxChecks(Driver& db) : db_(db) {}

    Result<void> plan(const VendorName&, const CustomerId&, Instant due_at) override;
    Result<void> drop(const VendorName&, const CustomerId&) override;
    Result<std::optional<Instant>> find(const VendorName&, const CustomerId&) override;
    Result<bool> is_any_due(const VendorName&, Instant now) override;
    Result<std::vector<CustomerId>> claim(const VendorName&, Instant now, Instant leased_until, int limit) override;

private:
    Driver& db_;
};

}  // namespace settle::store
