#include "domain/tax/tax_number.h"

#include "domain/tax/tax_number_checks.h"

namespace settle {
namespace {

/// How the numbers of one register are written. In a shape, n is a digit, p a digit but 0, o a digit
/// that may be missing at the end, a letter a stands for any letter, x for a letter or a digit, y for
/// a letter, + or *; everything else stands for itself. | separates shapes.
struct Format {
    std::string_view prefix;
    std::string_view country;  ///< ISO; empty for numbers that no country issues.
    std::string_view shapes;
};
constexpr Format kFormats[] = {
    {"AT", "AT", "Unnnnnnnn"},
    {"BE", "BE", "nnnnnnnnnn"},
    {"BG", "BG", "nnnnnnnnno"},
    {"CHE", "CH", "nnnnnnnnn|nnnnnnnnnMWST|nnnnnnnnnTVA|nnnnnnnnnIVA|nnnnnnnnnTPV"},
    {"CY", "CY", "nnnnnnnna"},
    {"CZ", "CZ", "nnnnnnnnoo"},
    {"DE", "DE", "pnnnnnnnn"},
    {"DK", "DK", "pnnnnnnn"},
    {"EE", "EE", "10nnnnnnn"},
    {"EL", "GR", "nnnnnnnnn"},
    {"ES", "ES", "annnnnnnx|nnnnnnnna"},
    {"EU", "", "nnnnnnnnn"},
    {"FI", "FI", "nnnnnnnn"},
    {"FR", "FR", "xxnnnnnnnnn"},
    {"GB", "GB", "nnnnnnnnn|nnnnnnnnnnnn|GDnnn|HAnnn"},
    {"HR", "HR", "nnnnnnnnnnn"},
    {"HU", "HU", "nnnnnnnn"},
    {"IE", "IE", "nnnnnnna|nnnnnnnaa|nynnnnna"},
    {"IT", "IT", "nnnnnnnnnnn"},
    {"LT", "LT", "nnnnnnnnn|nnnnnnnnnnnn"},
    {"LU", "LU", "nnnnnnnn"},
    {"LV", "LV", "nnnnnnnnnnn"},
    {"MT", "MT", "pnnnnnnn"},
    {"NL", "NL", "nnnnnnnnnBnn"},
    {"NO", "NO", "nnnnnnnnn|nnnnnnnnnMVA"},
    {"PL", "PL", "nnnnnnnnnn"},
    {"PT", "PT", "pnnnnnnnn"},
    {"RO", "RO", "pnoooooooo"},
    {"SE", "SE", "nnnnnnnnnn01"},
    {"SI", "SI", "pnnnnnnn"},
    {"SK", "SK", "pnnnnnnnnn"},
    {"XI", "GB", "nnnnnnnnn|nnnnnnnnnnnn|GDnnn|HAnnn"},
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }

bool fits_character(char shape, char c) {
    switch (shape) {
        case 'n':
        case 'o': return is_digit(c);
        case 'p': return is_digit(c) && c != '0';
        case 'a': return is_letter(c);
        case 'x': return is_digit(c) || is_letter(c);
        case 'y': return is_letter(c) || c == '+' || c == '*';
        default: return c == shape;
    }
}

bool fits_shape(std::string_view shape, std::string_view body) {
    if (body.size() > shape.size()) return false;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (i == body.size()) return shape.find_first_not_of('o', i) == std::string_view::npos;
        if (!fits_character(shape[i], body[i])) return false;
    }
    return true;
}

/// Calls `visit` with each shape of `format` until it answers true.
template <class Visit>
bool any_shape(const Format& format, Visit visit) {
    std::string_view rest = format.shapes;
    while (true) {
        const auto end = rest.find('|');
        if (visit(rest.substr(0, end))) return true;
        if (end == std::string_view::npos) return false;
        rest.remove_prefix(end + 1);
    }
}

bool fits(const Format& format, std::string_view body) {
    return any_shape(format, [&](std::string_view shape) { return fits_shape(shape, body); });
}

/// "FRXX999999999": 9 for a digit, A for a letter, X for either, brackets for what may be missing.
std::string pattern_of(const Format& format) {
    std::string text;
    any_shape(format, [&](std::string_view shape) {
        if (!text.empty()) text += " / ";
        text += format.prefix;
        for (const char c : shape.substr(0, shape.find('o')))
            text += c == 'n' || c == 'p' ? '9' : c == 'a' || c == 'y' ? 'A' : c == 'x' ? 'X' : c;
        if (const auto optional = std::ranges::count(shape, 'o'); optional > 0)
            text.append("[").append(static_cast<std::size_t>(optional), '9').append("]");
        return false;
    });
    return text;
}

/// Upper case, without what people write or paste between the digits: blanks, dots and dashes.
std::string without_separators(std::string_view text) {
    static constexpr std::string_view kSeparators[] = {" ",      "\t",     ".",      "-",     "\u00a0",
                                                       "\u202f", "\u2010", "\u2011", "\u2013"};
    std::string number;
    while (!text.empty()) {
        const auto begins_text = [&](std::string_view separator) { return text.starts_with(separator); };
        const auto* found = std::ranges::find_if(kSeparators, begins_text);
        if (found != std::end(kSeparators)) {
            text.remove_prefix(found->size());
            continue;
        }
        const char c = text.front();
        number += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        text.remove_prefix(1);
    }
    return number;
}

/// The format whose prefix and shape `number` has, or nothing.
const Format* format_of(std::string_view number) {
    for (const Format& format : kFormats) {
        if (!number.starts_with(format.prefix)) continue;
        if (fits(format, number.substr(format.prefix.size()))) return &format;
    }
    return nullptr;
}

/// Whose numbers companies in `country` have: Monaco uses France's, the Isle of Man Great Britain's.
std::string_view issuer_for(std::string_view country) {
    return country == "MC" ? "FR" : country == "IM" ? "GB" : country;
}

/// The zero in front that older Belgian and Greek numbers are still written without.
std::string with_leading_zero(const Format& format, std::string_view body) {
    const bool may_miss_one = format.prefix == "BE" || format.prefix == "EL";
    if (may_miss_one && body.size() + 1 == format.shapes.size()) return std::string("0").append(body);
    return std::string(body);
}

/// `number` in one spelling if it is one of this format, with its prefix or without; else empty.
std::string spelling_in(const Format& format, std::string_view number) {
    // Greeks also write GR, which the registers do not know.
    for (const std::string_view prefix : {format.prefix, format.country}) {
        if (!number.starts_with(prefix)) continue;
        const std::string body = with_leading_zero(format, number.substr(prefix.size()));
        if (fits(format, body)) return std::string(format.prefix).append(body);
    }
    // "DE136695976" also has the shape of a French number without its prefix, and is none.
    const std::string body = with_leading_zero(format, number);
    if (format_of(number) == nullptr && fits(format, body)) return std::string(format.prefix).append(body);
    return {};
}

/// Enough of what was typed to know it again, not cut inside a character.
std::string beginning_of(std::string_view text) {
    std::size_t end = std::min<std::size_t>(text.size(), 40);
    while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return std::string(text.substr(0, end));
}

/// Countries whose numbers are not known here: anything that can be a number at all.
bool is_plausible(std::string_view number) {
    return number.size() >= 4 && number.size() <= 20 && std::ranges::any_of(number, is_digit) &&
           std::ranges::all_of(number, [](char c) { return is_digit(c) || is_letter(c); });
}

}  // namespace

