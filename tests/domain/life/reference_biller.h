// What a subscription must be billed, computed a second time and naively: exact fractions, days counted one by one,
// nothing but prices, what happened on which day, and the vendor's settings per kind of change.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "domain/catalog/catalog.h"
#include "tests/domain/change/naive_calendar.h"

namespace settle::life_test {

__extension__ typedef __int128 Wide;

struct Fraction {
    Wide part = 0;
    Wide whole = 1;
};
inline Fraction operator*(Fraction a, Fraction b) { return {a.part * b.part, a.whole * b.whole}; }
/// To a whole number, halves away from zero.
inline std::int64_t half_up(Fraction value) {
    const bool negative = value.part < 0;
    const Wide twice = 2 * (negative ? -value.part : value.part) + value.whole;
    const auto magnitude = static_cast<std::int64_t>(twice / (2 * value.whole));
    return negative ? -magnitude : magnitude;
}

/// How a vendor bills one kind of change: on the next invoice, and whether what is not used is given back.
struct Setting {
    bool next_invoice = false;
    bool credited = false;
};
struct Settings {
    Setting plan_up, plan_down, cycle_up, cycle_down, quantity_up, quantity_down;
    Setting to_measure;  ///< A plan that is made by contact.
};

/// What a customer has.
struct Terms {
    Code plan;
    Cycle cycle = Cycle::kMonth;
    std::map<Code, std::int64_t> units;         ///< Totals.
    std::map<Code, std::int64_t> agreed_prices; ///< In 1/10 000 of a minor unit.

    std::int64_t units_of(const Code& item) const {
        const auto found = units.find(item);
        return found == units.end() ? 0 : found->second;
    }
};

/// One thing that is different from now on.
struct Part {
    enum class Kind : std::uint8_t { kPlan, kCycle, kQuantity } kind = Kind::kPlan;
    Code item;
    bool up = false;
    bool to_measure = false;
};

struct ReferenceLine {
    Code item;
    Code plan;
    bool credit = false;
    std::int64_t units = 0;
    std::int64_t amount = 0;
    friend auto operator<=>(const ReferenceLine&, const ReferenceLine&) = default;
};
struct ReferenceDocument {
    std::vector<ReferenceLine> lines;
    std::int64_t net = 0;
    std::vector<std::int64_t> taxes;
    std::int64_t total = 0;
};

class ReferenceBiller {
public:
    /// `rates`: of each tax, in 1/10 000 of a percent.
    ReferenceBiller(const Catalog& catalog, const Settings& settings, std::vector<std::int64_t> rates,
                    const change_test::NaiveCalendar& calendar)
        : catalog_(catalog), settings_(settings), rates_(std::move(rates)), calendar_(calendar) {}

    const Terms& terms() const { return terms_; }
    Period period() const { return {first_, end_}; }
    /// What waits for the next invoice: credits negative.
    std::int64_t waiting() const {
        std::int64_t sum = 0;
        for (const ReferenceLine& line : waiting_) sum += line.amount;
        return sum;
    }

    ReferenceDocument first_order(Date day, Terms terms, std::optional<int> billing_day) {
        terms_ = std::move(terms);
        originals_.clear();
        begin_at(day, billing_day);
        std::vector<ReferenceLine> lines;
        charge_everything(day, 0, 0, lines);
        return issue(std::move(lines));
    }

    /// Everything in `parts` is `target` from this moment on.
    ReferenceDocument change(Date day, std::int64_t second, const std::vector<Part>& parts, Terms target) {
        std::vector<ReferenceLine> lines;
        const bool new_cycle = target.cycle != terms_.cycle;
        if (new_cycle || target.plan != terms_.plan || target.agreed_prices != terms_.agreed_prices) {
            if (gives_back_plan(parts))
                for (Original& original : originals_) give_back(original, original.units, day, second, lines);
            originals_.clear();
            terms_ = std::move(target);
            if (new_cycle) begin_at(day, std::nullopt);
            charge_everything(day, new_cycle ? 0 : second, second, lines);
        } else {
            for (const Code& item : items_of(terms_.plan, target))
                change_units(item, day, second, parts, target, lines);
            terms_ = std::move(target);
        }
        return bill(std::move(lines), parts);
    }

    /// A period ended on `day` and the next one begins with `terms`.
    ReferenceDocument next_period(Date day, Terms terms) {
        if (terms.cycle != terms_.cycle) anchor_ = calendar_.index(day);
        terms_ = std::move(terms);
        return open(day);
    }

