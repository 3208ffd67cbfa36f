// From the cells of a table, row by row, to people: the same for every kind of file.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ports/people_file.h"

namespace settle {

/// What the reader of a file found wrong with a cell.
enum class CellFault : std::uint8_t { kNone, kTooLong, kQuotes, kFormula };

/// Takes the cells of a row in any order, then the row's end. The first row with something in it names the columns.
class Table {
public:
    Table(PeopleFileKind kind, const PeopleFileLimits& limits, const PeopleFile::OnPerson& on_person);

    /// No cell needs more bytes than this: what is longer is cut and given as kTooLong.
    std::size_t max_cell_bytes() const { return limits_.max_cell_characters * 4; }
    /// Columns are counted from 0.
    void add_cell(std::size_t column, std::string_view text, CellFault fault);
    /// Fails with what read() of the port fails with.
    Result<void> end_row(int line);

    bool has_header() const { return facts_.header_line != 0; }
    /// Call when the table is over; fails with import_empty, import_no_people.
    Result<PeopleFileFacts> finish();

private:
    static constexpr std::size_t kFields = 4;  ///< E-mail, first name, last name, position.
    static constexpr std::size_t kNoField = kFields;
    struct Cell {
        std::string text;
        CellFault fault = CellFault::kNone;
    };

    std::size_t field_of(std::size_t column) const { return column < fields_.size() ? fields_[column] : kNoField; }
    Result<void> read_header(int line);
    Result<void> check_columns(int line) const;
    Result<void> read_person(int line);
    void take_field(PersonRow& person, std::size_t field);
    std::string columns_text() const;

    PeopleFileLimits limits_;
    const PeopleFile::OnPerson& on_person_;
    PeopleFileFacts facts_;
    std::vector<std::size_t> fields_;        ///< Column -> field.
    std::array<std::string, kFields> names_;  ///< Field -> the header's own name for it.
    std::vector<std::string> header_;        ///< Cells of the row that may be the header.
    std::array<Cell, kFields> cells_;
    std::size_t width_ = 0;                  ///< Of this row, up to its last cell with something in it.
    int empty_lines_ = 0;                    ///< Since the last person.
    int last_line_ = 0;                      ///< Of the last row with something in it.
};

}  // namespace settle
