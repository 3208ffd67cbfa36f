// What customers and staff may come to want, sensible or not.
#pragma once

#include "domain/change/change.h"
#include "tests/domain/life/dice.h"

namespace settle::life_test {

class Wishes {
public:
    Wishes(const Catalog& catalog, Dice& dice, const Subscription& now, const Actor& actor)
        : catalog_(catalog), dice_(dice), now_(now), actor_(actor) {}

    Wanted act_of(ChangeKind kind, Date today) {
        Wanted wanted;
        wanted.act = kind;
        if (actor_.has_staff_authority() && dice_.percent(30)) wanted.on = today.plus_days(dice_.between(0, 60));
        return wanted;
    }
    Wanted pause_wish(Date today) {
        Wanted wanted;
        wanted.act = ChangeKind::kPause;
        Date from = now_.period.end_day;
        if (actor_.has_staff_authority() && dice_.percent(60)) {
            from = today.plus_days(dice_.between(0, 40));
            wanted.from = from;
        }
        if (dice_.percent(75)) wanted.to = from.plus_days(dice_.between(1, 70));
        return wanted;
    }
    Quantities some_quantities(const Plan& plan) {
        Quantities quantities;
        for (const PlanItem& item : plan.items) {
            if (!dice_.percent(40)) continue;
            const std::int64_t before = std::max(now_.quantities.of(item.item), item.min);
            std::int64_t count = before + dice_.between(-6, 8) * item.step;
            if (dice_.percent(95)) {
                count = std::clamp(count, item.min, item.max);
                count = item.min + (count - item.min) / item.step * item.step;
            }
            quantities.set(item.item, count);
        }
        return quantities;
    }
    Wanted first_wish() {
        Wanted wanted;
        const Plan& plan = dice_.pick(catalog_.plans);
        wanted.plan = plan.code;
        wanted.cycle = dice_.pick(plan.cycles);
        if (!plan.contact_only) wanted.quantities = some_quantities(plan);
        if (dice_.percent(30)) wanted.billing_day = static_cast<int>(dice_.between(1, 31));
        if (actor_.has_staff_authority() && plan.contact_only) wanted.lines = agreement();
        return wanted;
    }
    std::vector<AgreedLine> agreement() {
        std::vector<AgreedLine> lines;
        for (const Item& item : catalog_.items)
            if (lines.empty() || dice_.percent(40))
                lines.push_back(
                    {item.code, dice_.between(10, 30), UnitPrice(dice_.between(1, 2'000'000), now_.currency)});
        return lines;
    }
    Wanted random_wish(Date today) {
        const Plan* present = catalog_.find_plan(now_.plan);
        if (present != nullptr && present->free) return first_wish();
        Wanted wanted;
        if (dice_.percent(35)) wanted.plan = dice_.pick(catalog_.plans).code;
        const Plan& plan = wanted.plan ? *catalog_.find_plan(*wanted.plan) : *present;
        if (dice_.percent(25)) wanted.cycle = dice_.pick(plan.cycles);
        if (!plan.contact_only && (dice_.percent(75) || (!wanted.plan && !wanted.cycle)))
            wanted.quantities = some_quantities(plan);
        if (actor_.has_staff_authority() && dice_.percent(40)) wanted.on = today.plus_days(dice_.between(0, 100));
        return wanted;
    }

private:
    const Catalog& catalog_;
    Dice& dice_;
    const Subscription& now_;
    const Actor& actor_;
};

}  // namespace settle::life_test
