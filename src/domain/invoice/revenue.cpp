#include "domain/invoice/revenue.h"

#include <algorithm>

namespace settle {

Money earned_until(const Line& line, Date issued_on, Date day) {
    if (day < issued_on) return Money::zero(line.amount.currency());
    const std::int64_t days = line.covers.days();
    if (days <= 0) return line.amount;
    const std::int64_t part = std::clamp<std::int64_t>(day.plus_days(1) - line.covers.first_day, 0, days);
    return share_half_up(line.amount, {part, days});
}

RevenueByMonth::RevenueByMonth(Date first, int months) {
    for (int month = 0; month <= months; ++month) edges_.push_back(add_months(first, month));
}

void RevenueByMonth::add(const IssuedDocument& document) {
    const Currency currency = document.net.currency();
    Sums& sums = sums_[std::string(currency.code())];
    if (sums.billed.empty()) {
        sums.billed.assign(edges_.size(), Money::zero(currency));
        sums.earned = sums.billed;
    }
    for (std::size_t i = 0; i < edges_.size(); ++i) {
        const Date last = edges_[i].plus_days(-1);
        if (last < document.issued_on) continue;
        for (const Line& line : document.lines) {
            sums.billed[i] += line.amount;
            sums.earned[i] += earned_until(line, document.issued_on, last);
        }
    }
}

std::map<std::string, RevenueSchedule> RevenueByMonth::schedules() const {
    std::map<std::string, RevenueSchedule> schedules;
    for (const auto& [currency, sums] : sums_) {
        RevenueSchedule schedule{.opening = sums.billed.front() - sums.earned.front(), .months = {}};
        for (std::size_t i = 1; i < edges_.size(); ++i)
            schedule.months.push_back({.month = edges_[i - 1].str().substr(0, 7),
                                       .billed = sums.billed[i] - sums.billed[i - 1],
                                       .earned = sums.earned[i] - sums.earned[i - 1],
                                       .deferred = sums.billed[i] - sums.earned[i]});
        schedules.emplace(currency, std::move(schedule));
    }
    return schedules;
}

}  // namespace settle
