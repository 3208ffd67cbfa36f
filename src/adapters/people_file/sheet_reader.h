// The rows of one sheet of a workbook.
#pragma once

#include "adapters/people_file/table.h"
#include "adapters/people_file/workbook.h"

namespace settle {

/// Hands the cells to `table`, row by row. A formula is given as a fault: what it came to when somebody saved the
/// workbook is not read. Fails as Table::end_row() does, and with import_workbook_damaged, import_workbook_oversized,
/// import_workbook_unsafe.
Result<void> read_sheet(const ZipReader& archive, const Workbook& book, const SheetPart& sheet, Table& table);

}  // namespace settle
