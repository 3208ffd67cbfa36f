#include "wire/format.h"

#include <doctest/doctest.h>

#include "tests/support/csv.h"

namespace settle::wire {
namespace {

TEST_CASE("amounts are written as people of each language write them") {
    int checked = 0;
    for (const auto& row : support::read_csv("money-format-vectors.csv")) {
        const std::string& locale = row.at("locale");
        if (locale != "fr-FR" && locale != "en-GB") continue;
        const Currency currency = Currency::parse(row.at("currency")).value();
        INFO(locale << " " << row.at("currency") << " " << row.at("amount"));
        CHECK(format_money(Money::parse(row.at("amount"), currency).value(), locale.substr(0, 2)) == row.at("display"));
        ++checked;
    }
    CHECK(checked >= 20);
}

TEST_CASE("unit prices keep the decimals they need") {
    CHECK(format_price(UnitPrice::parse("9.90", kEuro).value(), "fr") == "9,90\u00A0€");
    CHECK(format_price(UnitPrice::parse("0.01234", kEuro).value(), "en") == "€0.01234");
    CHECK(format_percent(Percent::parse("9.975").value(), "fr") == "9,975\u00A0%");
    CHECK(format_percent(Percent::parse("20").value(), "en") == "20%");
    CHECK(format_count(1'000'000, "fr") == "1\u202F000\u202F000");
}

TEST_CASE("days and periods are told with the last day included") {
    CHECK(format_day(Date(2026, 3, 11), "fr") == "11 mars 2026");
    CHECK(format_day(Date(2026, 3, 1), "fr") == "1er mars 2026");
    CHECK(format_day(Date(2026, 3, 1), "en") == "1 March 2026");
    CHECK(format_period({Date(2026, 3, 11), Date(2026, 4, 1)}, "fr") == "du 11 au 31 mars 2026");
    CHECK(format_period({Date(2026, 3, 1), Date(2026, 4, 1)}, "fr") == "du 1er au 31 mars 2026");
    CHECK(format_period({Date(2026, 3, 11), Date(2026, 4, 11)}, "en") == "from 11 March to 10 April 2026");
    CHECK(format_period({Date(2026, 3, 11), Date(2027, 3, 11)}, "fr") == "du 11 mars 2026 au 10 mars 2027");
    CHECK(format_period({Date(2026, 3, 11), Date(2026, 3, 12)}, "fr") == "le 11 mars 2026");
}

}  // namespace
}  // namespace settle::wire
