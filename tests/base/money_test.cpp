#include "base/money.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace settle;

namespace {

Money euros(std::string_view text) { return *Money::parse(text, kEuro); }
UnitPrice price(std::string_view text) { return *UnitPrice::parse(text, kEuro); }
std::string share_of_price(std::string_view unit, std::int64_t quantity, std::int64_t part, std::int64_t whole) {
    return multiply_half_up(price(unit), quantity, {part, whole}).str();
}

/// Of the size of real money: up to ten thousand million.
rc::Gen<std::int64_t> any_minor() { return rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000); }
rc::Gen<Ratio> any_ratio() {
    return rc::gen::map(rc::gen::pair(rc::gen::inRange(0, 367), rc::gen::inRange(1, 367)),
                        [](std::pair<int, int> days) { return Ratio{std::min(days.first, days.second), days.second}; });
}

}  // namespace

TEST_CASE("prorated lines of the acceptance scenarios") {
    const struct {
        std::string_view unit;
        std::int64_t quantity, part, whole;
        std::string_view amount;
    } cases[] = {
        {"3.25", 15, 16, 31, "25.16"},      {"29.90", 1, 16, 31, "15.43"},   {"9.90", 7, 17, 31, "38.00"},
        {"29.90", 4, 20, 30, "79.73"},      {"3.25", 55, 20, 30, "119.17"},  {"242.25", 1, 182, 365, "120.79"},
        {"48.45", 5, 182, 365, "120.79"},   {"99.00", 3, 21, 31, "201.19"},  {"149.00", 3, 21, 31, "302.81"},
        {"1428.00", 1, 254, 365, "993.73"}, {"9.90", 4, 15, 30, "19.80"},    {"9.90", 4, 14, 30, "18.48"},
        {"9.90", 12, 21, 31, "80.48"},      {"14.90", 12, 21, 31, "121.12"}, {"95.04", 3, 161, 365, "125.77"},
        {"9.90", 9, 15, 30, "44.55"},       {"95.04", 12, 1, 1, "1140.48"},  {"9.90", 10, 1, 1, "99.00"},
        {"9.90", 0, 1, 1, "0.00"},          {"9.90", -2, 15, 30, "-9.90"},   {"0.01234", 100, 1, 1, "1.23"},
        {"0.0001", 50, 1, 1, "0.01"},       {"0.0001", 49, 1, 1, "0.00"},    {"0.0001", -50, 1, 1, "-0.01"},
    };
    for (const auto& row : cases) {
        CAPTURE(row.unit);
        CAPTURE(row.quantity);
        CHECK(share_of_price(row.unit, row.quantity, row.part, row.whole) == row.amount);
    }
}

TEST_CASE("a line is rounded once, not per seat") {
    const Money line = multiply_half_up(price("9.90"), 7, {17, 31});
    Money per_seat = Money::zero(kEuro);
    for (int seat = 0; seat < 7; ++seat) per_seat += multiply_half_up(price("9.90"), 1, {17, 31});
    CHECK(line.str() == "38.00");
    CHECK(per_seat.str() == "38.01");
}

TEST_CASE("halves are rounded away from zero on both sides of it") {
    CHECK(share_half_up(Money(5, kEuro), {1, 2}).minor() == 3);
    CHECK(share_half_up(Money(-5, kEuro), {1, 2}).minor() == -3);
    CHECK(share_half_up(Money(1, kEuro), {1, 2}).minor() == 1);
    CHECK(share_half_up(Money(-1, kEuro), {1, 2}).minor() == -1);
    CHECK(share_half_up(Money(1, kEuro), {1, 3}).minor() == 0);
    CHECK(tax_half_up(euros("1.00"), *Percent::parse("8.5")).str() == "0.09");
    CHECK(tax_half_up(euros("-1.00"), *Percent::parse("8.5")).str() == "-0.09");
    CHECK(tax_half_up(euros("0.10"), *Percent::parse("25.5")).str() == "0.03");
}

