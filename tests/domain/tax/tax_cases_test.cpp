#include <doctest/doctest.h>

#include "domain/tax/tax.h"
#include "tests/support/csv.h"

using namespace settle;

namespace {

/// "FR" or "CA-QC"
Seller seller_of(const support::CsvRow& row) {
    Seller seller;
    const std::string& place = row.at("seller");
    seller.country = place.substr(0, 2);
    if (place.size() > 3) seller.region = place.substr(3);
    if (seller.country == "FR") seller.tax_name = "TVA";
    return seller;
}

TaxNumberStatus status_named(std::string_view name) {
    using enum TaxNumberStatus;
    for (const TaxNumberStatus status : {kNone, kUnverified, kConfirmed, kRefused})
        if (name_of(status) == name) return status;
    FAIL("no such status: ", name);
    return kNone;
}

BillingInformation buyer_of(const support::CsvRow& row) {
    BillingInformation buyer;
    buyer.country = row.at("buyer");
    buyer.region = row.at("region");
    buyer.postal_code = row.at("postal_code");
    if (!row.at("number").empty())
        buyer.tax_number = TaxNumber{row.at("number"), status_named(row.at("status")), std::nullopt};
    return buyer;
}

}  // namespace

TEST_CASE("every case of the table is decided and taxed as it was computed by hand") {
    const auto rows = support::read_csv("tax-cases.csv");
    REQUIRE(rows.size() >= 60);
    for (const auto& row : rows) {
        CAPTURE(row.at("case"));
        const Money net = Money::parse(row.at("net"), Currency::parse(row.at("currency")).value()).value();
        const auto decision =
            decide_tax(seller_of(row), buyer_of(row), Date::parse(row.at("day")).value(), RateTable::built_in());
        REQUIRE(decision.has_value());
        Money total = net;
        std::string taxes;
        for (const TaxComponent& component : decision->components) {
            const Money tax = tax_half_up(net, component.rate);
            total += tax;
            if (!taxes.empty()) taxes += "; ";
            taxes += fmt::format("{} {} {}", component.name, component.rate.str(), tax.str());
        }
        CHECK(name_of(decision->reason) == row.at("reason"));
        CHECK(decision->country == row.at("place"));
        CHECK(taxes == row.at("taxes"));
        CHECK(total.str() == row.at("total"));
    }
}
