// Areas that are taxed otherwise than the country their addresses name.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace settle {

struct Territory {
    enum class Treatment : std::uint8_t {
        kOutside,          ///< No part of the country's VAT area.
        kOwnRate,          ///< Part of it, with a rate of its own.
        kOverseas,         ///< The country's own law taxes it, at a rate of its own; for other states it is outside.
        kOverseasUntaxed,  ///< The same, and no VAT applies there.
        kPartOf,           ///< No VAT of its own: sales there are sales in `key`.
    };
    std::string name_en;
    std::string name_fr;
    std::string country;  ///< ISO, as in addresses.
    std::string code;     ///< An ISO country code of its own, with which addresses may name it too; or empty.
    Treatment treatment = Treatment::kOutside;
    std::string key;      ///< Region of the rate; for kPartOf the country; else what documents call it.

    std::string_view name_in(std::string_view language) const { return language == "fr" ? name_fr : name_en; }
    /// What a decision calls the place: "FR-974", "IC".
    std::string place() const;
};

/// The areas by country and postal code.
class Territories {
public:
    /// Reads the columns name_en, name_fr, country, code, postal_codes, treatment and key of a CSV text. Postal codes
    /// are separated by blanks: whole ones, ranges ("51001-51005") and beginnings ("971*"); of two rows that fit, the
    /// first holds. Fails with file_malformed naming the line.
    static Result<Territories> parse(std::string_view csv);
    /// The table of data/tax-territories.csv that was built in.
    static const Territories& built_in();

    /// The area an address is in, or null. Postal codes may be written with blanks, and with the country in front.
    const Territory* find(std::string_view country, std::string_view postal_code) const;
    /// The area that decisions call so, or null.
    const Territory* named(std::string_view place) const;

private:
    struct Pattern {
        std::string first;
        std::string last;  ///< For a range; else empty.
        bool is_beginning = false;
        bool fits(std::string_view postal_code) const;
    };
    struct Row {
        Territory territory;
        std::vector<Pattern> patterns;
    };
    static Result<Pattern> read_pattern(std::string_view text, std::size_t line);
    static Result<Row> read_row(const std::vector<std::string>& fields, std::size_t line);

    std::vector<Row> rows_;
    /// By both letters, whether any row is about the country: most have no such area.
    std::array<bool, 26 * 26> has_any_{};
};

}  // namespace settle
