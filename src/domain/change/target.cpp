#include "domain/change/target.h"

namespace settle {
namespace {

std::string names_of_plans(const Catalog& catalog) {
    std::string names;
    for (const Plan& plan : catalog.plans) {
        if (!names.empty()) names += ", ";
        names += plan.code.view();
    }
    return names;
}

std::string names_of_items(const Plan& plan) {
    std::vector<std::string_view> names;
    for (const PlanItem& item : plan.items) names.push_back(item.item.view());
    return fmt::format("{}", fmt::join(names, ", "));
}

std::string names_of_items(const Catalog& catalog) {
    std::vector<std::string_view> names;
    for (const Item& item : catalog.items) names.push_back(item.code.view());
    return fmt::format("{}", fmt::join(names, ", "));
}

Result<void> check_quantity(const PlanItem& item, std::int64_t count, const Target& target) {
    // Units above the included ones that have no price in this cycle are not sold.
    const bool sold_above = item.prices.find(target.currency, target.cycle).has_value();
    const std::int64_t max = sold_above ? item.max : std::min(item.max, item.included);
    const std::int64_t min = item.min;
    if (count >= min && count <= max && (count - min) % item.step == 0) return {};
    return fail(Error(ErrorCode::kQuantityOutOfRange, "quantities." + item.item.str())
                    .with("item", item.item.str())
                    .with("min", fmt::to_string(min))
                    .with("max", fmt::to_string(max))
                    .with("step", fmt::to_string(item.step)));
}

Result<Cycle> resolve_cycle(const Situation& situation, const Wanted& wanted, const Plan& plan, bool first) {
    const Catalog& catalog = situation.catalog;
    const Cycle cycle = wanted.cycle.value_or(first ? catalog.layout.default_cycle : situation.subscription.cycle);
    if (plan.contact_only || plan.free || std::ranges::find(plan.cycles, cycle) != plan.cycles.end()) return cycle;
    return fail(Error(ErrorCode::kCycleNotOffered, "cycle")
                    .with("plan", plan.code.str())
                    .with("cycle", std::string(name_of(cycle))));
}

// What was agreed names items of the catalog; each its price per unit and cycle.
Result<void> take_agreed(const Situation& situation, const Wanted& wanted, Target& target) {
    if (!situation.actor.has_staff_authority()) return fail(ErrorCode::kStaffRequired, "lines");
    for (const AgreedLine& line : wanted.lines) {
        if (situation.catalog.find_item(line.item) == nullptr)
            return fail(Error(ErrorCode::kItemUnknown, "lines")
                            .with("item", line.item.str())
                            .with("items", names_of_items(situation.catalog)));
        if (line.quantity < 1) return fail(Error(ErrorCode::kFieldInvalid, "lines").with("expected", "> 0"));
        if (line.unit_price.currency() != target.currency)
            return fail(Error(ErrorCode::kFieldInvalid, "lines").with("expected", std::string(target.currency.code())));
        target.quantities.set(line.item, line.quantity);
        target.agreed_prices.push_back({line.item, line.unit_price});
    }
    return {};
}

}  // namespace

void take_target(Subscription& subscription, const Target& target) {
    subscription.plan = target.plan->code;
    subscription.cycle = target.cycle;
    subscription.currency = target.currency;
    subscription.quantities = target.quantities;
    subscription.agreed_prices = target.agreed_prices;
    // What was agreed with one customer is changed by talking to them.
    subscription.self_managed = target.plan->self_managed && target.agreed_prices.empty();
    if (subscription.balance.is_zero()) subscription.balance = Money::zero(target.currency);
}

void begin_commitment(Subscription& subscription, const Target& target, Date day) {
    const auto months = target.plan->commitment_months.find(target.cycle);
    if (months == target.plan->commitment_months.end()) {
        subscription.commitment_start.reset();
        subscription.commitment_end.reset();
        return;
    }
    subscription.commitment_start = day;
    subscription.commitment_end = add_months(day, months->second);
}

void change_commitment(const Situation& situation, Subscription& subscription, const Target& target) {
    const auto start = subscription.commitment_start;
    const auto end = subscription.commitment_end;
    begin_commitment(subscription, target, situation.today);
    const bool bound = end && situation.today < *end && !situation.actor.has_staff_authority();
    if (!bound || (subscription.commitment_end && *subscription.commitment_end >= *end)) return;
    subscription.commitment_start = start;
    subscription.commitment_end = end;
}

void add_commitment(const Situation& situation, Subscription& subscription, const Target& target) {
    if (subscription.is_committed_on(situation.today) || !target.plan->commitment_months.contains(target.cycle)) return;
    begin_commitment(subscription, target, situation.today);
    if (subscription.ends_on) subscription.ends_on = std::max(*subscription.ends_on, *subscription.commitment_end);
}

Target present_target(const Catalog& catalog, const Subscription& subscription) {
    const Plan* plan = catalog.find_plan(subscription.plan);
    ENSURE(plan != nullptr);
    return {plan, subscription.cycle, subscription.currency, subscription.quantities, subscription.agreed_prices};
}

bool is_first_order(const Catalog& catalog, const Subscription& subscription) {
    if (!is_live(subscription.state)) return subscription.state != SubscriptionState::kPaused;
    const Plan* plan = catalog.find_plan(subscription.plan);
    return plan != nullptr && plan->free;
}

Result<Target> resolve_target(const Situation& situation, const Wanted& wanted) {
    const Catalog& catalog = situation.catalog;
    const Subscription& now = situation.subscription;
    const bool first = is_first_order(catalog, now);
    if (first && !wanted.plan) return fail(ErrorCode::kFieldRequired, "plan");

    const Code plan_code = wanted.plan.value_or(now.plan);
    const Plan* plan = catalog.find_plan(plan_code);
    if (plan == nullptr)
        return fail(Error(ErrorCode::kPlanUnknown, "plan")
                        .with("plan", plan_code.str())
                        .with("plans", names_of_plans(catalog)));

    Target target;
    target.plan = plan;
    target.currency = first ? catalog.currencies.front() : now.currency;
    target.cycle = TRY(resolve_cycle(situation, wanted, *plan, first));
    for (const auto& [item, count] : wanted.quantities)
        if (plan->find_item(item) == nullptr && !plan->contact_only)
            return fail(Error(ErrorCode::kItemUnknown, "quantities." + item.str())
                            .with("item", item.str())
                            .with("items", names_of_items(*plan)));
    if (!wanted.lines.empty()) {
        TRY_VOID(take_agreed(situation, wanted, target));
        return target;
    }
    const bool keeps_agreed = plan_code == now.plan && !first;
    // Whoever else asks is referred to staff. What staff do not quote would be had for nothing, for good.
    if (plan->contact_only && !keeps_agreed && situation.actor.has_staff_authority())
        return fail(ErrorCode::kFieldRequired, "lines");
    if (keeps_agreed) target.agreed_prices = now.agreed_prices;
    if (plan->contact_only || !target.agreed_prices.empty()) {
        if (!first) target.quantities = now.quantities;
        for (const auto& [item, count] : wanted.quantities) target.quantities.set(item, count);
        return target;
    }

    for (const PlanItem& item : plan->items) {
        const bool wished = wanted.quantities.has(item.item);
        const std::int64_t count = wished  ? wanted.quantities.of(item.item)
                                   : first ? smallest_quantity(item)
                                           : std::max(now.quantities.of(item.item), item.min);
        TRY_VOID(check_quantity(item, count, target));
        if (count > 0) target.quantities.set(item.item, count);
    }
    return target;
}

}  // namespace settle
