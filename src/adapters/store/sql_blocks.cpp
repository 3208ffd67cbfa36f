#include "adapters/store/sql_blocks.h"

namespace settle::store {

Result<std::optional<CustomerBlock>> SqlBlocks::find_block(const VendorName& vendor, const CustomerId& customer) {
    return db_.first(sql::block::find, {{"vendor", vendor}, {"customer", customer}}, [](Row& row) {
        return CustomerBlock{.customer = row.id<CustomerId>("customer"),
                             .by = row.text("by_id"),
                             .reason = row.text("reason"),
                             .since = row.instant("since")};
    });
}

Result<void> SqlBlocks::add_block(const VendorName& vendor, const CustomerBlock& block) {
    return db_.all_or_nothing([&]() -> Result<void> {
        TRY_VOID(db_.run(sql::block::add, {{"vendor", vendor},
                                           {"customer", block.customer},
                                           {"by_id", block.by},
                                           {"reason", block.reason},
                                           {"since", block.since}}));
        TRY_VOID(db_.run(sql::block::end_sessions, {{"vendor", vendor}, {"customer", block.customer}}));
        return {};
    });
}

Result<bool> SqlBlocks::remove_block(const VendorName& vendor, const CustomerId& customer) {
    return TRY(db_.run(sql::block::remove, {{"vendor", vendor}, {"customer", customer}})) > 0;
}

}  // namespace settle::store
