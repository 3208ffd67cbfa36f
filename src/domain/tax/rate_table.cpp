#include "domain/tax/tax.h"

namespace settle {
namespace tax {

extern const std::string_view tax_rates_csv;

}  // namespace tax
namespace {

using Row = RateTable::Row;
using Fields = std::vector<std::string>;

std::unexpected<Error> malformed(std::size_t line, std::string reason) {
    return fail(Error(ErrorCode::kFileMalformed)
                    .with("where", fmt::format("tax rates, line {}", line))
                    .with("reason", std::move(reason)));
}

/// The fields of one line. A field in quotes may hold commas, and a quote written twice is one.
/// Nothing when a quote stays open: no column of this table runs over several lines.
std::optional<Fields> split_line(std::string_view line) {
    Fields fields(1);
    bool quoted = false;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char c = line[at];
        if (quoted && c == '"' && at + 1 < line.size() && line[at + 1] == '"') {
            fields.back() += c;
            ++at;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            fields.emplace_back();
        } else {
            fields.back() += c;
        }
    }
    if (quoted) return std::nullopt;
    return fields;
}

/// Cuts the next line off `text`, without its line end.
std::string_view take_line(std::string_view& text) {
    const auto end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

/// The needed columns, in the order of kColumns, wherever the file has them.
enum Column : std::size_t { kJurisdiction, kSubdivision, kTax, kKind, kRate, kValidFrom, kValidTo, kColumnCount };
constexpr std::array<std::string_view, kColumnCount> kColumns = {"jurisdiction", "subdivision", "tax",     "kind",
                                                                 "rate_percent", "valid_from",  "valid_to"};
using Positions = std::array<std::size_t, kColumnCount>;

Result<Positions> read_header(std::string_view line) {
    const auto names = split_line(line);
    Positions positions{};
    for (std::size_t column = 0; column < kColumnCount; ++column) {
        const auto found = names ? std::ranges::find(*names, kColumns[column]) : Fields::const_iterator{};
        if (!names || found == names->end())
            return malformed(1, fmt::format("the column {} is missing", kColumns[column]));
        positions[column] = static_cast<std::size_t>(found - names->begin());
    }
    return positions;
}

/// Reduced rates and places where nothing is charged stay in the file for people who read it; what
/// is sold here is always taxed at the standard rate. Canada has one rate per tax, whatever its kind.
bool is_charged(std::string_view country, std::string_view tax, std::string_view kind) {
    if (country == "CA") return kind != "none";
    return tax == "VAT" && kind == "standard";
}

/// "CA-QC" and "QC" in the column subdivision are the same province.
std::string region_of(std::string_view country, std::string_view subdivision) {
    if (subdivision.starts_with(country) && subdivision.substr(country.size()).starts_with('-'))
        subdivision.remove_prefix(country.size() + 1);
    return std::string(subdivision);
}

Result<Fields> read_fields(std::string_view text, const Positions& positions, std::size_t line) {
    auto fields = split_line(text);
    const std::size_t needed = std::ranges::max(positions) + 1;
    if (!fields) return malformed(line, "a quote is not closed");
    if (fields->size() < needed) return malformed(line, fmt::format("{} fields instead of {}", fields->size(), needed));
    return *std::move(fields);
}

Result<Row> read_row(const Fields& fields, const Positions& at, std::size_t line) {
    Row row;
    row.country = fields[at[kJurisdiction]];
    row.region = region_of(row.country, fields[at[kSubdivision]]);
    row.tax = fields[at[kTax]];
    const auto rate = Percent::parse(fields[at[kRate]]);
    if (!rate) return malformed(line, fmt::format("“{}” is not a rate in percent", fields[at[kRate]]));
    row.rate = *rate;
    for (const Column column : {kValidFrom, kValidTo}) {
        const std::string& text = fields[at[column]];
        if (text.empty()) continue;  // Since ever, or until further notice.
        const auto day = Date::parse(text);
        if (!day) return malformed(line, fmt::format("“{}” is not a date such as 2026-03-01", text));
        if (column == kValidFrom) row.valid_from = *day;
        else row.valid_to = *day;
    }
    if (row.valid_to && *row.valid_to < row.valid_from) return malformed(line, "the rate ends before it begins");
    return row;
}

using Place = std::tuple<std::string_view, std::string_view, std::string_view>;
Place place_of(const Row& row) { return {row.country, row.region, row.tax}; }

struct LineRow {
    Row row;
    std::size_t line;
};

/// Two rates on one day would make the tax depend on the order of the file.
Result<void> check_no_overlap(const std::vector<LineRow>& sorted) {
    for (std::size_t i = 1; i < sorted.size(); ++i) {
        const auto& [before, line_before] = sorted[i - 1];
        const auto& [after, line_after] = sorted[i];
        const bool still_valid = !before.valid_to || *before.valid_to >= after.valid_from;
        if (place_of(before) == place_of(after) && still_valid)
            return malformed(std::max(line_before, line_after),
                             fmt::format("overlaps line {}", std::min(line_before, line_after)));
    }
    return {};
}

}  // namespace

Result<RateTable> RateTable::parse(std::string_view csv) {
    const Positions positions = TRY(read_header(take_line(csv)));
    std::vector<LineRow> read;
    for (std::size_t line = 2; !csv.empty(); ++line) {
        const std::string_view text = take_line(csv);
        if (text.empty()) continue;
        const Fields fields = TRY(read_fields(text, positions, line));
        const std::string& country = fields[positions[kJurisdiction]];
        if (!is_charged(country, fields[positions[kTax]], fields[positions[kKind]])) continue;
        Row row = TRY(read_row(fields, positions, line));
        read.push_back({std::move(row), line});
    }
    const auto key_of_row = [](const Row& row) { return key_of(row.country, row.region, row.tax); };
    std::ranges::sort(read, {}, [&](const LineRow& entry) {
        return std::tuple(key_of_row(entry.row), place_of(entry.row), entry.row.valid_from);
    });
    TRY_VOID(check_no_overlap(read));
    RateTable table;
    table.rows_.reserve(read.size());
    table.keys_.reserve(read.size());
    for (LineRow& entry : read) {
        table.keys_.push_back(key_of_row(entry.row));
        table.rows_.push_back(std::move(entry.row));
    }
    return table;
}

const RateTable& RateTable::built_in() {
    static const RateTable kTable = [] {
        auto table = parse(tax::tax_rates_csv);
        ENSURE(table.has_value());
        return *std::move(table);
    }();
    return kTable;
}

RateTable::Key RateTable::key_of(std::string_view country, std::string_view region, std::string_view tax) {
    const auto beginning = [](std::string_view text) {
        std::uint64_t number = 0;
        if (!text.empty()) std::memcpy(&number, text.data(), std::min(text.size(), sizeof number));
        return number;
    };
    return {beginning(country), beginning(region), beginning(tax)};
}

std::optional<Percent> RateTable::find(std::string_view country, std::string_view region, std::string_view tax,
                                       Date day) const {
    const Key key = key_of(country, region, tax);
    const auto first = std::ranges::lower_bound(keys_, key);
    // The end of the place's rows is found on the way: searching for it too would take as long again.
    for (auto i = static_cast<std::size_t>(first - keys_.begin()); i < rows_.size() && keys_[i] == key; ++i) {
        const Row& row = rows_[i];
        if (row.valid_from > day || (row.valid_to && day > *row.valid_to)) continue;
        // Longer texts may begin alike.
        if (place_of(row) == Place{country, region, tax}) return row.rate;
    }
    return std::nullopt;
}

}  // namespace settle
