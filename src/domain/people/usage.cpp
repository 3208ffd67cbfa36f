#include "domain/people/usage.h"

#include <algorithm>

#include <fmt/format.h>

#include "domain/people/seat.h"

namespace settle {

Result<Code> counted_seat(const Catalog& catalog, const Subscription& subscription, const Code& wanted) {
    const Plan* plan = catalog.find_plan(subscription.plan);
    std::string known;
    for (const PlanItem& item : plan == nullptr ? std::vector<PlanItem>{} : plan->items) {
        const Item* kind = catalog.find_item(item.item);
        if (kind == nullptr || kind->kind != ItemKind::kCountedSeat) continue;
        if (item.item == wanted) return wanted;
        known += (known.empty() ? "" : ", ") + item.item.str();
    }
    const Item* item = catalog.find_item(wanted);
    // Of a plan before this one some may be left; they can still be reported to be gone.
    if (item != nullptr && item->kind == ItemKind::kCountedSeat) return wanted;
    if (item != nullptr) return fail(Error(ErrorCode::kFieldInvalid, "seat").with("expected", known));
    return fail(Error(ErrorCode::kItemUnknown, "seat").with("item", wanted.str()).with("items", known));
}

Result<std::int64_t> judge_usage(const Catalog& catalog, const Subscription& subscription, const UsageReport& report,
                                 std::int64_t present) {
    const std::int64_t count = report.count.value_or(present + report.change);
    if (count < 0)
        return fail(Error(ErrorCode::kFieldInvalid, "change").with("expected", fmt::format("≥ {}", -present)));
    if (count <= present) return count;
    TRY_VOID(may_hold_seats(catalog, subscription));
    TRY_VOID(judge_one_more(subscription, report.seat, count - 1));
    return count;
}

}  // namespace settle
