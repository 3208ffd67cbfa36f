#include "domain/tax/csv.h"
#include "domain/tax/tax.h"

namespace settle {
namespace tax {

extern const std::string_view tax_rates_csv;

}  // namespace tax
namespace {

using Row = RateTable::Row;
using tax::Fields;

constexpr std::string_view kTable = "tax rates";

std::unexpected<Error> malformed(std::size_t line, std::string reason) {
    return tax::malformed(kTable, line, std::move(reason));
}

/// The needed columns, in this order.
enum Column : std::size_t { kJurisdiction, kSubdivision, kTax, kKind, kRate, kValidFrom, kValidTo, kColumnCount };
constexpr std::array<std::string_view, kColumnCount> kColumns = {"jurisdiction", "subdivision", "tax",     "kind",
                                                                 "rate_percent", "valid_from",  "valid_to"};

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

Result<Row> read_row(const Fields& fields, std::size_t line) {
    Row row;
    row.country = fields[kJurisdiction];
    row.region = region_of(row.country, fields[kSubdivision]);
    row.tax = fields[kTax];
    const auto rate = Percent::parse(fields[kRate]);
    if (!rate) return malformed(line, fmt::format("“{}” is not a rate in percent", fields[kRate]));
    row.rate = *rate;
    for (const Column column : {kValidFrom, kValidTo}) {
        const std::string& text = fields[column];
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
    std::vector<LineRow> read;
    TRY_VOID(tax::each_row(csv, kTable, kColumns, [&](const Fields& fields, std::size_t line) -> Result<void> {
        if (!is_charged(fields[kJurisdiction], fields[kTax], fields[kKind])) return {};
        read.push_back({TRY(read_row(fields, line)), line});
        return {};
    }));
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
    static const RateTable kBuiltIn = [] {
        auto table = parse(tax::tax_rates_csv);
        ENSURE(table.has_value());
        return *std::move(table);
    }();
    return kBuiltIn;
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
