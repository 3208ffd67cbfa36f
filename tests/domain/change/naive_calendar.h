// A calendar that only knows how to go to the next day: the oracle for everything that counts months.
#pragma once

#include <vector>

#include "base/date.h"

namespace settle::change_test {

/// One day with its number in the month, and how many days that month has.
struct NaiveDay {
    int year = 0;
    int month = 0;
    int day = 0;
    int days_in_month = 0;

    /// Whether a period that is due on the `number`-th ends here: short months end on their last day.
    bool falls_on(int number) const { return day == (number < days_in_month ? number : days_in_month); }
    /// Months since year 0, to count months between two days.
    int months() const { return year * 12 + month; }
};

inline int naive_days_in(int year, int month) {
    if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/// Every day of the years `first` to `last`, in order, walked one by one.
inline std::vector<NaiveDay> naive_days(int first, int last) {
    std::vector<NaiveDay> days;
    for (int year = first; year <= last; ++year)
        for (int month = 1; month <= 12; ++month) {
            const int count = naive_days_in(year, month);
            for (int day = 1; day <= count; ++day) days.push_back({year, month, day, count});
        }
    return days;
}

/// The days of the lives that tests lead, and where a date stands among them.
class NaiveCalendar {
public:
    NaiveCalendar(int first, int last) : days_(naive_days(first, last)), begin_(first, 1, 1) {}

    std::size_t size() const { return days_.size(); }
    const NaiveDay& operator[](std::size_t at) const { return days_[at]; }
    std::size_t index(Date date) const { return static_cast<std::size_t>(date - begin_); }
    Date date(std::size_t at) const { return begin_.plus_days(static_cast<std::int64_t>(at)); }

    /// The next day after `at` on which a period of `months`, counted from the month of `anchor`, ends.
    std::size_t next_boundary(std::size_t at, std::size_t anchor, int months) const {
        const NaiveDay& from = days_[anchor];
        std::size_t day = at + 1;
        while (!(days_[day].falls_on(from.day) && (days_[day].months() - from.months()) % months == 0)) ++day;
        return day;
    }

private:
    std::vector<NaiveDay> days_;
    Date begin_;
};

}  // namespace settle::change_test
