// Revenue by the days it was earned on, and what was billed ahead of them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "domain/invoice/statements.h"

namespace settle {

/// What of a line of a document issued on `issued_on` is earned until `day`, which is in it: its share of the days it
/// covers, rounded once from the first of them on, so that all its days together come to its amount exactly. Nothing is
/// earned before the document is there: what earlier days come to is earned on its day. A renewal that is
/// billed late bears the day it was due on, so that a month that was read before can change.
Money earned_until(const Line& line, Date issued_on, Date day);

struct RevenueMonth {
    std::string month;  ///< "2026-01"
    Money billed;
    Money earned;
    Money deferred;  ///< At the month's end, billed and not earned yet; negative where earned ahead.
};
struct RevenueSchedule {
    Money opening;  ///< Deferred when the first month begins.
    std::vector<RevenueMonth> months;
};

/// Adds up documents by month; what it needs of memory does not grow with them.
class RevenueByMonth {
public:
    /// `first` is the first day of a month.
    RevenueByMonth(Date first, int months);
    /// Of invoices and of credit notes, whose lines are negative.
    void add(const IssuedDocument& document);
    /// By currency.
    std::map<std::string, RevenueSchedule> schedules() const;

private:
    struct Sums {
        std::vector<Money> billed;  ///< Until the day before each month begins, and until the last one's end.
        std::vector<Money> earned;
    };
    std::vector<Date> edges_;  ///< First days of the months, and of the one behind them.
    std::map<std::string, Sums> sums_;
};

}  // namespace settle
