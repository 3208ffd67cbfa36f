#include "domain/tax/tax_number.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "tests/support/csv.h"

using namespace settle;

namespace {

std::string accepted(std::string_view text, std::string_view country) {
    const auto number = parse_tax_number(text, country);
    return number ? *number : "refused";
}

std::string expected_by(const Error& error) {
    for (const auto& [name, value] : error.params)
        if (name == "expected") return value;
    return {};
}

std::string refusal(std::string_view text, std::string_view country) {
    const auto number = parse_tax_number(text, country);
    if (number) return "accepted as " + *number;
    CHECK(number.error().code == ErrorCode::kVatInvalid);
    CHECK(number.error().field == "tax_number");
    return expected_by(number.error());
}

std::string country_of_prefix(const std::string& prefix) {
    return prefix == "EL" ? "GR" : prefix == "XI" ? "GB" : prefix;
}

}  // namespace

TEST_CASE("every number of the table of vectors gets the verdict that is written there") {
    const auto rows = support::read_csv("vat-id-vectors.csv");
    REQUIRE(rows.size() > 200);
    for (const auto& row : rows) {
        CAPTURE(row.at("number"));
        const auto number = parse_tax_number(row.at("number"), country_of_prefix(row.at("prefix")));
        CHECK(number.has_value() == (row.at("expected") == "valid"));
        if (number) {
            CHECK(*number == row.at("number"));
            CHECK(country_of_tax_number(*number) == country_of_prefix(row.at("prefix")));
        }
    }
}

TEST_CASE("a number is read however people write it, and kept in one spelling") {
    const struct {
        std::string_view text, country, number;
    } cases[] = {
        {"FR40303265045", "FR", "FR40303265045"},
        {"fr 40 303 265 045", "FR", "FR40303265045"},
        {"40303265045", "FR", "FR40303265045"},
        {"FR 40\u00a0303\u202f265-045", "FR", "FR40303265045"},
        {"FR40303265045", "MC", "FR40303265045"},
        {"BE0136695962", "BE", "BE0136695962"},
        {"BE 0136.695.962", "BE", "BE0136695962"},
        {"be 136.695.962", "BE", "BE0136695962"},
        {"CHE-236.016.933 IVA", "CH", "CHE236016933IVA"},
        {"NL146886434B97", "NL", "NL146886434B97"},
        {"DE 146 560 707", "DE", "DE146560707"},
        {"U82459153", "AT", "ATU82459153"},
        {"XI183388335", "GB", "XI183388335"},
        {"GB970253034", "IM", "GB970253034"},
        {"GD001", "GB", "GBGD001"},
        {"IE8D79739I", "IE", "IE8D79739I"},
    };
    for (const auto& row : cases) {
        CAPTURE(row.text);
        CHECK(accepted(row.text, row.country) == row.number);
    }
}

TEST_CASE("Greek numbers start with EL, whatever was typed") {
    for (const auto& row : support::read_csv("vat-id-vectors.csv")) {
        if (row.at("prefix") != "EL" || row.at("expected") != "valid") continue;
        const std::string digits = row.at("number").substr(2);
        CHECK(accepted("GR" + digits, "GR") == "EL" + digits);
        CHECK(accepted(digits, "GR") == "EL" + digits);
    }
}

TEST_CASE("a wrong number is refused and says what a right one looks like") {
    const struct {
        std::string_view text, country, expected;
    } cases[] = {
        {"FR41303265045", "FR", "FRXX999999999"},   // Its key is 40.
        {"FR4030326504", "FR", "FRXX999999999"},
        {"BE0136695962", "FR", "FRXX999999999"},    // Belgian.
        {"DE146560707", "FR", "FRXX999999999"},     // German, of the length of a French one.
        {"FR40303265045", "BE", "BE9999999999"},
        {"EL999999999", "DE", "DE999999999"},
        {"EU123456789", "DE", "DE999999999"},
        {"GB970253034", "IE", "IE9999999A / IE9999999AA / IE9A99999A"},
        {"RO1", "RO", "RO99[99999999]"},
        {"GD700", "GB", "GB999999999 / GB999999999999 / GBGD999 / GBHA999"},
        {"HA100", "GB", "GB999999999 / GB999999999999 / GBGD999 / GBHA999"},
        {"ATU8245915", "AT", "ATU99999999"},
        {"123", "GR", "EL999999999"},
        {"", "SE", "SE999999999901"},
        {"FR'; DROP", "FR", "FRXX999999999"},
    };
    for (const auto& row : cases) {
        CAPTURE(row.text);
        CHECK(refusal(row.text, row.country) == row.expected);
    }
}

