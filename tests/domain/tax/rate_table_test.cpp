#include <doctest/doctest.h>

#include "domain/tax/tax.h"

using namespace settle;

namespace {

constexpr std::string_view kHeader = "jurisdiction,subdivision,tax,kind,rate_percent,valid_from,valid_to\n";

std::string refusal(std::string_view csv) {
    const auto table = RateTable::parse(csv);
    if (table) return "accepted";
    const std::string text = text_of(table.error(), "en");
    constexpr std::string_view kFile = "tax rates, ";
    CHECK(text.starts_with(kFile));
    return text.substr(kFile.size());
}

std::string refusal_of_rows(std::string_view rows) { return refusal(fmt::format("{}{}", kHeader, rows)); }

}  // namespace

TEST_CASE("quotes, other columns, their order and line ends of Windows do not matter") {
    const auto table = RateTable::parse(
        "note,\"kind\",tax,rate_percent,jurisdiction,subdivision,valid_to,valid_from\r\n"
        "\"a, \"\"quoted\"\" note\",standard,VAT,20,FR,,,2014-01-01\r\n"
        "\r\n"
        ",standard,VAT,8.5,FR,FR-974,,\r\n"
        ",reduced,VAT,5.5,FR,,,2014-01-01\r\n"
        ",none,VAT,0,FR,FR-973,,\r\n"
        ",provincial,QST,9.975,CA,QC,,2013-01-01");
    REQUIRE(table.has_value());
    CHECK(table->find("FR", "", "VAT", Date(2026, 1, 1)) == Percent(200'000));
    CHECK(table->find("FR", "974", "VAT", Date(1970, 1, 1)) == Percent(85'000));
    CHECK_FALSE(table->find("FR", "973", "VAT", Date(2026, 1, 1)).has_value());
    CHECK(table->find("CA", "QC", "QST", Date(2026, 1, 1)) == Percent(99'750));
}

TEST_CASE("a table that cannot be read says where and why") {
    CHECK(refusal("") == "line 1: the column jurisdiction is missing");
    CHECK(refusal("jurisdiction,subdivision,tax,kind,valid_from,valid_to\n") ==
          "line 1: the column rate_percent is missing");
    CHECK(refusal_of_rows("FR,,VAT,standard,20 %,,\n") == "line 2: “20 %” is not a rate in percent");
    CHECK(refusal_of_rows("FR,,VAT,standard,-1,,\n") == "line 2: “-1” is not a rate in percent");
    CHECK(refusal_of_rows("\nFR,,VAT,standard,20,2014-02-30,\n") ==
          "line 3: “2014-02-30” is not a date such as 2026-03-01");
    CHECK(refusal_of_rows("FR,,VAT,standard,20,2014-01-01,2013-01-01\n") == "line 2: the rate ends before it begins");
    CHECK(refusal_of_rows("FR,,VAT\n") == "line 2: 3 fields instead of 7");
    CHECK(refusal_of_rows("FR,\"a,VAT,standard,20,,\n") == "line 2: a quote is not closed");
}

TEST_CASE("two rates for one place on one day are refused") {
    CHECK(refusal_of_rows("FR,,VAT,standard,20,2014-01-01,\n"
                          "BE,,VAT,standard,21,2014-01-01,\n"
                          "FR,,VAT,standard,21,2027-01-01,\n") == "line 4: overlaps line 2");
    CHECK(refusal_of_rows("FR,,VAT,standard,21,2020-01-01,\n"
                          "FR,,VAT,standard,20,2014-01-01,2020-01-01\n") == "line 3: overlaps line 2");
    CHECK(refusal_of_rows("FR,,VAT,standard,21,2020-01-01,\n"
                          "FR,,VAT,standard,20,2014-01-01,2019-12-31\n") == "accepted");
}
