// What the text of a cell is: where it begins and ends, and whether it is text at all.
#pragma once

#include <string>
#include <string_view>

namespace settle {

/// Without the white space of any script at both ends. Spreadsheets and web pages leave no-break spaces there.
std::string_view trim(std::string_view utf8);

/// Valid UTF-8 without control characters, line breaks and tabs excepted.
bool is_text(std::string_view bytes);

/// `bytes` with a replacement character wherever is_text() objects.
std::string made_text(std::string_view bytes);

/// How many bytes at the front of `bytes` are ASCII, or nearly so many: most of every file is.
std::size_t ascii_in_front(std::string_view bytes);
/// How long the valid UTF-8 character at the front of `bytes` is, or 0 when there is none.
std::size_t character_at(std::string_view bytes);
void append_utf8(std::string& text, char32_t character);

/// The same for "E-Mail", "é-mail" and "e_mail": lower case, without accents, spaces and signs.
std::string folded(std::string_view utf8);

/// Whether a spreadsheet program may take a cell for something to compute, or takes its apostrophe for a mark that the
/// rest is text (OWASP, “CSV injection”).
bool looks_computed(std::string_view cell);
/// `cell` behind one more apostrophe if it looks computed, so that undefused(defused(x)) is x.
std::string defused(std::string_view cell);
std::string_view undefused(std::string_view cell);

}  // namespace settle
