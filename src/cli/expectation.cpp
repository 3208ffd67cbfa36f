#include "cli/expectation.h"

namespace settle::cli {
namespace {

namespace json = boost::json;

std::string shown(const json::value& value) {
    if (value.is_null()) return "nothing";
    if (value.is_string()) return std::string(value.as_string());
    return json::serialize(value);
}

std::string shown(const YamlNode& node) {
    if (node.is_null()) return "nothing";
    if (node.is_text()) return node.text();
    std::vector<std::string> parts;
    for (const YamlNode& element : node.elements()) parts.push_back(shown(element));
    for (const auto& [key, value] : node.pairs()) parts.push_back(fmt::format("{}: {}", shown(key), shown(value)));
    return node.is_list() ? fmt::format("[{}]", fmt::join(parts, ", ")) : fmt::format("{{{}}}", fmt::join(parts, ", "));
}

// 008.50 and 8.5 are one number; what is no decimal number stays as it is.
std::string without_padding(std::string_view text) {
    std::string_view digits = text;
    if (digits.starts_with('-')) digits.remove_prefix(1);
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto dot = digits.find('.');
    const bool is_number = !digits.empty() && is_digit(digits.front()) && is_digit(digits.back()) &&
                           std::ranges::count(digits, '.') <= 1 &&
                           std::ranges::all_of(digits, [&](char c) { return is_digit(c) || c == '.'; });
    if (!is_number) return std::string(text);
    if (dot != std::string_view::npos) {
        while (digits.ends_with('0')) digits.remove_suffix(1);
        if (digits.ends_with('.')) digits.remove_suffix(1);
    }
    while (digits.size() > 1 && digits[0] == '0' && digits[1] != '.') digits.remove_prefix(1);
    const bool negative = text.starts_with('-') && digits != "0";
    return (negative ? "-" : "") + std::string(digits);
}

bool same_scalar(const YamlNode& expected, const json::value& actual) {
    if (actual.is_object() || actual.is_array()) return false;
    if (actual.is_null()) return expected.text().empty();
    const std::string text = shown(actual);
    if (expected.text() == text) return true;
    return !expected.is_quoted() && without_padding(expected.text()) == without_padding(text);
}

std::string mismatch(const std::string& path, const YamlNode& expected, const json::value& actual) {
    return fmt::format("{}: expected {}, got {}", path, shown(expected), shown(actual));
}

std::vector<std::string> differences_of_list(const YamlNode& expected, const json::array& actual,
                                             const std::string& path) {
    std::vector<std::string> found;
    const std::vector<YamlNode>& elements = expected.elements();
    if (elements.size() != actual.size()) {
        found.push_back(fmt::format("{}: expected {} element{}, got {}: {}", path, elements.size(),
                                    elements.size() == 1 ? "" : "s", actual.size(), json::serialize(actual)));
        return found;
    }
    for (std::size_t i = 0; i < actual.size(); ++i)
        for (std::string& difference : differences(elements[i], actual[i], fmt::format("{}[{}]", path, i)))
            found.push_back(std::move(difference));
    return found;
}

std::vector<std::string> differences_of_map(const YamlNode& expected, const json::value& actual,
                                            const std::string& path) {
    std::vector<std::string> found;
    const auto collect = [&](const YamlNode& node, const json::value& value, const std::string& where) {
        for (std::string& difference : differences(node, value, where)) found.push_back(std::move(difference));
    };
    if (actual.is_array() && expected.pairs().size() == 1 && expected["last"].is_defined()) {
        const json::array& list = actual.as_array();
        collect(expected["last"], list.empty() ? json::value() : list.back(), path + "[last]");
        return found;
    }
    if (!actual.is_object()) return {mismatch(path, expected, actual)};
    for (const auto& [name, wanted] : expected.pairs()) {
        const std::string& key = name.text();
        const json::value* value = actual.as_object().if_contains(key);
        collect(wanted, value == nullptr ? json::value() : *value, path.empty() ? key : path + "." + key);
    }
    return found;
}

}  // namespace

std::vector<std::string> differences(const YamlNode& expected, const json::value& actual, const std::string& path) {
    if (expected.is_map()) return differences_of_map(expected, actual, path);
    if (expected.is_list()) {
        if (actual.is_array()) return differences_of_list(expected, actual.as_array(), path);
        return {mismatch(path, expected, actual)};
    }
    const bool same = expected.is_text() ? same_scalar(expected, actual) : actual.is_null();
    if (same) return {};
    return {mismatch(path, expected, actual)};
}

}  // namespace settle::cli
