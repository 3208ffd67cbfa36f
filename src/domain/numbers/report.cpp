#include "domain/numbers/report.h"

#include <algorithm>
#include <map>

namespace settle {
namespace {

struct Cell {
    std::int64_t amount = 0, count = 0;
};

/// The sums of one kind of thing, by figure and place in the months; place 0 is before all of them.
class Table {
public:
    explicit Table(std::size_t months) : months_(months) {}

    void add(Figure figure, std::size_t place, const Fact& sum) {
        auto& cells = cells_.try_emplace(figure, months_ + 1).first->second;
        cells[place].amount += sum.amount;
        cells[place].count += sum.count;
    }
    Cell at(Figure figure, std::size_t place) const {
        const auto cells = cells_.find(figure);
        return cells == cells_.end() ? Cell{} : cells->second[place];
    }

private:
    std::size_t months_;
    std::map<Figure, std::vector<Cell>> cells_;
};

/// To a tenth of a percent, half up.
std::optional<Percent> percent_of(std::int64_t part, std::int64_t whole) {
    if (whole <= 0) return std::nullopt;
    constexpr std::int64_t kTenth = 1'000;
    return Percent((2 * part * 1'000 + whole) / (2 * whole) * kTenth);
}

bool is_recurring(Figure figure) { return figure <= Figure::kLost; }
bool is_unpaid(Figure figure) { return figure >= Figure::kUnpaid && figure <= Figure::kPutOff; }

std::vector<RecurringMonth> recurring_months(const Table& table, const std::vector<std::string>& months,
                                             Currency currency) {
    std::vector<RecurringMonth> found;
    Money running = Money::zero(currency);
    std::int64_t running_count = 0;
    for (std::size_t place = 0; place <= months.size(); ++place) {
        const auto money = [&](Figure figure) { return Money(table.at(figure, place).amount, currency); };
        const auto count = [&](Figure figure) { return table.at(figure, place).count; };
        RecurringMonth month{.month = place == 0 ? std::string() : months[place - 1],
                             .opening = running,
                             .added = money(Figure::kNew),
                             .up = money(Figure::kUp),
                             .down = money(Figure::kDown),
                             .back = money(Figure::kBack),
                             .lost = money(Figure::kLost),
                             .closing = running,
                             .change = Money::zero(currency),
                             .opening_count = running_count,
                             .new_count = count(Figure::kNew),
                             .back_count = count(Figure::kBack),
                             .lost_count = count(Figure::kLost)};
        running += month.added + month.up + month.down + month.back + month.lost;
        running_count += month.new_count + month.back_count - month.lost_count;
        month.closing = running;
        month.change = month.closing - month.opening;
        month.closing_count = running_count;
        month.churn = percent_of(month.lost_count, month.opening_count);
        month.amount_churn = percent_of(-(month.lost + month.down).minor(), month.opening.minor());
        if (place > 0) found.push_back(std::move(month));
    }
    return found;
}

std::vector<UnpaidMonth> unpaid_months(const Table& table, const std::vector<std::string>& months, Currency currency) {
    std::vector<UnpaidMonth> found;
    Money running = Money::zero(currency);
    for (std::size_t place = 0; place <= months.size(); ++place) {
        const auto money = [&](Figure figure) { return Money(table.at(figure, place).amount, currency); };
        UnpaidMonth month{.month = place == 0 ? std::string() : months[place - 1],
                          .opening = running,
                          .fell = money(Figure::kUnpaid),
                          .recovered = money(Figure::kRecovered),
                          .given_up = money(Figure::kGivenUp),
                          .put_off = money(Figure::kPutOff),
                          .closing = running};
        running += month.fell - month.recovered - month.given_up - month.put_off;
        month.closing = running;
        if (place > 0) found.push_back(std::move(month));
    }
    return found;
}

UnitNumbers unit_numbers(const std::string& item, const Table& table, const std::vector<std::string>& months) {
    UnitNumbers found{.item = item, .months = {}};
    for (std::size_t place = 0; place <= months.size(); ++place) {
        found.sold += table.at(Figure::kUnitsSold, place).amount;
        found.used += table.at(Figure::kUnitsUsed, place).amount;
        if (place > 0) found.months.push_back({months[place - 1], found.sold});
    }
    found.utilisation = percent_of(found.used, found.sold);
    return found;
}

std::vector<TrialMonth> trial_months(const Table& table, const std::vector<std::string>& months) {
    std::vector<TrialMonth> found;
    for (std::size_t place = 1; place <= months.size(); ++place) {
        TrialMonth month{.month = months[place - 1],
                         .begun = table.at(Figure::kTrialBegun, place).count,
                         .won = table.at(Figure::kTrialWon, place).count,
                         .over = table.at(Figure::kTrialOver, place).count};
        month.conversion = percent_of(month.won, month.won + month.over);
        found.push_back(std::move(month));
    }
    return found;
}

/// None where no document was issued in these months.
std::optional<TaxNumbers> tax_numbers(const std::string& country, Currency currency, const Table& table,
                                      const std::vector<std::string>& months) {
    TaxNumbers found{.country = country,
                     .currency = currency,
                     .net = Money::zero(currency),
                     .tax = Money::zero(currency),
                     .months = {}};
    std::int64_t documents = 0;
    for (std::size_t place = 1; place <= months.size(); ++place) {
        const Cell net = table.at(Figure::kNet, place);
        const Money tax(table.at(Figure::kTax, place).amount, currency);
        found.months.push_back({months[place - 1], Money(net.amount, currency), tax, net.count});
        found.net += Money(net.amount, currency);
        found.tax += tax;
        documents += net.count;
    }
    return documents == 0 ? std::nullopt : std::optional(std::move(found));
}

}  // namespace

std::vector<std::string> months_until(Date today, int count) {
    std::vector<std::string> months;
    const std::chrono::year_month last(today.ymd().year(), today.ymd().month());
    for (int back = count - 1; back >= 0; --back)
        months.push_back(Date(std::chrono::sys_days((last - std::chrono::months(back)) / 1)).str().substr(0, 7));
    return months;
}

NumbersReport make_report(std::span<const FigureSum> sums, std::vector<std::string> months,
                          std::span<const Currency> currencies) {
    const auto place_of = [&](const std::string& month) {
        const auto behind = std::ranges::upper_bound(months, month);
        return static_cast<std::size_t>(behind - months.begin());
    };
    std::map<std::string, Table> of_currency, of_item;
    std::map<std::pair<std::string, std::string>, Table> of_country;
    Table trials(months.size());
    for (const Currency currency : currencies) of_currency.try_emplace(std::string(currency.code()), months.size());
    for (const auto& [sum, month] : sums) {
        const std::size_t place = place_of(month);
        if (is_recurring(sum.figure) || is_unpaid(sum.figure))
            of_currency.try_emplace(sum.currency, months.size()).first->second.add(sum.figure, place, sum);
        else if (sum.figure == Figure::kUnitsSold || sum.figure == Figure::kUnitsUsed)
            of_item.try_emplace(sum.about, months.size()).first->second.add(sum.figure, place, sum);
        else if (sum.figure == Figure::kNet || sum.figure == Figure::kTax)
            of_country.try_emplace({sum.about, sum.currency}, months.size()).first->second.add(sum.figure, place, sum);
        else trials.add(sum.figure, place, sum);
    }
    NumbersReport report{.months = months, .currencies = {}, .units = {}, .trials = {}, .taxes = {}};
    for (const auto& [code, table] : of_currency) {
        const Currency currency = Currency::parse(code).value();
        report.currencies.push_back(
            {currency, recurring_months(table, months, currency), unpaid_months(table, months, currency)});
    }
    for (const auto& [item, table] : of_item) report.units.push_back(unit_numbers(item, table, months));
    report.trials = trial_months(trials, months);
    for (const auto& [of, table] : of_country)
        if (auto taxes = tax_numbers(of.first, Currency::parse(of.second).value(), table, months))
            report.taxes.push_back(*std::move(taxes));
    return report;
}

}  // namespace settle
