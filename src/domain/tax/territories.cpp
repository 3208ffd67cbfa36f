#include "domain/tax/territories.h"

#include "base/ensure.h"
#include "domain/tax/csv.h"

namespace settle {
namespace tax {

extern const std::string_view tax_territories_csv;

}  // namespace tax
namespace {

using Treatment = Territory::Treatment;

constexpr std::string_view kTable = "tax territories";
enum Column : std::size_t { kNameEn, kNameFr, kCountry, kCode, kPostalCodes, kTreatment, kKey, kColumnCount };
constexpr std::array<std::string_view, kColumnCount> kColumns = {"name_en",      "name_fr",   "country", "code",
                                                                 "postal_codes", "treatment", "key"};
constexpr std::pair<std::string_view, Treatment> kTreatments[] = {
    {"outside", Treatment::kOutside},   {"own_rate", Treatment::kOwnRate},
    {"overseas", Treatment::kOverseas}, {"overseas_untaxed", Treatment::kOverseasUntaxed},
    {"part_of", Treatment::kPartOf},
};

bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<std::size_t> index_of(std::string_view country) {
    if (country.size() != 2 || !is_letter(country[0]) || !is_letter(country[1])) return std::nullopt;
    return static_cast<std::size_t>((country[0] - 'A') * 26 + country[1] - 'A');
}

/// Upper case without blanks; "FI-22100" and "PT 9000-050" are 22100 and 9000050.
std::string normalised(std::string_view text) {
    std::size_t prefix = 0;
    std::string code;
    for (const char c : text) {
        if (c == ' ' || c == '\t') continue;
        if (c == '-') {
            if (prefix == 0 && !code.empty() && code.size() <= 2 && std::ranges::all_of(code, is_letter)) code.clear();
            prefix = 1;
            continue;
        }
        code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return code;
}

/// Calls `take` with each word of `text`.
template <class Take>
Result<void> each_word(std::string_view text, const Take& take) {
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        if (end > 0) TRY_VOID(take(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return {};
}

}  // namespace

std::string Territory::place() const {
    const bool is_region = treatment == Treatment::kOwnRate || treatment == Treatment::kOverseas;
    return is_region ? fmt::format("{}-{}", country, key) : key;
}

bool Territories::Pattern::fits(std::string_view postal_code) const {
    if (is_beginning) return postal_code.starts_with(first);
    if (last.empty()) return postal_code == first;
    return postal_code.size() == first.size() && first <= postal_code && postal_code <= last;
}

Result<Territories::Pattern> Territories::read_pattern(std::string_view text, std::size_t line) {
    Pattern pattern;
    const auto dash = text.find('-');
    pattern.is_beginning = text.ends_with('*');
    if (pattern.is_beginning) text.remove_suffix(1);
    pattern.first = text.substr(0, dash);
    if (dash != std::string_view::npos) pattern.last = text.substr(dash + 1);
    const auto is_code = [](std::string_view part) {
        return std::ranges::all_of(part, [](char c) { return is_letter(c) || is_digit(c); });
    };
    const bool is_range = dash != std::string_view::npos;
    if (pattern.first.empty() || !is_code(pattern.first) || !is_code(pattern.last) ||
        (is_range &&
         (pattern.is_beginning || pattern.last.size() != pattern.first.size() || pattern.last < pattern.first)))
        return tax::malformed(kTable, line, fmt::format("“{}” is no postal code, range or beginning", text));
    return pattern;
}

Result<Territories::Row> Territories::read_row(const std::vector<std::string>& fields, std::size_t line) {
    Row row;
    Territory& territory = row.territory;
    territory.name_en = fields[kNameEn];
    territory.name_fr = fields[kNameFr];
    territory.country = fields[kCountry];
    territory.code = fields[kCode];
    territory.key = fields[kKey];
    const auto* treatment = std::ranges::find(kTreatments, std::string_view(fields[kTreatment]),
                                              [](const auto& known) { return known.first; });
    if (treatment == std::end(kTreatments))
        return tax::malformed(kTable, line, fmt::format("“{}” is no treatment", fields[kTreatment]));
    territory.treatment = treatment->second;
    if (territory.country.size() != 2 || territory.key.empty() || territory.name_en.empty() ||
        territory.name_fr.empty() || (!territory.code.empty() && territory.code.size() != 2))
        return tax::malformed(kTable, line, "names, country or key are missing");
    TRY_VOID(each_word(fields[kPostalCodes], [&](std::string_view word) -> Result<void> {
        row.patterns.push_back(TRY(read_pattern(word, line)));
        return {};
    }));
    return row;
}

Result<Territories> Territories::parse(std::string_view csv) {
    Territories territories;
    TRY_VOID(tax::each_row(csv, kTable, kColumns, [&](const tax::Fields& fields, std::size_t line) -> Result<void> {
        Row row = TRY(read_row(fields, line));
        for (const std::string& country : {row.territory.country, row.territory.code}) {
            if (country.empty()) continue;
            const auto place = index_of(country);
            if (!place) return tax::malformed(kTable, line, fmt::format("“{}” is no country", country));
            territories.has_any_[*place] = true;
        }
        territories.rows_.push_back(std::move(row));
        return {};
    }));
    return territories;
}

const Territories& Territories::built_in() {
    static const Territories kBuiltIn = [] {
        auto territories = parse(tax::tax_territories_csv);
        ENSURE(territories.has_value());
        return *std::move(territories);
    }();
    return kBuiltIn;
}

const Territory* Territories::find(std::string_view country, std::string_view postal_code) const {
    const auto place = index_of(country);
    if (!place || !has_any_[*place]) return nullptr;
    std::string code;
    for (const Row& row : rows_) {
        const Territory& territory = row.territory;
        if (territory.code == country) return &territory;
        if (territory.country[0] != country[0] || territory.country[1] != country[1] || postal_code.empty()) continue;
        if (code.empty()) code = normalised(postal_code);
        if (std::ranges::any_of(row.patterns, [&](const Pattern& pattern) { return pattern.fits(code); }))
            return &territory;
    }
    return nullptr;
}

const Territory* Territories::named(std::string_view place) const {
    const auto found = std::ranges::find_if(rows_, [&](const Row& row) {
        return row.territory.treatment != Treatment::kPartOf && row.territory.place() == place;
    });
    return found == rows_.end() ? nullptr : &found->territory;
}

}  // namespace settle
