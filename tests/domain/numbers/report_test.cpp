// Figures by month are sums and nothing else.
#include "domain/numbers/report.h"

#include <doctest/doctest.h>

using namespace settle;

namespace {

FigureSum sum(Figure figure, std::string month, std::int64_t amount, std::int64_t count = 0, std::string about = {}) {
    const bool is_money = figure <= Figure::kLost || figure >= Figure::kUnpaid;
    return {{.figure = figure,
             .currency = is_money ? "EUR" : "",
             .about = std::move(about),
             .amount = amount,
             .count = count},
            std::move(month)};
}

NumbersReport report_of(const std::vector<FigureSum>& sums) {
    return make_report(sums, months_until(Date(2026, 3, 15), 3), std::array{kEuro});
}

}  // namespace

TEST_CASE("months are counted back over the year") {
    CHECK(months_until(Date(2026, 1, 31), 3) == std::vector<std::string>{"2025-11", "2025-12", "2026-01"});
    CHECK(months_until(Date(2026, 12, 1), 1) == std::vector<std::string>{"2026-12"});
}

TEST_CASE("without any sum there is the vendor's currency, at nothing, and nothing to divide by") {
    const NumbersReport report = report_of({});
    REQUIRE(report.currencies.size() == 1);
    CHECK(report.currencies[0].recurring.size() == 3);
    CHECK(report.currencies[0].recurring[0].closing.is_zero());
    CHECK(!report.currencies[0].recurring[0].churn);
    CHECK(report.units.empty());
    CHECK(report.taxes.empty());
    CHECK(report.trials.size() == 3);
    CHECK(!report.trials[0].conversion);
}

TEST_CASE("opening and movements come to closing, which opens the next month") {
    const NumbersReport report =
        report_of({sum(Figure::kNew, "", 100'000, 8), sum(Figure::kLost, "", -20'000, 2),
                   sum(Figure::kNew, "2026-01", 5'000, 1), sum(Figure::kUp, "2026-02", 700, 3),
                   sum(Figure::kDown, "2026-02", -300, 1), sum(Figure::kLost, "2026-02", -10'000, 1),
                   sum(Figure::kBack, "2026-03", 2'000, 1), sum(Figure::kNew, "2026-04", 1, 1)});
    const auto& months = report.currencies[0].recurring;
    CHECK(months[0].opening.minor() == 80'000);
    CHECK(months[0].closing.minor() == 85'000);
    CHECK(months[0].closing_count == 7);
    CHECK(months[1].opening.minor() == 85'000);
    CHECK(months[1].closing.minor() == 75'400);
    CHECK(months[1].churn->str() == "14.3");          // 1 of 7
    CHECK(months[1].amount_churn->str() == "12.1");   // 10 300 of 85 000
    CHECK(months[2].closing.minor() == 77'401);       // What is dated later counts for the last one.
    CHECK(months[2].closing_count == 8);
}

TEST_CASE("what fell and was not recovered, given up or put off is unpaid") {
    const NumbersReport report = report_of(
        {sum(Figure::kUnpaid, "", 500), sum(Figure::kUnpaid, "2026-02", 300), sum(Figure::kRecovered, "2026-02", 400),
         sum(Figure::kGivenUp, "2026-03", 100), sum(Figure::kPutOff, "2026-03", 50)});
    const auto& months = report.currencies[0].unpaid;
    CHECK(months[0].closing.minor() == 500);
    CHECK(months[1].closing.minor() == 400);
    CHECK(months[2].closing.minor() == 250);
}

TEST_CASE("units, trials and taxes stand apart by what they are about") {
    const NumbersReport report =
        report_of({sum(Figure::kUnitsSold, "", 10, 0, "user"), sum(Figure::kUnitsSold, "2026-02", -2, 0, "user"),
                   sum(Figure::kUnitsUsed, "", 6, 0, "user"), sum(Figure::kUnitsSold, "2026-03", 4, 0, "manager"),
                   sum(Figure::kTrialBegun, "2026-02", 0, 3), sum(Figure::kTrialWon, "2026-02", 0, 1),
                   sum(Figure::kTrialOver, "2026-02", 0, 2), sum(Figure::kNet, "", 900, 9, "FR"),
                   sum(Figure::kNet, "2026-01", 10'000, 2, "BE"), sum(Figure::kTax, "2026-01", 2'100, 2, "BE")});
    REQUIRE(report.units.size() == 2);
    CHECK(report.units[1].item == "user");
    CHECK(report.units[1].sold == 8);
    CHECK(report.units[1].months[0].sold == 10);
    CHECK(report.units[1].utilisation->str() == "75");
    CHECK(report.trials[1].begun == 3);
    CHECK(report.trials[1].conversion->str() == "33.3");
    REQUIRE(report.taxes.size() == 1);  // Nothing was issued for France in these months.
    CHECK(report.taxes[0].country == "BE");
    CHECK(report.taxes[0].tax.str() == "21.00");
    CHECK(report.taxes[0].months[0].documents == 2);
}