Result<std::string> parse_tax_number(std::string_view text, std::string_view country) {
    const std::string number = without_separators(text);
    const std::string_view issuer = issuer_for(country);
    std::string expected;
    for (const Format& format : kFormats) {
        if (issuer.empty() || format.country != issuer) continue;
        std::string spelling = spelling_in(format, number);
        const auto body = std::string_view(spelling).substr(std::min(spelling.size(), format.prefix.size()));
        if (!body.empty() && check_digits_fit(format.prefix, body)) return spelling;
        if (expected.empty()) expected = pattern_of(format);
    }
    if (expected.empty() && is_plausible(number)) return number;
    if (expected.empty()) expected = "A–Z 0–9 (4–20)";
    return fail(Error(ErrorCode::kVatInvalid, "tax_number")
                    .with("number", beginning_of(text))
                    .with("expected", std::move(expected)));
}

Result<std::string> parse_canadian_number(std::string_view text, std::string_view tax) {
    // The number of a business account: its digits, the account's two letters, and which of these accounts it is.
    constexpr std::string_view kGst = "nnnnnnnnnRTnnnn";
    constexpr std::string_view kQst = "nnnnnnnnnnTQnnnn";
    std::string number = without_separators(text);
    const bool fits = tax == "GST"   ? fits_shape(kGst, number) && luhn_fits(std::string_view(number).substr(0, 9))
                      : tax == "QST" ? fits_shape(kQst, number)
                                     : is_plausible(number);
    if (fits) return number;
    return fail(Error(ErrorCode::kVatInvalid, "tax_number")
                    .with("number", beginning_of(text))
                    .with("expected", tax == "GST"   ? "999999999RT9999"
                                      : tax == "QST" ? "9999999999TQ9999"
                                                     : "A–Z 0–9 (4–20)"));
}

std::string country_of_tax_number(std::string_view number) {
    const Format* format = format_of(number);
    return format == nullptr ? std::string() : std::string(format->country);
}

}  // namespace settle
