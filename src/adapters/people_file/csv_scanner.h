// The cells of a CSV text (RFC 4180, and what spreadsheet programs make of it), piece by piece.
#pragma once

#include <string>
#include <string_view>

#include "adapters/people_file/table.h"

namespace settle {

/// Lines end with CR LF, LF or CR. A quotation mark quotes a cell only at its beginning; later ones are letters.
class CsvScanner {
public:
    /// `first_line` is the number of the line that the text begins with.
    CsvScanner(char separator, int first_line, Table& table)
        : separator_(separator), line_(first_line), row_line_(first_line), table_(table) {}

    /// The next piece of UTF-8, cut anywhere. Fails as Table::end_row() does.
    Result<void> feed(std::string_view piece);
    /// The text is over. Fails with import_quote_open too.
    Result<void> finish();

private:
    enum class State : std::uint8_t {
        kBefore,  ///< No character of the cell but blanks yet.
        kPlain,
        kQuoted,
        kQuote,  ///< After a quotation mark in a quoted cell: its end, or one of two.
        kAfter,  ///< After the closing mark.
    };

    Result<void> take(char c);
    void take_quoted(char c);
    Result<void> end_line();
    void end_cell();
    void append(std::string_view text);
    std::size_t run_length(std::string_view piece) const;

    char separator_;
    int line_;
    int row_line_;
    Table& table_;
    State state_ = State::kBefore;
    std::string cell_;
    CellFault fault_ = CellFault::kNone;
    std::size_t column_ = 0;
    int quote_line_ = 0;
    bool after_return_ = false;
};

}  // namespace settle
