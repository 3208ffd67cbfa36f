#include "adapters/people_file/sheet_reader.h"

#include <algorithm>
#include <charconv>

#include "adapters/people_file/cell_number.h"
#include "adapters/people_file/rich_text.h"
#include "adapters/people_file/xml_reader.h"

namespace settle {
namespace {

using Token = XmlReader::Token;

// Excel's own limits; a cell beyond them was written by nobody's spreadsheet.
constexpr std::size_t kMaxColumns = 16'384;
constexpr int kMaxRows = 1'048'576;
constexpr std::size_t kMaxRanges = 200;

struct Place {
    std::size_t column = 0;  ///< From 0.
    int row = 0;             ///< From 1.
};

// "BC12"; nothing when it is no place in a sheet.
std::optional<Place> place_of(std::string_view text) {
    Place place;
    std::size_t letters = 0;
    while (letters < text.size() && text[letters] >= 'A' && text[letters] <= 'Z' && place.column <= kMaxColumns)
        place.column = place.column * 26 + static_cast<std::size_t>(text[letters++] - 'A' + 1);
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + letters, end, place.row);
    if (letters == 0 || read.ec != std::errc{} || read.ptr != end) return std::nullopt;
    if (place.column > kMaxColumns || place.row < 1 || place.row > kMaxRows) return std::nullopt;
    --place.column;
    return place;
}

/// The cells over which one formula spreads: only the first of them says that it is one.
struct Range {
    Place first, last;
    bool contains(Place place) const {
        return place.column >= first.column && place.column <= last.column && place.row >= first.row &&
               place.row <= last.row;
    }
};

class SheetReader {
public:
    SheetReader(XmlReader xml, const Workbook& book, Table& table) : xml_(std::move(xml)), book_(book), table_(table) {}

    Result<void> read() {
        std::size_t data_depth = 0;
        for (Token token = TRY(xml_.next()); token != Token::kDone; token = TRY(xml_.next())) {
            if (token == Token::kStart && xml_.name() == "sheetData") data_depth = xml_.depth();
            else if (token == Token::kEnd && xml_.name() == "sheetData") data_depth = 0;
            else if (token == Token::kStart && data_depth != 0 && xml_.depth() == data_depth + 1 &&
                     xml_.name() == "row")
                TRY_VOID(read_row());
        }
        return {};
    }

private:
    Error damaged(std::string detail) const {
        return Error(ErrorCode::kImportWorkbookDamaged, {}, std::move(detail)).with("part", xml_.part());
    }

    // Some writers leave the numbers out: then a row follows the one before it, and a cell the one before it.
    Result<void> read_row() {
        const std::string number = xml_.attribute("r");
        if (number.empty()) {
            ++row_;
        } else {
            const char* end = number.data() + number.size();
            const auto read = std::from_chars(number.data(), end, row_);
            if (read.ec != std::errc{} || read.ptr != end) return fail(damaged("row " + number));
        }
        if (row_ < 1 || row_ > kMaxRows) return fail(damaged("too many rows"));
        next_column_ = 0;
        const std::size_t depth = xml_.depth();
        for (Token token = TRY(xml_.next()); token != Token::kEnd || xml_.depth() >= depth; token = TRY(xml_.next()))
            if (token == Token::kStart && xml_.depth() == depth + 1 && xml_.name() == "c") TRY_VOID(read_cell());
        return table_.end_row(row_);
    }

    Result<void> read_cell() {
        Place place{next_column_, row_};
        if (const std::string reference = xml_.attribute("r"); !reference.empty()) {
            const auto read = place_of(reference);
            if (!read) return fail(damaged("cell " + reference));
            place.column = read->column;
        }
        if (place.column >= kMaxColumns) return fail(damaged("too many columns"));
        next_column_ = place.column + 1;
        type_ = xml_.attribute("t");
        style_ = xml_.attribute("s");
        value_.clear();
        is_formula_ = false;
        has_text_ = false;
        const std::size_t depth = xml_.depth();
        for (Token token = TRY(xml_.next()); token != Token::kEnd || xml_.depth() >= depth; token = TRY(xml_.next()))
            if (token == Token::kStart && xml_.depth() == depth + 1) TRY_VOID(read_part());
        return hand_over(place);
    }

