// Files of people: what somebody uploads to fill a list, and the files that are handed out for that.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace settle {

enum class PeopleFileKind : std::uint8_t { kCsv, kXlsx };
enum class TextEncoding : std::uint8_t { kUtf8, kUtf16LittleEndian, kUtf16BigEndian, kWindows1252 };

/// One person as the file has it: trimmed, the domain of the address in lower case, and otherwise not judged. A cell
/// that is empty or missing is an empty field.
struct PersonRow {
    int line = 0;  ///< Where it begins, from 1: a line of the text, or a row of the sheet.
    std::string email;
    std::string first_name;
    std::string last_name;
    std::string position;
    /// Why this row cannot be used as it stands; `field` is the field's name above, or empty for the whole row. The
    /// fields then hold what could be read, always as valid UTF-8: import_row_too_wide, import_cell_too_long,
    /// import_cell_not_text, import_cell_quotes, import_cell_formula.
    std::optional<Error> error;
};

struct PeopleFileLimits {
    std::size_t max_bytes = 10 * 1024 * 1024;  ///< Of the file as it was uploaded.
    int max_rows = 100'000;
    std::size_t max_cell_characters = 1'000;
};

struct PeopleFileFacts {
    PeopleFileKind kind = PeopleFileKind::kCsv;
    TextEncoding encoding = TextEncoding::kUtf8;
    char separator = '\0';  ///< Of a CSV file.
    std::string sheet;  ///< Of a workbook: the name of the sheet that was read.
    int header_line = 0;
    std::vector<std::string> columns;  ///< The header's cells, in the file's order.
    std::vector<std::string> ignored_columns;  ///< Those of them that mean nothing to us.
    int rows = 0;
    int faulty_rows = 0;  ///< Rows with an error, counted in `rows` too.
    int empty_lines = 0;  ///< Skipped between the header and the last person.
};

/// A person who was not taken, and why.
struct RejectedPerson {
    PersonRow person;
    Error reason;
};

/// Any number of threads may use one.
class PeopleFile {
public:
    virtual ~PeopleFile() = default;

    /// Takes the next person; an error ends the reading, which then fails with it.
    using OnPerson = std::function<Result<void>(PersonRow)>;

    /// Hands the people of `bytes` to `on_person`, in the file's order. What kind of file it is, its content says, not
    /// its name. Memory does not grow with the rows, except by the texts that cells of a workbook share. After an error
    /// the people handed over so far count for nothing: import_empty, import_no_people, import_too_large,
    /// import_too_many_rows, import_too_many_columns, import_header_missing, import_column_twice, import_wrong_kind,
    /// import_unreadable, import_quote_open, import_workbook_damaged, import_workbook_locked,
    /// import_workbook_oversized, import_workbook_unsafe.
    virtual Result<PeopleFileFacts> read(std::string_view bytes, const PeopleFileLimits& limits,
                                         const OnPerson& on_person) const = 0;

    /// A file with the columns and nobody in it, named in `language` ("fr", "en"; anything else reads English).
    virtual std::string write_template(PeopleFileKind kind, std::string_view language) const = 0;

    /// The rejected people with their line and the reason, to be corrected and read again. In a CSV file a cell that a
    /// spreadsheet program would compute begins with an apostrophe, which read() takes off.
    virtual std::string write_rejected(PeopleFileKind kind, std::string_view language,
                                       std::span<const RejectedPerson> people) const = 0;
};

}  // namespace settle