TEST_CASE("the refusal repeats the number as it was typed, not cut inside a character") {
    const auto number = parse_tax_number("fr 41 303 265 045", "FR");
    REQUIRE_FALSE(number.has_value());
    CHECK(text_of(number.error(), "en").find("fr 41 303 265 045") != std::string::npos);
    CHECK(text_of(number.error(), "fr").find("FRXX999999999") != std::string::npos);

    const auto long_number = parse_tax_number(std::string(39, '1') + "éé", "FR");
    REQUIRE_FALSE(long_number.has_value());
    CHECK(long_number.error().params.front().second == std::string(39, '1'));
}

TEST_CASE("numbers of other countries are kept as they are, if they can be numbers at all") {
    CHECK(accepted("123-456-789 rt 0001", "CA") == "123456789RT0001");
    CHECK(accepted("12-3456789", "US") == "123456789");
    CHECK(refusal("n/a", "US") == "A–Z 0–9 (4–20)");
    CHECK(refusal("none", "US") == "A–Z 0–9 (4–20)");
}

TEST_CASE("numbers of Canadian taxes have the shape of their tax, and that of the federal one its check digit") {
    const struct {
        std::string_view text, tax, number;
    } cases[] = {
        {"123456782RT0001", "GST", "123456782RT0001"},
        {"123 456 782 rt-0001", "GST", "123456782RT0001"},
        {"807654321RT0001", "GST", "refused"},   // Its check digit is 2.
        {"807654322RT0001", "GST", "807654322RT0001"},
        {"123456789RT0001", "GST", "refused"},   // Its check digit is 2.
        {"123456782RP0001", "GST", "refused"},   // A payroll account.
        {"123456782RT001", "GST", "refused"},
        {"123456782", "GST", "refused"},
        {"", "GST", "refused"},
        {"1234567890 TQ0001", "QST", "1234567890TQ0001"},
        {"123456789TQ0001", "QST", "refused"},
        {"1234567890RT0001", "QST", "refused"},
        {"PST-1234-5678", "PST", "PST12345678"},
        {"123456-7", "RST", "1234567"},
        {"none", "PST", "refused"},
    };
    for (const auto& row : cases) {
        CAPTURE(row.text);
        const auto number = parse_canadian_number(row.text, row.tax);
        CHECK((number ? *number : "refused") == row.number);
        if (!number) CHECK(number.error().code == ErrorCode::kVatInvalid);
    }
}

TEST_CASE("a number tells which country issued it") {
    CHECK(country_of_tax_number("FR40303265045") == "FR");
    CHECK(country_of_tax_number("EL123456789") == "GR");
    CHECK(country_of_tax_number("XI183388335") == "GB");
    CHECK(country_of_tax_number("CHE236016933TVA") == "CH");
    CHECK(country_of_tax_number("EU123456789").empty());  // Of the one-stop shop: no state's own number.
    CHECK(country_of_tax_number("123456789RT0001").empty());
    CHECK(country_of_tax_number("").empty());
}

TEST_CASE("whatever is typed, an accepted number is its own spelling and belongs to the country") {
    const std::vector<std::string> countries = {"AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES",
                                                "FI", "FR", "GB", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
                                                "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"};
    const std::string typed = "0123456789012345678901234567890123456789ABEUWX+* .-\xC2\xA0\xE2";
    CHECK(rc::check([&] {
        const auto country = *rc::gen::elementOf(countries);
        const auto length = *rc::gen::inRange<std::size_t>(0, 14);
        auto text = *rc::gen::container<std::string>(length, rc::gen::elementOf(typed));
        if (*rc::gen::arbitrary<bool>()) text.insert(0, country == "GR" ? "EL" : country);
        const auto number = parse_tax_number(text, country);
        if (!number) return;
        RC_ASSERT(country_of_tax_number(*number) == country);
        RC_ASSERT((parse_tax_number(*number, country) == *number));
    }));
}
