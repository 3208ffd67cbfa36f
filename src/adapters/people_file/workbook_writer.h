// Writes an Excel workbook of plain texts and whole numbers.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "adapters/people_file/zip_writer.h"

namespace settle {

/// One sheet after the other, row by row. Cells are texts, which no program takes for formulas.
class WorkbookWriter {
public:
    using Cell = std::variant<std::string, int>;

    /// `widths` of the columns, in characters.
    void begin_sheet(std::string name, const std::vector<int>& widths);
    void add_heading(const std::vector<std::string>& cells);
    void add_row(const std::vector<Cell>& cells);
    void end_sheet();
    std::string finish() &&;

private:
    void add_cells(const std::vector<Cell>& cells, int style);

    ZipWriter archive_;
    std::vector<std::string> sheets_;
    int row_ = 0;
};

}  // namespace settle
