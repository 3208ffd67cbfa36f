// Customers that staff shut out.
#pragma once

#include "base/ensure.h"
#include "ports/store.h"

namespace settle {

struct CustomerBlock {
    CustomerId customer;
    std::string by;       ///< Id of one of the staff, or of a key.
    std::string reason;
    Instant since;
};

/// Part of a transaction.
class BlockStore {
public:
    virtual ~BlockStore() = default;
    virtual Result<std::optional<CustomerBlock>> find_block(const VendorName&, const CustomerId&) = 0;
    /// Fails with already_exists. Whoever of the customer is signed in is so no more.
    virtual Result<void> add_block(const VendorName&, const CustomerBlock&) = 0;
    /// Answers whether it was there.
    virtual Result<bool> remove_block(const VendorName&, const CustomerId&) = 0;
};

/// The transaction as the keeper of blocks; as desk_of().
inline BlockStore& blocks_of(Transaction& tx) {
    auto* blocks = dynamic_cast<BlockStore*>(&tx);
    ENSURE(blocks != nullptr);
    return *blocks;
}

}  // namespace settle
