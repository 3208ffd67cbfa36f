#include <doctest/doctest.h>

#include "domain/tax/tax.h"
#include "tests/support/csv.h"

using namespace settle;

namespace {

/// "2026-01-01..", "..2026-06-30", "yes"; "none" and nothing are no span.
std::optional<TaxSpan> span_of(const std::string& text) {
    if (text.empty() || text == "none") return std::nullopt;
    TaxSpan span;
    if (text == "yes") return span;
    const auto dots = text.find("..");
    REQUIRE(dots != std::string::npos);
    if (dots > 0) span.from = Date::parse(text.substr(0, dots)).value();
    if (dots + 2 < text.size()) span.until = Date::parse(text.substr(dots + 2)).value();
    return span;
}

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == separator) parts.emplace_back();
        else parts.back() += c;
    }
    return parts;
}

/// "GB::VAT:2026-01-01:" or "CA:QC:QST::2026-12-31": country, province, tax, first and last day.
TaxRegistration registration_of(const std::string& text) {
    const auto parts = split(text, ':');
    REQUIRE(parts.size() == 5);
    TaxRegistration registration{.country = parts[0], .region = parts[1], .tax = parts[2], .number = {}, .span = {}};
    if (!parts[3].empty()) registration.span.from = Date::parse(parts[3]).value();
    if (!parts[4].empty()) registration.span.until = Date::parse(parts[4]).value();
    return registration;
}

/// Sellers that say where they are registered, by name.
std::map<std::string, Seller, std::less<>> sellers() {
    std::map<std::string, Seller, std::less<>> all;
    for (const auto& row : support::read_csv("tax-sellers.csv")) {
        Seller seller;
        seller.country = row.at("country");
        seller.region = row.at("region");
        seller.tax_name = row.at("tax_name");
        if (!row.at("number").empty()) seller.tax_numbers.emplace_back("VAT", row.at("number"));
        seller.regime.one_stop = span_of(row.at("one_stop"));
        seller.regime.small_business = span_of(row.at("small_business"));
        if (!row.at("registrations").empty())
            for (const std::string& registration : split(row.at("registrations"), ' '))
                seller.regime.registrations.push_back(registration_of(registration));
        seller.regime.is_told =
            !row.at("one_stop").empty() || !row.at("small_business").empty() || !row.at("registrations").empty();
        all.emplace(row.at("name"), std::move(seller));
    }
    return all;
}

/// One of the table, else "FR" or "CA-QC".
Seller seller_of(const support::CsvRow& row) {
    static const auto kSellers = sellers();
    const std::string& place = row.at("seller");
    if (const auto known = kSellers.find(place); known != kSellers.end()) return known->second;
    Seller seller;
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
    REQUIRE(rows.size() >= 170);
    for (const auto& row : rows) {
        CAPTURE(row.at("case"));
        CHECK_FALSE(row.at("article").empty());
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