    void pause(Date day) {
        paid_days_left_ = 0;
        for (Date left = day; left < end_; left = left.plus_days(1)) ++paid_days_left_;
        end_ = std::min(end_, day);
        paused_on_ = day;
    }
    /// Days that were paid and not used come first; without any a period begins with `terms`.
    std::optional<ReferenceDocument> resume(Date day, Terms terms) {
        if (paid_days_left_ == 0) {
            anchor_ = calendar_.index(day);
            terms_ = std::move(terms);
            return open(day);
        }
        const std::int64_t moved = day - paused_on_;
        first_ = day;
        end_ = day.plus_days(paid_days_left_);
        anchor_ = calendar_.index(end_);
        for (Original& original : originals_) {
            original.first = original.first.plus_days(moved);
            original.end = original.end.plus_days(moved);
        }
        return std::nullopt;
    }
    std::int64_t paid_days_left() const { return paid_days_left_; }
    void end() { originals_.clear(); }

private:
    struct Original {
        Code item;
        Code plan;
        std::int64_t units = 0;  ///< Still charged by it.
        std::int64_t price = 0;
        Date first;
        Date end;
        std::int64_t second = 0;
        std::int64_t amount = 0;
        std::int64_t given_back = 0;
    };

    const Plan& plan() const { return *catalog_.find_plan(terms_.plan); }

    static std::vector<Code> items_of(const Catalog& catalog, const Code& code, const Terms& terms) {
        std::vector<Code> items;
        for (const PlanItem& item : catalog.find_plan(code)->items) items.push_back(item.item);
        for (const auto& [item, price] : terms.agreed_prices)
            if (catalog.find_plan(code)->find_item(item) == nullptr) items.push_back(item);
        return items;
    }
    std::vector<Code> items_of(const Code& code, const Terms& terms) const { return items_of(catalog_, code, terms); }

    std::int64_t charged_units(const Terms& terms, const Code& item) const {
        if (terms.agreed_prices.contains(item)) return terms.units_of(item);
        const PlanItem* sold = catalog_.find_plan(terms.plan)->find_item(item);
        if (sold == nullptr) return 0;
        return std::max<std::int64_t>(0, terms.units_of(item) - sold->included);
    }
    std::int64_t price_in(const Prices& prices) const {
        for (const Price& row : prices.rows)
            if (row.currency == catalog_.currencies.front() && row.cycle == terms_.cycle)
                return row.unit.scaled_minor();
        return 0;
    }
    std::int64_t price_of(const Code& item) const {
        if (const auto agreed = terms_.agreed_prices.find(item); agreed != terms_.agreed_prices.end())
            return agreed->second;
        const PlanItem* sold = plan().find_item(item);
        return sold == nullptr ? 0 : price_in(sold->prices);
    }

    // The period that `day` stands in, and how many days it has as a whole.
    void begin_at(Date day, std::optional<int> billing_day) {
        anchor_ = calendar_.index(day);
        if (billing_day)
            while (calendar_[anchor_].day != *billing_day) --anchor_;
        std::size_t from = anchor_;
        std::size_t to = calendar_.next_boundary(from, anchor_, months_of(terms_.cycle));
        while (calendar_.date(to) <= day) {
            from = to;
            to = calendar_.next_boundary(from, anchor_, months_of(terms_.cycle));
        }
        first_ = day;
        end_ = calendar_.date(to);
        whole_days_ = static_cast<std::int64_t>(to - from);
    }

    ReferenceDocument open(Date day) {
        const std::size_t from = calendar_.index(day);
        const std::size_t to = calendar_.next_boundary(from, anchor_, months_of(terms_.cycle));
        first_ = day;
        end_ = calendar_.date(to);
        whole_days_ = static_cast<std::int64_t>(to - from);
        originals_.clear();
        std::vector<ReferenceLine> lines;
        charge_everything(day, 0, 0, lines);
        for (const ReferenceLine& line : waiting_)
            if (line.amount >= 0) lines.push_back(line);
        std::erase_if(waiting_, [](const ReferenceLine& line) { return line.amount >= 0; });
        return issue(std::move(lines));
    }

