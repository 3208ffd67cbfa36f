#include "domain/customer/customer.h"

#include <doctest/doctest.h>

using namespace settle;

TEST_CASE("countries are ISO 3166-1 codes in any case") {
    CHECK(parse_country("FR") == "FR");
    CHECK(parse_country("ca") == "CA");
    CHECK(parse_country("Gr") == "GR");
    for (const char* text : {"", "F", "FRA", "EL", "UK", "XX", "XI", "EU", "ÉÉ", "DA"}) {
        CAPTURE(text);
        const auto country = parse_country(text);
        REQUIRE_FALSE(country.has_value());
        CHECK(country.error().code == ErrorCode::kCountryUnknown);
        CHECK(country.error().field == "country");
    }
}

TEST_CASE("a province is asked of Canada only") {
    CHECK(parse_region("CA", "qc") == "QC");
    CHECK(parse_region("CA", "") == "");
    CHECK(parse_region("US", "ny") == "NY");
    CHECK(parse_region("FR", "") == "");
    for (const char* text : {"Q", "XX", "QUEBEC", "CB"}) {
        CAPTURE(text);
        const auto region = parse_region("CA", text);
        REQUIRE_FALSE(region.has_value());
        CHECK(region.error().code == ErrorCode::kRegionUnknown);
    }
    CHECK(parse_region("US", std::string(41, 'A')).error().code == ErrorCode::kFieldTooLong);
}

TEST_CASE("an e-mail address keeps the case of its local part only") {
    CHECK(parse_email("Ana.Lima@Example.COM") == "Ana.Lima@example.com");
    CHECK(parse_email("a+b@x.example") == "a+b@x.example");
    const std::string longest_local = std::string(64, 'a') + "@x.example";
    CHECK(parse_email(longest_local) == longest_local);
}

TEST_CASE("what cannot be an e-mail address is refused") {
    const std::string cases[] = {
        "",
        "@",
        "a",
        "a@",
        "@x.example",
        "a@x",
        "a@x.",
        "a@.example",
        "a@x..example",
        "a b@x.example",
        "a@b@x.example",
        "a@x.example\n",
        "Ana <a@x.example>",
        "a@x.example,b@x.example",
        "a@x.example;b@x.example",
        std::string("a\0@x.example", 12),
        std::string(65, 'a') + "@x.example",
        std::string(250, 'a') + "@x.example",
    };
    for (const std::string& text : cases) {
        CAPTURE(text);
        const auto email = parse_email(text);
        REQUIRE_FALSE(email.has_value());
        CHECK(email.error().code == ErrorCode::kEmailMalformed);
        CHECK(email.error().field == "email");
    }
}

TEST_CASE("billing information names what an invoice still needs, in the order of the form") {
    BillingInformation billing;
    CHECK(billing.missing_fields() ==
          std::vector<std::string>{"company", "email", "line1", "postal_code", "city", "country"});
    billing.company = "Événements Boréal";
    billing.email = "facture@boreal.example";
    billing.line1 = "1 rue Saint-Paul";
    billing.postal_code = "H2Y 1A1";
    billing.city = "Montréal";
    billing.country = "FR";
    CHECK(billing.missing_fields().empty());
    billing.country = "CA";
    CHECK(billing.missing_fields() == std::vector<std::string>{"region"});
    billing.region = "QC";
    CHECK(billing.missing_fields().empty());
}

TEST_CASE("a member with one name goes by it") {
    Member member;
    member.last_name = "Lima";
    CHECK(member.full_name() == "Lima");
    member.first_name = "Ana";
    CHECK(member.full_name() == "Ana Lima");
    member.last_name.clear();
    CHECK(member.full_name() == "Ana");
}

TEST_CASE("states of a tax number have the names of the contract") {
    CHECK(name_of(TaxNumberStatus::kNone) == "none");
    CHECK(name_of(TaxNumberStatus::kUnverified) == "unverified");
    CHECK(name_of(TaxNumberStatus::kConfirmed) == "confirmed");
    CHECK(name_of(TaxNumberStatus::kRefused) == "refused");
}
