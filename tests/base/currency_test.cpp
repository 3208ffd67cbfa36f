#include "base/currency.h"

#include <doctest/doctest.h>

using namespace settle;

TEST_CASE("currencies of ISO 4217 are known with the decimals of their minor unit") {
    const struct {
        std::string_view code;
        int exponent;
    } cases[] = {{"EUR", 2}, {"CAD", 2}, {"USD", 2}, {"JPY", 0}, {"TND", 3}, {"CLF", 4}, {"AED", 2}, {"ZWG", 2}};
    for (const auto& row : cases) {
        CAPTURE(row.code);
        const auto currency = Currency::parse(row.code);
        REQUIRE(currency.has_value());
        CHECK(currency->code() == row.code);
        CHECK(currency->exponent() == row.exponent);
    }
    CHECK(Currency::parse("EUR") == kEuro);
    CHECK(Currency::parse("CAD") == kCanadianDollar);
}

TEST_CASE("other texts are no currency, nor are those the standard has dropped") {
    for (const char* text : {"", "E", "EURO", "eur", "XAU", "BGN", "HRK", "ZZZ", "€"}) {
        CAPTURE(text);
        const auto currency = Currency::parse(text);
        REQUIRE_FALSE(currency.has_value());
        CHECK(currency.error().code == ErrorCode::kCurrencyUnknown);
    }
}
