// Figures by month, as staff look at them: made of sums, and of nothing else.
#pragma once

#include <optional>
#include <span>

#include "base/money.h"
#include "domain/numbers/fact.h"

namespace settle {

/// How the recurring amount of a currency moved in a month; opening + all movements = closing, to the cent.
struct RecurringMonth {
    std::string month;
    Money opening, added, up, down, back, lost, closing;  ///< `down` and `lost` are negative.
    Money change;                                         ///< closing - opening
    std::int64_t opening_count = 0, new_count = 0, back_count = 0, lost_count = 0, closing_count = 0;
    std::optional<Percent> churn = {};         ///< Subscriptions lost, of those at the opening; none without any.
    std::optional<Percent> amount_churn = {};  ///< Amount that was lost or went down, of the opening one.
};

/// What was not paid when it was due; opening + fell - recovered - given_up - put_off = closing.
struct UnpaidMonth {
    std::string month;
    Money opening, fell, recovered, given_up, put_off, closing;
};

struct CurrencyNumbers {
    Currency currency;
    std::vector<RecurringMonth> recurring;
    std::vector<UnpaidMonth> unpaid;
};

struct UnitNumbers {
    struct Month {
        std::string month;
        std::int64_t sold = 0;  ///< At its end.
    };
    std::string item;
    std::int64_t sold = 0, used = 0;  ///< Now.
    std::optional<Percent> utilisation = {};
    std::vector<Month> months;
};

struct TrialMonth {
    std::string month;
    std::int64_t begun = 0, won = 0, over = 0;
    std::optional<Percent> conversion = {};  ///< Of those that were won or over in the month.
};

struct TaxNumbers {
    struct Month {
        std::string month;
        Money net, tax;
        std::int64_t documents = 0;
    };
    std::string country;
    Currency currency;
    Money net, tax;  ///< Of all months shown.
    std::vector<Month> months;
};

struct NumbersReport {
    std::vector<std::string> months;
    std::vector<CurrencyNumbers> currencies;
    std::vector<UnitNumbers> units;
    std::vector<TrialMonth> trials;
    std::vector<TaxNumbers> taxes;
};

/// "2025-12", …: `count` months, the last of them that of `today`.
std::vector<std::string> months_until(Date today, int count);
/// `months` in a row; what `sums` say of earlier ones is what these begin with, and later ones count for the last.
/// `currencies` are there even when nothing happened in them.
NumbersReport make_report(std::span<const FigureSum> sums, std::vector<std::string> months,
                          std::span<const Currency> currencies);

}  // namespace settle
