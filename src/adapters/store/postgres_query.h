// A query of the catalogue in the words of libpq.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace settle::store {

struct NumberedQuery {
    std::string text;                    ///< With $1, $2, … for the names, and without comments.
    std::vector<std::string> arguments;  ///< The name of $1, of $2, …
    bool writes = false;                 ///< It changes or locks rows.
};
NumberedQuery number_arguments(std::string_view named);

/// Whether the query asks, in a comment line `-- locks: nothing`, that a transaction which writes reads without
/// making others wait.
bool locks_nothing(std::string_view named);

}  // namespace settle::store
