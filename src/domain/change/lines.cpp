#include "domain/change/lines.h"

namespace settle {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;

void add_charge(Lines& lines, const Target& target, const Code& item, std::int64_t quantity, UnitPrice price,
                const Share& share) {
    const Ratio ratio = share.ratio(target.plan->proration);
    lines.emplace_back(item, target.plan->code, LineKind::kCharge, quantity, price, share.covers, ratio,
                       multiply_half_up(price, quantity, ratio), InvoiceId(), -1);
}

/// A target that refers to what holds now, for whoever only adds up.
struct Present {
    const Plan* plan;
    Cycle cycle;
    Currency currency;
    const Quantities& quantities;
    const std::vector<AgreedPrice>& agreed_prices;
};

const AgreedPrice* find_agreed(const auto& target, const Code& item) {
    for (const AgreedPrice& agreed : target.agreed_prices)
        if (agreed.item == item) return &agreed;
    return nullptr;
}

std::optional<UnitPrice> price_of(const auto& target, const Code& item) {
    if (const AgreedPrice* agreed = find_agreed(target, item)) return agreed->unit;
    const PlanItem* plan_item = target.plan->find_item(item);
    if (plan_item == nullptr) return std::nullopt;
    return plan_item->prices.find(target.currency, target.cycle);
}

std::int64_t units_charged(const auto& target, const Code& item, std::int64_t total) {
    if (find_agreed(target, item) != nullptr) return total;
    const PlanItem* plan_item = target.plan->find_item(item);
    return plan_item == nullptr ? 0 : std::max<std::int64_t>(0, total - plan_item->included);
}

/// Calls `charge(item, units, price)` for all that is charged for, in the order of the plan, which is the order they
/// are shown in; what was agreed may name other items.
void each_charge(const auto& target, const auto& charge) {
    const auto base = target.plan->base.find(target.currency, target.cycle);
    if (base && target.agreed_prices.empty()) charge(kPlanItem, 1, *base);
    const auto add = [&](const Code& item) {
        const std::int64_t total = target.quantities.of(item);
        if (total == 0) return;
        const std::int64_t units = units_charged(target, item, total);
        if (units == 0) return;
        const auto price = price_of(target, item);
        if (price && !price->is_zero()) charge(item, units, *price);
    };
    for (const PlanItem& item : target.plan->items) add(item.item);
    for (const AgreedPrice& price : target.agreed_prices)
        if (target.plan->find_item(price.item) == nullptr) add(price.item);
}

}  // namespace

Ratio Share::ratio(Proration proration) const {
    switch (proration) {
        case Proration::kDay: return {covers.days(), whole_days};
        case Proration::kSecond:
            return {covers.days() * kDaySeconds - std::min(second, covers.days() * kDaySeconds),
                    whole_days * kDaySeconds};
        // A price that is never split is charged whole even for a part of a period.
        case Proration::kNone: return {whole_days, whole_days};
    }
    ENSURE(false);
}

std::int64_t charged_units(const Target& target, const Code& item, std::int64_t total) {
    return units_charged(target, item, total);
}

Lines charge_lines(const Target& target, const Share& share) {
    Lines lines;
    // What is had, not all that the plan sells.
    lines.reserve(1 + static_cast<std::size_t>(std::ranges::distance(target.quantities)));
    each_charge(target, [&](const Code& item, std::int64_t units, UnitPrice price) {
        add_charge(lines, target, item, units, price, share);
    });
    return lines;
}

std::optional<Money> period_price(const Catalog& catalog, const Subscription& subscription) {
    const Plan* plan = catalog.find_plan(subscription.plan);
    if (plan == nullptr) return std::nullopt;
    Money sum = Money::zero(subscription.currency);
    each_charge(
        Present{plan, subscription.cycle, subscription.currency, subscription.quantities, subscription.agreed_prices},
        [&](const Code&, std::int64_t units, UnitPrice price) { sum += multiply_half_up(price, units, kWhole); });
    return sum;
}

void charge_for_more(const Target& target, const Code& item, std::int64_t count, const Share& share, Lines& lines) {
    if (count == 0) return;
    const auto price = price_of(target, item);
    if (price && !price->is_zero()) add_charge(lines, target, item, count, *price, share);
}

std::optional<Line> credit_for(const Catalog& catalog, ChargedLine& charged, std::int64_t units, Share left) {
    ENSURE(units > 0 && units <= charged.quantity);
    const Date today = left.covers.first_day;
    if (today >= charged.covers.end_day) return std::nullopt;
    left.covers = {std::max(today, charged.covers.first_day), charged.covers.end_day};
    if (left.covers.first_day != today) left.second = 0;
    const Plan* plan = catalog.find_plan(charged.plan);
    const Proration proration = plan == nullptr ? Proration::kDay : plan->proration;
    const Money remainder = charged.amount - charged.credited;
    const bool from_its_start = left.covers.first_day == charged.covers.first_day &&
                                (proration != Proration::kSecond || left.second <= charged.from_second);
    const bool everything = units == charged.quantity && from_its_start;
    const Ratio ratio = left.ratio(proration);
    const Money by_time = multiply_half_up(charged.unit_price, units, ratio);
    const Money credit = everything ? remainder : std::min(by_time, remainder);
    charged.quantity -= units;
    if (!credit.is_positive()) return std::nullopt;
    charged.credited += credit;
    return Line{charged.item, charged.plan, LineKind::kCredit, units,           charged.unit_price,
                left.covers,  ratio,        -credit,           charged.invoice, charged.line};
}

void remember_charges(Subscription& subscription, const Lines& lines, std::int64_t second) {
    subscription.charged.reserve(subscription.charged.size() + lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Line& line = lines[i];
        if (line.kind == LineKind::kCharge)
            subscription.charged.emplace_back(InvoiceId(), static_cast<int>(i), line.item, line.plan, line.quantity,
                                              line.unit_price, line.covers, line.amount,
                                              Money::zero(line.amount.currency()), second);
    }
}

void use_credits(std::vector<Line>& waiting, Lines& lines, Currency currency) {
    if (waiting.empty()) return;
    Money open = Money::zero(currency);
    for (const Line& line : lines) open += line.amount;
    std::vector<Line> rest;
    for (Line& line : waiting) {
        const Money left = open + line.amount;
        if (!line.amount.is_negative() || !open.is_positive()) {
            rest.push_back(std::move(line));
            continue;
        }
        if (!left.is_negative()) {
            open = left;
            lines.push_back(std::move(line));
            continue;
        }
        Line unused = line;
        unused.amount = left;
        rest.push_back(std::move(unused));
        line.amount = -open;
        open = Money::zero(currency);
        lines.push_back(std::move(line));
    }
    waiting = std::move(rest);
}

}  // namespace settle
