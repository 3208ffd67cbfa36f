// ISO 4217 currencies and the number of decimals of their minor unit.
#pragma once

#include <array>
#include <string_view>

#include "base/result.h"

namespace settle {

/// An ISO 4217 currency. Exists only for codes the standard lists (unknown codes do not parse).
class Currency {
public:
    /// Fails with currency_unknown.
    static Result<Currency> parse(std::string_view code);
    constexpr Currency(const char (&literal)[4], int exponent)
        : code_{literal[0], literal[1], literal[2]}, exponent_(exponent) {}

    constexpr std::string_view code() const { return {code_.data(), 3}; }
    /// Decimals of the minor unit: EUR 2, JPY 0, TND 3.
    constexpr int exponent() const { return exponent_; }
    friend constexpr bool operator==(const Currency&, const Currency&) = default;

private:
    std::array<char, 3> code_;
    int exponent_;
};

inline constexpr Currency kEuro{"EUR", 2};
inline constexpr Currency kCanadianDollar{"CAD", 2};

}  // namespace settle
