#include "app/access/follow.h"

#include "domain/catalog/staff_role.h"

namespace settle {

Result<std::int64_t> follow_customer(const Context& context, const CustomerId& customer) {
    TRY_VOID(may_see(context, customer));
    return look_up(context.with.store, [&](Transaction& tx) -> Result<std::int64_t> {
        TRY(tx.load_customer(context.vendor(), customer));
        const auto last = TRY(tx.latest_events(context.vendor(), customer, 1));
        return last.empty() ? 0 : last.front().sequence;
    });
}

Result<void> follow_vendor(const Context& context) { return only_staff(context, StaffRight::kReadCustomers); }

}  // namespace settle
