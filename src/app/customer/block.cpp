#include "app/customer/block.h"

#include "domain/catalog/staff_role.h"

namespace settle {

Result<CustomerBlock> block_customer(const Context& context, const CustomerId& customer, const std::string& reason) {
    TRY_VOID(only_staff(context, StaffRight::kBlockCustomers));
    if (reason.empty()) return fail(ErrorCode::kReasonRequired, "reason");
    const Instant now = context.with.clock.now();
    return transact(context.with.store, [&](Transaction& tx) -> Result<CustomerBlock> {
        TRY(tx.load_customer(context.vendor(), customer));
        if (auto present = TRY(blocks_of(tx).find_block(context.vendor(), customer))) return *std::move(present);
        CustomerBlock block{customer, context.caller.actor.id, reason, now};
        TRY_VOID(blocks_of(tx).add_block(context.vendor(), block));
        TRY_VOID(remember_made(tx, context, customer.str(), now));
        Event event = new_event(context, customer, "customer.blocked", now);
        event.data = {{"blocked.before", "no"}, {"blocked.after", "yes"}};
        event.reason = reason;
        TRY_VOID(tx.add_event(context.vendor(), std::move(event)));
        return block;
    });
}

Result<void> unblock_customer(const Context& context, const CustomerId& customer, const std::string& reason) {
    TRY_VOID(only_staff(context, StaffRight::kBlockCustomers));
    if (reason.empty()) return fail(ErrorCode::kReasonRequired, "reason");
    const Instant now = context.with.clock.now();
    return context.with.store.write([&](Transaction& tx) -> Result<void> {
        TRY(tx.load_customer(context.vendor(), customer));
        if (TRY(made_before(tx, context))) return {};
        TRY_VOID(remember_made(tx, context, customer.str(), now));
        if (!TRY(blocks_of(tx).remove_block(context.vendor(), customer))) return {};
        Event event = new_event(context, customer, "customer.unblocked", now);
        event.data = {{"blocked.before", "yes"}, {"blocked.after", "no"}};
        event.reason = reason;
        return tx.add_event(context.vendor(), std::move(event));
    });
}

Result<std::optional<CustomerBlock>> read_block(const Context& context, const CustomerId& customer) {
    TRY_VOID(only_staff(context, StaffRight::kReadCustomers));
    return look_up(context.with.store, [&](Transaction& tx) -> Result<std::optional<CustomerBlock>> {
        TRY(tx.load_customer(context.vendor(), customer));
        return blocks_of(tx).find_block(context.vendor(), customer);
    });
}

Result<void> must_not_be_blocked(Services& services, Transaction& tx, const VendorName& vendor,
                                 const CustomerId& customer, std::string_view language) {
    if (!TRY(blocks_of(tx).find_block(vendor, customer))) return {};
    const auto catalog = TRY(services.catalogs.find(vendor));
    return fail(Error(ErrorCode::kCustomerBlocked)
                    .with("vendor", catalog->vendor_name.in(language))
                    .with("email", catalog->seller->email));
}

}  // namespace settle
