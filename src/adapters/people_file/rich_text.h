// The text of a cell or a shared one, which may be made of runs in several fonts.
#pragma once

#include <string>

#include "adapters/people_file/xml_reader.h"

namespace settle {

/// Reads to the end of the element that has just started. Of `text` more than `max_bytes` + 1 bytes are not kept: one
/// more shows that there was more. How something is pronounced, which Japanese workbooks add, is left out.
Result<void> read_rich_text(XmlReader& xml, std::size_t max_bytes, std::string& text);

/// With the characters that XML cannot hold, which workbooks write as _x000D_.
std::string without_escapes(std::string_view text);
/// The way back: also what only looks like such an escape.
std::string with_escapes(std::string_view text);

}  // namespace settle