    Fraction share(Proration proration, Date first, Date end, std::int64_t second) const {
        if (proration == Proration::kNone) return {1, 1};
        Wide seconds = 0;
        for (Date day = first; day < end; day = day.plus_days(1)) seconds += 86'400;
        if (proration == Proration::kSecond) seconds -= second;
        return {seconds, Wide(whole_days_) * 86'400};
    }
    static std::int64_t price_for(std::int64_t units, std::int64_t price, Fraction share) {
        return half_up(Fraction{Wide(units) * price, 10'000} * share);
    }

    void charge(const Code& item, std::int64_t units, std::int64_t price, Date day, std::int64_t second,
                std::int64_t remembered_second, std::vector<ReferenceLine>& lines) {
        if (units == 0 || price == 0) return;
        const std::int64_t amount = price_for(units, price, share(plan().proration, day, end_, second));
        lines.push_back({item, terms_.plan, false, units, amount});
        originals_.push_back({item, terms_.plan, units, price, day, end_, remembered_second, amount, 0});
    }
    void charge_everything(Date day, std::int64_t second, std::int64_t remembered_second,
                           std::vector<ReferenceLine>& lines) {
        if (terms_.agreed_prices.empty())
            charge(kPlanItem, 1, price_in(plan().base), day, second, remembered_second, lines);
        for (const Code& item : items_of(terms_.plan, terms_))
            charge(item, charged_units(terms_, item), price_of(item), day, second, remembered_second, lines);
    }

    // From the original charge, never more than is left of it, exactly that when nothing of it was used.
    void give_back(Original& original, std::int64_t units, Date day, std::int64_t second,
                   std::vector<ReferenceLine>& lines) {
        if (units == 0 || day >= original.end) return;
        const Proration proration = catalog_.find_plan(original.plan)->proration;
        const bool unused = day <= original.first && (proration != Proration::kSecond || second <= original.second);
        const std::int64_t left = original.amount - original.given_back;
        const std::int64_t by_time = price_for(units, original.price, share(proration, day, original.end, second));
        const std::int64_t amount = unused && units == original.units ? left : std::min(by_time, left);
        original.units -= units;
        if (amount <= 0) return;
        original.given_back += amount;
        lines.push_back({original.item, original.plan, true, units, -amount});
    }

    const Setting& setting_of(const Part& part) const {
        switch (part.kind) {
            case Part::Kind::kPlan:
                if (part.to_measure) return settings_.to_measure;
                return part.up ? settings_.plan_up : settings_.plan_down;
            case Part::Kind::kCycle: return part.up ? settings_.cycle_up : settings_.cycle_down;
            case Part::Kind::kQuantity: break;
        }
        return part.up ? settings_.quantity_up : settings_.quantity_down;
    }
    bool gives_back_plan(const std::vector<Part>& parts) const {
        for (const Part& part : parts)
            if (part.kind != Part::Kind::kQuantity) return setting_of(part).credited;
        return false;
    }

    void change_units(const Code& item, Date day, std::int64_t second, const std::vector<Part>& parts,
                      const Terms& target, std::vector<ReferenceLine>& lines) {
        const std::int64_t before = charged_units(terms_, item);
        const std::int64_t after = charged_units(target, item);
        if (after > before) return charge(item, after - before, price_of(item), day, second, second, lines);
        bool credited = false;
        for (const Part& part : parts)
            if (part.kind == Part::Kind::kQuantity && part.item == item) credited = setting_of(part).credited;
        if (!credited) return;
        // What was added last is taken away first.
        std::int64_t fewer = before - after;
        for (auto original = originals_.rbegin(); original != originals_.rend(); ++original) {
            if (original->item != item) continue;
            const std::int64_t units = std::min(fewer, original->units);
            give_back(*original, units, day, second, lines);
            fewer -= units;
        }
    }

    ReferenceDocument bill(std::vector<ReferenceLine> lines, const std::vector<Part>& parts) {
        std::int64_t net = 0;
        for (const ReferenceLine& line : lines) net += line.amount;
        bool waits = true;
        for (const Part& part : parts) waits = waits && setting_of(part).next_invoice;
        if (net >= 0 && !waits) return issue(std::move(lines));
        waiting_.insert(waiting_.end(), lines.begin(), lines.end());
        return {{}, 0, std::vector<std::int64_t>(rates_.size(), 0), 0};
    }

    // Credits that wait reduce a document to zero at most; the rest goes on waiting.
    ReferenceDocument issue(std::vector<ReferenceLine> lines) {
        std::int64_t net = 0;
        for (const ReferenceLine& line : lines) net += line.amount;
        for (ReferenceLine& credit : waiting_) {
            if (credit.amount >= 0 || net <= 0) continue;
            ReferenceLine used = credit;
            used.amount = std::max(credit.amount, -net);
            credit.amount -= used.amount;
            net += used.amount;
            lines.push_back(used);
        }
        std::erase_if(waiting_, [](const ReferenceLine& line) { return line.credit && line.amount == 0; });
        ReferenceDocument document{std::move(lines), net, {}, net};
        for (const std::int64_t rate : rates_) {
            document.taxes.push_back(half_up({Wide(net) * rate, 1'000'000}));
            document.total += document.taxes.back();
        }
        return document;
    }

    const Catalog& catalog_;
    const Settings& settings_;
    std::vector<std::int64_t> rates_;
    const change_test::NaiveCalendar& calendar_;
    Terms terms_;
    std::size_t anchor_ = 0;
    Date first_;
    Date end_;
    std::int64_t whole_days_ = 0;
    Date paused_on_;
    std::int64_t paid_days_left_ = 0;
    std::vector<Original> originals_;
    std::vector<ReferenceLine> waiting_;
};

}  // namespace settle::life_test