TEST_CASE("amounts at the edge of what one division takes are rounded like all others") {
    // By a ratio of one the numerator has more than 64 bits or not, as the ratio is written; the quotient is the same.
    constexpr std::int64_t kLargest = 4'611'686'018'427'387'903;  // 2^62 - 1
    for (const std::int64_t minor : {kLargest, kLargest - 1, -kLargest, std::int64_t{1'000'000'000'000}})
        for (const std::int64_t times : {1, 2, 3, 1'000'000})
            CHECK(share_half_up(Money(minor, kEuro), {times, times}).minor() == minor);
    CHECK(share_half_up(Money(kLargest, kEuro), {1, 2}).minor() == (kLargest + 1) / 2);
    CHECK(share_half_up(Money(kLargest, kEuro), {3, 6}).minor() == (kLargest + 1) / 2);
    CHECK(share_half_up(Money(-kLargest, kEuro), {3, 6}).minor() == -(kLargest + 1) / 2);
    CHECK(share_half_up(Money(1, kEuro), {INT64_MAX / 2 + 1, INT64_MAX}).minor() == 1);
    CHECK(share_half_up(Money(1, kEuro), {INT64_MAX / 2, INT64_MAX}).minor() == 0);
}

TEST_CASE("a charge and its reversal cancel out to the cent") {
    CHECK(rc::check([] {
        const UnitPrice unit(*rc::gen::inRange<std::int64_t>(0, 100'000'000'000), kEuro);
        const auto quantity = *rc::gen::inRange<std::int64_t>(0, 100'000);
        const Ratio ratio = *any_ratio();
        const Money charge = multiply_half_up(unit, quantity, ratio);
        RC_ASSERT((charge + multiply_half_up(unit, -quantity, ratio)).is_zero());
        const Percent rate(*rc::gen::inRange<std::int64_t>(0, 300'000));
        RC_ASSERT((tax_half_up(charge, rate) + tax_half_up(-charge, rate)).is_zero());
        RC_ASSERT((share_half_up(charge, ratio) + share_half_up(-charge, ratio)).is_zero());
    }));
}

TEST_CASE("the two parts of a period differ from the whole by less than a cent") {
    CHECK(rc::check([] {
        const Money whole(*any_minor(), kEuro);
        const Ratio used = *any_ratio();
        const Ratio left{used.whole - used.part, used.whole};
        const Money parts = share_half_up(whole, used) + share_half_up(whole, left);
        const std::int64_t off = (parts - whole).minor();
        RC_ASSERT(off >= -1);
        RC_ASSERT(off <= 1);
        RC_ASSERT(share_half_up(whole, {used.whole, used.whole}) == whole);
        RC_ASSERT(share_half_up(whole, {0, used.whole}).is_zero());
    }));
}

TEST_CASE("rounding is never further from the exact share than half a cent") {
    CHECK(rc::check([] {
        const std::int64_t minor = *any_minor();
        const Ratio ratio = *any_ratio();
        // |rounded × whole - amount × part| × 2 <= whole, all in exact integers.
        const std::int64_t error = share_half_up(Money(minor, kEuro), ratio).minor() * ratio.whole - minor * ratio.part;
        RC_ASSERT(std::abs(error) * 2 <= ratio.whole);
    }));
}

TEST_CASE("more days left never cost less") {
    CHECK(rc::check([] {
        const UnitPrice unit(*rc::gen::inRange<std::int64_t>(0, 1'000'000'000), kEuro);
        const std::int64_t days = *rc::gen::inRange(1, 367);
        const std::int64_t left = *rc::gen::inRange<std::int64_t>(0, days);
        RC_ASSERT(multiply_half_up(unit, 7, {left, days}) <= multiply_half_up(unit, 7, {left + 1, days}));
    }));
}

TEST_CASE("amounts read back as they were written, in every kind of currency") {
    CHECK(rc::check([] {
        const Currency currency = *rc::gen::element(kEuro, Currency{"JPY", 0}, Currency{"TND", 3}, Currency{"CLF", 4});
        const Money amount(*rc::gen::arbitrary<std::int64_t>(), currency);
        RC_PRE(amount.minor() != INT64_MIN);
        RC_ASSERT((Money::parse(amount.str(), currency) == amount));
        const UnitPrice unit(*rc::gen::inRange<std::int64_t>(0, INT64_MAX), currency);
        RC_ASSERT((UnitPrice::parse(unit.str(), currency) == unit));
        const Percent rate(*rc::gen::inRange<std::int64_t>(0, 10'000'000));
        RC_ASSERT((Percent::parse(rate.str()) == rate));
    }));
}

TEST_CASE("amounts are written with the currency's decimals") {
    CHECK(Money(123450, kEuro).str() == "1234.50");
    CHECK(Money(-5, kEuro).str() == "-0.05");
    CHECK(Money(0, kEuro).str() == "0.00");
    CHECK(Money(1000, Currency{"JPY", 0}).str() == "1000");
    CHECK(Money(-2451, Currency{"TND", 3}).str() == "-2.451");
    CHECK(Money(INT64_MAX, kEuro).str() == "92233720368547758.07");
    CHECK(Money(INT64_MIN, kEuro).str() == "-92233720368547758.08");
    CHECK(price("9.9").str() == "9.90");
    CHECK(price("0.01234").str() == "0.01234");
    CHECK(price("12").str() == "12.00");
    CHECK(UnitPrice::parse("5", Currency{"JPY", 0})->str() == "5");
    CHECK(Percent::parse("20.0000")->str() == "20");
    CHECK(Percent::parse("9.975")->str() == "9.975");
    CHECK(Percent::parse("100")->str() == "100");
}

TEST_CASE("what is not an amount is refused and repeated") {
    for (const char* text : {"", "-", ".", "1.", ".5", "1,50", "1 000", "+1", "1e3", "--1", "0x10", "1.234", "NaN", "٣",
                             "92233720368547758.08", "99999999999999999999999"}) {
        CAPTURE(text);
        const auto amount = Money::parse(text, kEuro);
        REQUIRE_FALSE(amount.has_value());
        CHECK(amount.error().code == ErrorCode::kAmountMalformed);
        CHECK(text_of(amount.error(), "en").find(text) != std::string::npos);
    }
    for (const char* text : {"-1", "0.1234567", "", "9.90 €", "1."}) {
        CAPTURE(text);
        CHECK_FALSE(UnitPrice::parse(text, kEuro).has_value());
    }
    for (const char* text : {"-1", "0.12345", "20%", ""}) {
        CAPTURE(text);
        CHECK_FALSE(Percent::parse(text).has_value());
    }
}

TEST_CASE("mixing currencies or leaving the range of amounts is a broken contract") {
    const Money euro(1, kEuro);
    const Money dollar(1, kCanadianDollar);
    const Money largest(INT64_MAX, kEuro);
    CHECK_THROWS_AS(static_cast<void>(euro + dollar), ContractViolation);
    CHECK_THROWS_AS(static_cast<void>(euro < dollar), ContractViolation);
    CHECK_FALSE(euro == dollar);
    CHECK_THROWS_AS(static_cast<void>(largest + euro), ContractViolation);
    CHECK_THROWS_AS(static_cast<void>(-Money(INT64_MIN, kEuro)), ContractViolation);
    CHECK_THROWS_AS(share_half_up(euro, {1, 0}), ContractViolation);
    CHECK_THROWS_AS(multiply_half_up(UnitPrice(INT64_MAX, kEuro), INT64_MAX, kWhole), ContractViolation);
    CHECK_THROWS_AS(multiply_half_up(UnitPrice(INT64_MAX, kEuro), INT64_MAX, {INT64_MAX, 1}), ContractViolation);
}

TEST_CASE("amounts are compared and summed exactly") {
    CHECK(euros("1.00") > euros("0.99"));
    CHECK(euros("-1.00") < euros("0.00"));
    CHECK(euros("-0.01").is_negative());
    CHECK(euros("0.01").is_positive());
    CHECK(Money::zero(kEuro).is_zero());
    Money sum = euros("302.81");
    sum -= euros("201.19");
    CHECK(sum.str() == "101.62");
    CHECK(rc::check([] {
        const Money a(*any_minor(), kEuro);
        const Money b(*any_minor(), kEuro);
        RC_ASSERT(a + b == b + a);
        RC_ASSERT(a + b - b == a);
        RC_ASSERT((a < b) == (a.minor() < b.minor()));
    }));
}
