// Customers that staff shut out, on any driver.
#pragma once

#include "adapters/store/sql_driver.h"
#include "ports/customer_block.h"

namespace settle::store {

/// Part of an SqlTransaction, where blocks_of() finds it.
class SqlBlocks : public BlockStore {
public:
    explicit SqlBlocks(Driver& db) : db_(db) {}

    Result<std::optional<CustomerBlock>> find_block(const VendorName&, const CustomerId&) override;
    Result<void> add_block(const VendorName&, const CustomerBlock&) override;
    Result<bool> remove_block(const VendorName&, const CustomerId&) override;

private:
    Driver& db_;
};

}  // namespace settle::store
