#include "domain/tax/territories.h"

#include <doctest/doctest.h>

#include "domain/tax/tax.h"

using namespace settle;

namespace {

constexpr std::string_view kHeader = "name_en,name_fr,country,code,postal_codes,treatment,key\n";

std::string found(std::string_view country, std::string_view postal_code) {
    const Territory* territory = Territories::built_in().find(country, postal_code);
    return territory == nullptr ? "none" : territory->name_en;
}

std::string refusal(std::string_view row) {
    const auto table = Territories::parse(fmt::format("{}{}\n", kHeader, row));
    if (table) return "accepted";
    const std::string text = text_of(table.error(), "en");
    constexpr std::string_view kWhere = "tax territories, line 2: ";
    CHECK(text.starts_with(kWhere));
    return text.substr(std::min(kWhere.size(), text.size()));
}

}  // namespace

TEST_CASE("a postal code is read however people write it") {
    CHECK(found("PT", "9000-050") == "Madeira");
    CHECK(found("PT", "9000 050") == "Madeira");
    CHECK(found("PT", "PT-9500-321") == "Azores");
    CHECK(found("DE", "d-78266") == "Büsingen");
    CHECK(found("GB", "im1 1aa") == "Isle of Man");
    CHECK(found("AX", "") == "Åland");
    CHECK(found("FI", "22 100") == "Åland");
}

TEST_CASE("an area ends where its codes end") {
    const struct {
        std::string_view country, postal_code, name;
    } cases[] = {
        {"ES", "34999", "none"},       {"ES", "35000", "Canary Islands"}, {"ES", "3500", "Canary Islands"},
        {"ES", "51000", "none"},       {"ES", "51001", "Ceuta"},          {"ES", "51005", "Ceuta"},
        {"ES", "51006", "none"},       {"ES", "51081", "Ceuta"},          {"ES", "51082", "none"},
        {"ES", "51", "none"},          {"ES", "510010", "none"},          {"FR", "97133", "Saint-Barthélemy"},
        {"FR", "97134", "Guadeloupe"}, {"FR", "97150", "Saint-Martin"},   {"FR", "97099", "none"},
        {"FR", "98000", "Monaco"},     {"FR", "20000", "none"},           {"FR", "", "none"},
        {"PT", "8999-999", "none"},    {"PT", "9499-999", "Madeira"},     {"PT", "9500-000", "Azores"},
        {"DE", "97400", "none"},       {"FI", "21999", "none"},           {"FI", "22999", "Åland"},
        {"CH", "9484", "none"},        {"CH", "9485", "Liechtenstein"},   {"CH", "9498", "Liechtenstein"},
        {"", "97400", "none"},         {"FRA", "97400", "none"},          {"US", "22100", "none"},
    };
    for (const auto& row : cases) {
        CAPTURE(row.country);
        CAPTURE(row.postal_code);
        CHECK(found(row.country, row.postal_code) == row.name);
    }
}

TEST_CASE("decisions and documents call an area alike, in both languages") {
    const Territory* reunion = Territories::built_in().find("FR", "97400");
    REQUIRE(reunion != nullptr);
    CHECK(reunion->place() == "FR-974");
    CHECK(Territories::built_in().named("FR-974") == reunion);
    CHECK(reunion->name_in("fr") == "La Réunion");
    CHECK(reunion->name_in("en") == "Réunion");
    CHECK(Territories::built_in().named("PT-20")->name_in("fr") == "Açores");
    CHECK(Territories::built_in().named("FR") == nullptr);
    CHECK(Territories::built_in().named("") == nullptr);
}

TEST_CASE("every area that has a rate of its own has it in the table of rates") {
    for (const std::string_view postal_code : {"97110", "97200", "97400"})
        CHECK(RateTable::built_in().find("FR", Territories::built_in().find("FR", postal_code)->key, "VAT",
                                         Date(2026, 3, 1)) == Percent::parse("8.5").value());
    for (const std::string_view postal_code : {"9000-001", "9500-001"})
        CHECK(RateTable::built_in()
                  .find("PT", Territories::built_in().find("PT", postal_code)->key, "VAT", Date(2026, 3, 1))
                  .has_value());
    for (const std::string_view postal_code : {"6691", "6991", "6993"})
        CHECK(RateTable::built_in()
                  .find("AT", Territories::built_in().find("AT", postal_code)->key, "VAT", Date(2026, 3, 1))
                  .has_value());
}

TEST_CASE("a table of areas that cannot be read says where and why") {
    CHECK(refusal("Here,Ici,FR,,97*,outside,XX") == "accepted");
    CHECK(refusal("Here,Ici,FR,,97*,inside,XX") == "“inside” is no treatment");
    CHECK(refusal("Here,Ici,FR,,97?,outside,XX") == "“97?” is no postal code, range or beginning");
    CHECK(refusal("Here,Ici,FR,,*,outside,XX") == "“” is no postal code, range or beginning");
    CHECK(refusal("Here,Ici,FR,,20-1,outside,XX") == "“20-1” is no postal code, range or beginning");
    CHECK(refusal("Here,Ici,FR,,20-10,outside,XX") == "“20-10” is no postal code, range or beginning");
    CHECK(refusal("Here,,FR,,97*,outside,XX") == "names, country or key are missing");
    CHECK(refusal("Here,Ici,France,,97*,outside,XX") == "names, country or key are missing");
    CHECK(refusal("Here,Ici,FR,FRA,97*,outside,XX") == "names, country or key are missing");
    CHECK(refusal("Here,Ici,FR,,97*,outside,") == "names, country or key are missing");
    CHECK(refusal("Here,Ici,fr,,97*,outside,XX") == "“fr” is no country");
    CHECK(refusal("Here,Ici,FR") == "3 fields instead of 7");
}
