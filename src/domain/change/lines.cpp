#include "domain/change/lines.h"

namespace settle {
namespace {

Line charge(const Target& target, const Code& item, std::int64_t quantity, UnitPrice price, const Period& covers,
            std::int64_t whole_days) {
    // A price that is never split is charged whole even for a part of a period.
    const Ratio ratio =
        target.plan->proration == Proration::kNone ? Ratio{whole_days, whole_days} : Ratio{covers.days(), whole_days};
    return {item,
            target.plan->code,
            LineKind::kCharge,
            quantity,
            price,
            covers,
            ratio,
            multiply_half_up(price, quantity, ratio),
            {},
            -1};
}

}  // namespace

std::int64_t charged_units(const PlanItem& item, std::int64_t total) {
    return std::max<std::int64_t>(0, total - item.included);
}

Lines charge_lines(const Target& target, const Period& covers, std::int64_t whole_days) {
    Lines lines;
    if (const auto price = target.plan->base.find(target.currency, target.cycle))
        lines.push_back(charge(target, kPlanItem, 1, *price, covers, whole_days));
    for (const PlanItem& item : target.plan->items) {
        const std::int64_t units = charged_units(item, target.quantities.of(item.item));
        if (units == 0) continue;
        if (auto line = charge_for_more(target, item.item, units, covers, whole_days)) lines.push_back(*line);
    }
    return lines;
}

std::optional<Line> charge_for_more(const Target& target, const Code& item, std::int64_t count, const Period& covers,
                                    std::int64_t whole_days) {
    const PlanItem* plan_item = target.plan->find_item(item);
    ENSURE(plan_item != nullptr);
    const auto price = plan_item->prices.find(target.currency, target.cycle);
    if (!price || price->is_zero() || count == 0) return std::nullopt;
    return charge(target, item, count, *price, covers, whole_days);
}

std::optional<Line> credit_for(ChargedLine& charged, std::int64_t units, Date today, std::int64_t whole_days) {
    ENSURE(units > 0 && units <= charged.quantity);
    if (today >= charged.covers.end_day) return std::nullopt;
    const Period left{std::max(today, charged.covers.first_day), charged.covers.end_day};
    const Money remainder = charged.amount - charged.credited;
    const bool everything = units == charged.quantity && left.first_day == charged.covers.first_day;
    const Ratio ratio{left.days(), whole_days};
    const Money by_days = multiply_half_up(charged.unit_price, units, ratio);
    const Money credit = everything ? remainder : std::min(by_days, remainder);
    if (!credit.is_positive()) return std::nullopt;
    charged.credited += credit;
    charged.quantity -= units;
    return Line{charged.item, charged.plan, LineKind::kCredit, units,           charged.unit_price,
                left,         ratio,        -credit,           charged.invoice, charged.line};
}

void remember_charges(Subscription& subscription, const Lines& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Line& line = lines[i];
        if (line.kind == LineKind::kCharge)
            subscription.charged.push_back({{},
                                            static_cast<int>(i),
                                            line.item,
                                            line.plan,
                                            line.quantity,
                                            line.unit_price,
                                            line.covers,
                                            line.amount,
                                            Money::zero(line.amount.currency())});
    }
}

}  // namespace settle
