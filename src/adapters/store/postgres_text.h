// Texts as PostgreSQL takes them: it refuses the byte 0 and whatever is not UTF-8, and SQLite keeps both.
#pragma once

#include <string>
#include <string_view>

namespace settle::store {

/// `text` itself, or its copy in `buffer` with each byte PostgreSQL refuses written as 0x1a and two hex digits.
/// Two different texts never become the same one.
std::string_view to_postgres(std::string_view text, std::string& buffer);

/// The reverse.
std::string_view from_postgres(std::string_view kept, std::string& buffer);

}  // namespace settle::store
