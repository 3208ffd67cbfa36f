// Which kind of file some bytes are, by their content.
#pragma once

#include <string_view>

#include "ports/people_file.h"

namespace settle {

/// kXlsx for every ZIP archive: whether a workbook is in it, its reader tells. Fails with import_empty,
/// import_wrong_kind, import_workbook_locked.
Result<PeopleFileKind> kind_of(std::string_view bytes);

}  // namespace settle
