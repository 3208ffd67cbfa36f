// Lists in headers, and the tags among them.
#pragma once

#include <string_view>

namespace settle::http {

/// Takes the next entry of a list that commas separate, without blanks around it.
std::string_view next_entry(std::string_view& rest);
/// Whether If-None-Match names `tag`, which has its quotation marks.
bool names_tag(std::string_view if_none_match, std::string_view tag);

}  // namespace settle::http
