// Reading the small encodings of HTTP: percent signs, query strings, cookies.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/http_message.h"

namespace settle::http {

/// The text with every %41 replaced; empty when a percent sign is not followed by two hexadecimal
/// digits or the text would hold a NUL.
std::optional<std::string> percent_decoded(std::string_view text);

/// The decoded parameters of a query, in their order.
class QueryParams {
public:
    explicit QueryParams(std::vector<std::pair<std::string, std::string>> params) : params_(std::move(params)) {}

    /// The first parameter of that name; present but empty for "?name" and "?name=".
    std::optional<std::string_view> find(std::string_view name) const;
    const std::vector<std::pair<std::string, std::string>>& all() const { return params_; }

private:
    std::vector<std::pair<std::string, std::string>> params_;
};

/// "a=1&b=x%20y+z"; what is wrongly encoded is taken literally, for the field's own check to refuse.
QueryParams parse_query(std::string_view query);

/// The first cookie of that name, without its quotes, or empty.
std::string_view cookie_of(const Headers& headers, std::string_view name);

}  // namespace settle::http
