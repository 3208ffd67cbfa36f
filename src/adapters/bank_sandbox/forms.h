// Small pieces of the web: forms, escapes, addresses.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace settle::bank {

using Form = std::map<std::string, std::string, std::less<>>;

/// Fields of an application/x-www-form-urlencoded body; of a repeated name the first counts.
Form parse_form(std::string_view body);
/// The field, or empty.
std::string_view field_of(const Form& form, std::string_view name);

/// Safe as text and as a quoted attribute.
std::string escape_html(std::string_view text);
/// Percent-encodes all but unreserved characters.
std::string encode_url(std::string_view text);
std::string decode_url(std::string_view text);
/// The decoded parts of a path between its slashes.
std::vector<std::string> path_parts(std::string_view path);

/// True for http:// and https:// addresses without blanks, quotes or control characters.
bool is_web_address(std::string_view url);
/// "https://shop.example:8443" of an address, or empty when the host has unusual characters.
std::string origin_of(std::string_view url);
/// `url` with name=value added to its query, before any fragment.
std::string with_query(std::string_view url, std::string_view name, std::string_view value);

}  // namespace settle::bank