    Result<void> read_part() {
        if (xml_.name() == "f") {
            is_formula_ = true;
            // A formula that is merely shared stands in each of its cells again.
            return xml_.attribute("t") == "shared" ? Result<void>{} : note_range(xml_.attribute("ref"));
        }
        if (xml_.name() == "is") {
            has_text_ = true;
            return read_rich_text(xml_, table_.max_cell_bytes(), value_);
        }
        if (xml_.name() != "v") return {};
        const std::size_t depth = xml_.depth();
        for (Token token = TRY(xml_.next()); token != Token::kEnd || xml_.depth() >= depth; token = TRY(xml_.next()))
            if (token == Token::kText && value_.size() <= table_.max_cell_bytes()) value_ += xml_.text();
        return {};
    }

    Result<void> note_range(const std::string& reference) {
        const std::size_t colon = reference.find(':');
        if (colon == std::string::npos) return {};
        const auto first = place_of(std::string_view(reference).substr(0, colon));
        const auto last = place_of(std::string_view(reference).substr(colon + 1));
        if (!first || !last) return fail(damaged("range " + reference));
        if (formulas_.size() == kMaxRanges)
            return fail(Error(ErrorCode::kImportWorkbookOversized, {}, "too many ranges").with("part", xml_.part()));
        formulas_.push_back({*first, *last});
        return {};
    }

    Result<void> hand_over(Place place) {
        const bool is_computed = is_formula_ || type_ == "e" ||
                                 std::ranges::any_of(formulas_, [&](const Range& r) { return r.contains(place); });
        if (is_computed) {
            table_.add_cell(place.column, {}, CellFault::kFormula);
            return {};
        }
        if (type_ == "s") return hand_over_shared(place.column);
        const std::string text = cell_text();
        const bool is_cut = text.size() > table_.max_cell_bytes();
        table_.add_cell(place.column, std::string_view(text).substr(0, table_.max_cell_bytes()),
                        is_cut ? CellFault::kTooLong : CellFault::kNone);
        return {};
    }

    Result<void> hand_over_shared(std::size_t column) {
        if (value_.empty()) return {};
        std::size_t index = 0;
        const char* end = value_.data() + value_.size();
        const auto read = std::from_chars(value_.data(), end, index);
        if (read.ec != std::errc{} || read.ptr != end || index >= book_.texts.size())
            return fail(damaged("shared text " + value_.substr(0, 20)));
        table_.add_cell(column, book_.texts.text(index),
                        book_.texts.is_cut(index) ? CellFault::kTooLong : CellFault::kNone);
        return {};
    }

    std::string cell_text() const {
        if (has_text_) return value_;
        if (type_ == "str") return without_escapes(value_);
        if (type_ == "b") return value_ == "1" ? "TRUE" : value_ == "0" ? "FALSE" : value_;
        if (type_ == "d") return value_;
        std::size_t style = 0;
        std::from_chars(style_.data(), style_.data() + style_.size(), style);
        if (style < book_.is_date_style.size() && book_.is_date_style[style]) return date_text(value_, book_.from_1904);
        return number_text(value_);
    }

    XmlReader xml_;
    const Workbook& book_;
    Table& table_;
    std::vector<Range> formulas_;
    int row_ = 0;
    std::size_t next_column_ = 0;
    // Of the cell that is being read.
    std::string type_, style_, value_;
    bool is_formula_ = false;
    bool has_text_ = false;
};

}  // namespace

Result<void> read_sheet(const ZipReader& archive, const Workbook& book, const SheetPart& sheet, Table& table) {
    const ZipEntry* entry = archive.find(sheet.part);
    if (entry == nullptr) return fail(Error(ErrorCode::kImportWorkbookDamaged, {}, "missing").with("part", sheet.part));
    return SheetReader(XmlReader(TRY(ZipStream::open(archive, *entry))), book, table).read();
}

}  // namespace settle
