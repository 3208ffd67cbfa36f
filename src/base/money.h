// Amounts, unit prices and exact shares of them. There is no floating point here or below.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/currency.h"
#include "base/ensure.h"

namespace settle {

/// A whole number of minor units (cents). Signs: a charge is positive, a credit negative.
class Money {
public:
    constexpr Money(std::int64_t minor_units, Currency currency) : minor_(minor_units), currency_(currency) {}
    static constexpr Money zero(Currency currency) { return {0, currency}; }
    /// Reads "1234.50"; at most the currency's decimals. Fails with amount_malformed.
    static Result<Money> parse(std::string_view text, Currency currency);

    constexpr std::int64_t minor() const { return minor_; }
    constexpr Currency currency() const { return currency_; }
    constexpr bool is_zero() const { return minor_ == 0; }
    constexpr bool is_negative() const { return minor_ < 0; }
    constexpr bool is_positive() const { return minor_ > 0; }
    /// "1234.50", "-0.05", "1000" for a currency without decimals.
    std::string str() const;

    friend constexpr bool operator==(const Money&, const Money&) = default;
    /// Both sides must be of one currency.
    friend constexpr std::strong_ordering operator<=>(const Money& a, const Money& b) {
        ENSURE(a.currency_ == b.currency_);
        return a.minor_ <=> b.minor_;
    }
    friend constexpr Money operator+(Money a, Money b) {
        ENSURE(a.currency_ == b.currency_);
        std::int64_t sum = 0;
        ENSURE(!__builtin_add_overflow(a.minor_, b.minor_, &sum));
        return {sum, a.currency_};
    }
    friend constexpr Money operator-(Money a) {
        ENSURE(a.minor_ != INT64_MIN);
        return {-a.minor_, a.currency_};
    }
    friend constexpr Money operator-(Money a, Money b) { return a + -b; }
    Money& operator+=(Money other) {
        ENSURE(currency_ == other.currency_);
        std::int64_t sum = 0;
        ENSURE(!__builtin_add_overflow(minor_, other.minor_, &sum));
        minor_ = sum;
        return *this;
    }
    Money& operator-=(Money other) { return *this = *this - other; }

private:
    std::int64_t minor_;
    Currency currency_;
};

/// The price of one unit for one cycle, exact to four places below the minor unit.
class UnitPrice {
public:
    static constexpr int kExtraDecimals = 4;
    static constexpr std::int64_t kScale = 10'000;

    constexpr UnitPrice(std::int64_t scaled_minor, Currency currency) : scaled_(scaled_minor), currency_(currency) {}
    /// Reads "9.90" or "0.01234"; at most four decimals beyond the currency's. Not negative.
    /// Fails with amount_malformed.
    static Result<UnitPrice> parse(std::string_view text, Currency currency);

    /// In 1/10 000 of a minor unit.
    constexpr std::int64_t scaled_minor() const { return scaled_; }
    constexpr Currency currency() const { return currency_; }
    constexpr bool is_zero() const { return scaled_ == 0; }
    /// As short as it is exact, never fewer decimals than the currency: "9.90", "0.01234".
    std::string str() const;
    friend constexpr bool operator==(const UnitPrice&, const UnitPrice&) = default;

private:
    std::int64_t scaled_;
    Currency currency_;
};

/// An exact share such as 21 of 31 days; kept as it was written, not reduced.
struct Ratio {
    std::int64_t part = 1;
    std::int64_t whole = 1;
    friend constexpr bool operator==(const Ratio&, const Ratio&) = default;
};
inline constexpr Ratio kWhole{1, 1};

/// A tax rate in percent, exact to four decimals: 20, 9.975.
class Percent {
public:
    constexpr Percent() = default;
    explicit constexpr Percent(std::int64_t ten_thousandths) : ten_thousandths_(ten_thousandths) {}
    /// Fails with amount_malformed.
    static Result<Percent> parse(std::string_view text);
    constexpr std::int64_t ten_thousandths() const { return ten_thousandths_; }
    /// Without trailing zeros: "20", "9.975".
    std::string str() const;
    friend constexpr auto operator<=>(const Percent&, const Percent&) = default;

private:
    std::int64_t ten_thousandths_ = 0;
};

/// unit price × quantity × ratio, rounded once, half away from zero: -2.5 becomes -3 and 2.5
/// becomes 3, so that a charge and its reversal always cancel out.
Money multiply_half_up(UnitPrice price, std::int64_t quantity, Ratio ratio);

/// The tax of `rate` on `net`, rounded once, half away from zero.
Money tax_half_up(Money net, Percent rate);

/// part of `amount` (amount × ratio), rounded once, half away from zero.
Money share_half_up(Money amount, Ratio ratio);

}  // namespace settle
