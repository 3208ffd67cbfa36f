// Text of people in the headers of a mail.
#pragma once

#include <string>
#include <string_view>

#include "base/date.h"

namespace settle::smtp {

/// On one line whatever it holds: control characters, line ends included, become blanks.
std::string one_line(std::string_view text);
/// As the words of a header (RFC 2047): plain where it is plain, encoded and folded otherwise.
std::string encoded_words(std::string_view text);
/// `Name <address>`, or the address alone when the name says nothing.
std::string named_address(std::string_view name, std::string_view address);
/// "Sun, 01 Mar 2026 09:00:00 +0000"
std::string header_date(Instant at);
/// Whether it can stand between < and > without meaning anything else.
bool is_plain_address(std::string_view address);

}  // namespace settle::smtp
