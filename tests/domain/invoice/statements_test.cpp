#include "domain/invoice/statements.h"

#include <doctest/doctest.h>

namespace settle {
namespace {

constexpr Currency kDollar{"USD", 2};
const Date kOn(2026, 6, 30);

OpenDocument open(std::string customer, Date due_on, std::int64_t minor, Currency currency = kEuro) {
    return {CustomerId(customer), "Name of " + customer, "inv", due_on, {minor, currency}};
}
IssuedDocument issued(std::string country, TaxReason reason, std::int64_t net, TaxAmounts taxes) {
    return {.issued_on = kOn,
            .tax_reason = reason,
            .tax_country = std::move(country),
            .net = {net, kEuro},
            .taxes = std::move(taxes),
            .lines = {}};
}
Percent percent(const char* text) { return Percent::parse(text).value(); }

}  // namespace

TEST_CASE("what is owed stands by the days since it fell due") {
    const std::vector<OpenDocument> documents = {
        open("cus_1", Date(2026, 7, 1), 1),         open("cus_1", Date(2026, 6, 30), 10),
        open("cus_1", Date(2026, 5, 31), 100),      open("cus_1", Date(2026, 5, 30), 1'000),
        open("cus_1", Date(2026, 5, 1), 10'000),    open("cus_1", Date(2026, 4, 30), 100'000),
        open("cus_1", Date(2026, 4, 1), 1'000'000), open("cus_1", Date(2026, 3, 31), 10'000'000),
    };
    const auto rows = age_receivables(documents, kOn);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].not_due == Money(1, kEuro));
    CHECK(rows[0].until_30 == Money(110, kEuro));
    CHECK(rows[0].until_60 == Money(11'000, kEuro));
    CHECK(rows[0].until_90 == Money(1'100'000, kEuro));
    CHECK(rows[0].older == Money(10'000'000, kEuro));
    CHECK(rows[0].total() == Money(11'111'111, kEuro));
}

TEST_CASE("each customer has a row for each currency, and what goes back counts against what is owed") {
    const std::vector<OpenDocument> documents = {open("cus_1", kOn, 500), open("cus_1", kOn, 700, kDollar),
                                                 open("cus_1", kOn, -200), open("cus_2", kOn, 300)};
    const auto rows = age_receivables(documents, kOn);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].total() == Money(300, kEuro));
    CHECK(rows[1].total() == Money(700, kDollar));
    CHECK(rows[2].customer == CustomerId("cus_2"));
    CHECK(rows[2].customer_name == "Name of cus_2");
}

TEST_CASE("taxes are summed by country, tax and rate; what bears none stands by its reason") {
    TaxSums sums;
    sums.add(issued("FR", TaxReason::kDomestic, 10'000, {{"TVA", percent("20"), {2'000, kEuro}}}));
    sums.add(issued("FR", TaxReason::kDomestic, -4'000, {{"TVA", percent("20"), {-800, kEuro}}}));
    sums.add(issued("FR", TaxReason::kDomestic, 1'000, {{"TVA", percent("8.5"), {85, kEuro}}}));
    sums.add(issued("DE", TaxReason::kReverseCharge, 7'000, {}));
    sums.add(issued("CA", TaxReason::kProvince, 1'000,
                    {{"GST", percent("5"), {50, kEuro}}, {"QST", percent("9.975"), {100, kEuro}}}));
    std::vector<std::string> told;
    for (const TaxSum& sum : sums.all())
        told.push_back(fmt::format("{} {} {} {} {} {}", sum.country, sum.tax, sum.rate.str(), sum.net.str(),
                                   sum.amount.str(), sum.documents));
    CHECK(told == std::vector<std::string>{"CA GST 5 10.00 0.50 1", "CA QST 9.975 10.00 1.00 1", "DE  0 70.00 0.00 1",
                                           "FR TVA 8.5 10.00 0.85 1", "FR TVA 20 60.00 12.00 2"});
}

}  // namespace settle
