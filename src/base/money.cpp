#include "base/money.h"

namespace settle {
namespace {

__extension__ typedef __int128 Wide;

template <typename Number>
Number quotient_half_up(Number magnitude, Number denominator) {
    const Number remainder = magnitude % denominator;
    return magnitude / denominator + (remainder >= denominator - remainder ? 1 : 0);
}

std::int64_t divide_half_up(Wide numerator, Wide denominator) {
    ENSURE(denominator > 0);
    const bool negative = numerator < 0;
    const Wide magnitude = negative ? -numerator : numerator;
    // Nearly all amounts: the processor divides these in one instruction, and wide ones by a function.
    const bool fits = magnitude <= INT64_MAX && denominator <= INT64_MAX;
    const Wide quotient =
        fits ? quotient_half_up(static_cast<std::int64_t>(magnitude), static_cast<std::int64_t>(denominator))
             : quotient_half_up(magnitude, denominator);
    ENSURE(quotient <= INT64_MAX);
    return static_cast<std::int64_t>(negative ? -quotient : quotient);
}

// A decimal as an integer of `decimals` places; nothing when it is not one or has more places.
std::optional<std::int64_t> parse_decimal(std::string_view text, int decimals) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const auto point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction = point == std::string_view::npos ? "" : text.substr(point + 1);
    if (whole.empty() || (point != std::string_view::npos && fraction.empty())) return std::nullopt;
    if (fraction.size() > static_cast<std::size_t>(decimals)) return std::nullopt;
    std::int64_t value = 0;
    const auto add_digit = [&value](char c) {
        if (c < '0' || c > '9') return false;
        return !__builtin_mul_overflow(value, 10, &value) && !__builtin_add_overflow(value, c - '0', &value);
    };
    for (const char c : whole)
        if (!add_digit(c)) return std::nullopt;
    for (const char c : fraction)
        if (!add_digit(c)) return std::nullopt;
    for (auto i = fraction.size(); i < static_cast<std::size_t>(decimals); ++i)
        if (!add_digit('0')) return std::nullopt;
    return negative ? -value : value;
}

std::string format_decimal(std::int64_t value, int decimals) {
    const bool negative = value < 0;
    const auto magnitude = negative ? ~static_cast<std::uint64_t>(value) + 1 : static_cast<std::uint64_t>(value);
    const fmt::format_int digits(magnitude);
    std::string text(negative ? "-" : "");
    const std::string_view all(digits.data(), digits.size());
    const auto places = static_cast<std::size_t>(decimals);
    // "5" with two decimals is "0.05": at least one digit stands before the point.
    if (all.size() <= places) text.append(places + 1 - all.size(), '0');
    text += all;
    if (places > 0) text.insert(text.size() - places, 1, '.');
    return text;
}

void drop_trailing_zeros(std::string& text, std::size_t decimals_min) {
    const auto point = text.find('.');
    if (point == std::string::npos) return;
    while (text.size() - point - 1 > decimals_min && text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
}

std::unexpected<Error> malformed(std::string_view text) {
    return fail(Error(ErrorCode::kAmountMalformed).with("value", std::string(text)));
}

}  // namespace

Result<Money> Money::parse(std::string_view text, Currency currency) {
    const auto value = parse_decimal(text, currency.exponent());
    if (!value) return malformed(text);
    return Money(*value, currency);
}

std::string Money::str() const { return format_decimal(minor_, currency_.exponent()); }

Result<UnitPrice> UnitPrice::parse(std::string_view text, Currency currency) {
    const auto value = parse_decimal(text, currency.exponent() + kExtraDecimals);
    if (!value || *value < 0) return malformed(text);
    return UnitPrice(*value, currency);
}

std::string UnitPrice::str() const {
    std::string text = format_decimal(scaled_, currency_.exponent() + kExtraDecimals);
    drop_trailing_zeros(text, static_cast<std::size_t>(currency_.exponent()));
    return text;
}

Result<Percent> Percent::parse(std::string_view text) {
    const auto value = parse_decimal(text, 4);
    if (!value || *value < 0) return malformed(text);
    return Percent(*value);
}

std::string Percent::str() const {
    std::string text = format_decimal(ten_thousandths_, 4);
    drop_trailing_zeros(text, 0);
    return text;
}

Money multiply_half_up(UnitPrice price, std::int64_t quantity, Ratio ratio) {
    ENSURE(ratio.whole > 0);
    Wide product = 0;
    ENSURE(!__builtin_mul_overflow(static_cast<Wide>(price.scaled_minor()) * quantity, static_cast<Wide>(ratio.part),
                                   &product));
    return {divide_half_up(product, static_cast<Wide>(UnitPrice::kScale) * ratio.whole), price.currency()};
}

Money tax_half_up(Money net, Percent rate) {
    return {divide_half_up(static_cast<Wide>(net.minor()) * rate.ten_thousandths(), 1'000'000), net.currency()};
}

Money share_half_up(Money amount, Ratio ratio) {
    ENSURE(ratio.whole > 0);
    return {divide_half_up(static_cast<Wide>(amount.minor()) * ratio.part, ratio.whole), amount.currency()};
}

}  // namespace settle
