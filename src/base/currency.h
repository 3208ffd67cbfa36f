// ISO 4217 currencies and the number of decimals of their minor unit.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

#include "base/result.h"

namespace settle {

/// An ISO 4217 currency. Exists only for codes the standard lists (unknown codes do not parse).
class Currency {
public:
    /// Fails with currency_unknown.
    static Result<Currency> parse(std::string_view code);
    constexpr Currency(const char (&literal)[4], int exponent)
        : parts_{literal[0], literal[1], literal[2], static_cast<char>(exponent)} {}

    constexpr std::string_view code() const { return {parts_.data(), 3}; }
    /// Decimals of the minor unit: EUR 2, JPY 0, TND 3.
    constexpr int exponent() const { return parts_[3]; }
    // Every sum of amounts asks: one number is compared, not letters.
    friend constexpr bool operator==(Currency a, Currency b) {
        return std::bit_cast<std::uint32_t>(a.parts_) == std::bit_cast<std::uint32_t>(b.parts_);
    }

private:
    std::array<char, 4> parts_;  ///< The letters, then the exponent.
};

inline constexpr Currency kEuro{"EUR", 2};
inline constexpr Currency kCanadianDollar{"CAD", 2};

}  // namespace settle
