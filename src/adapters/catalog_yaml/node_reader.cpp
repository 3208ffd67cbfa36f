#include "adapters/catalog_yaml/node_reader.h"

#include <charconv>

#include "adapters/catalog_yaml/nearest.h"

namespace settle::catalog_yaml {

void add_unknown(const YamlNode& node, std::string_view what, std::string_view typed,
                 std::span<const std::string_view> known, Problems& problems) {
    problems.add(node, unknown_message(what, typed, known));
}

MapReader::MapReader(const YamlNode& node, std::string_view what, std::span<const std::string_view> known,
                     Problems& problems)
    : node_(node), what_(what), problems_(problems) {
    if (!node.is_map()) {
        problems.add(node, fmt::format("{}: a mapping (key: value) is expected here", what));
        return;
    }
    for (const auto& [name, value] : node.pairs()) {
        if (!name.is_text()) {
            problems.add(name, fmt::format("{}: a key must be a plain word", what));
            continue;
        }
        const std::string& key = name.text();
        if (find(key) != nullptr) {
            problems.add(name, fmt::format("{}: the key \"{}\" stands here twice", what, key));
        } else if (!known.empty() && std::ranges::find(known, key) == known.end()) {
            add_unknown(name, "key", key, known, problems);
        } else if (value.is_null()) {
            // The parser places a missing value wherever the next word stands; the key is where to look.
            problems.add(name, fmt::format("{}: a value is missing here", key));
            empty_keys_.push_back(key);
        } else {
            entries_.push_back({key, name, value});
        }
    }
}

const YamlNode* MapReader::find(std::string_view key) const {
    for (const Entry& entry : entries_)
        if (entry.key == key) return &entry.value;
    return nullptr;
}

const YamlNode* MapReader::require(std::string_view key) const {
    const YamlNode* found = find(key);
    const bool is_reported = std::ranges::find(empty_keys_, key) != empty_keys_.end();
    if (found == nullptr && node_.is_map() && !is_reported)
        problems_.add(node_, fmt::format("{}: the key \"{}\" is missing", what_, key));
    return found;
}

void MapReader::read(std::string_view key, std::string& out) const {
    if (const YamlNode* value = find(key))
        if (auto text = read_scalar(*value, key, problems_)) out = *std::move(text);
}

void MapReader::read(std::string_view key, bool& out) const {
    if (const YamlNode* value = find(key))
        if (const auto flag = read_bool(*value, key, problems_)) out = *flag;
}

void MapReader::read(std::string_view key, Code& out) const {
    if (const YamlNode* value = find(key))
        if (const auto code = read_code(*value, key, problems_)) out = *code;
}

void MapReader::read(std::string_view key, std::int64_t& out, std::int64_t min, std::int64_t max) const {
    if (const YamlNode* value = find(key))
        if (const auto number = read_integer(*value, key, min, max, problems_)) out = *number;
}

void MapReader::read(std::string_view key, int& out, int min, int max) const {
    std::int64_t wide = out;
    read(key, wide, min, max);
    out = static_cast<int>(wide);
}

void MapReader::read(std::string_view key, std::vector<std::string>& out) const {
    const YamlNode* value = find(key);
    if (value == nullptr) return;
    for (const YamlNode& element : read_list(*value, key, problems_))
        if (auto text = read_scalar(element, key, problems_)) out.push_back(*std::move(text));
}

std::optional<std::string> read_scalar(const YamlNode& node, std::string_view what, Problems& problems) {
    if (node.is_text() && !node.text().empty()) return node.text();
    const bool is_empty = node.is_null() || node.is_text();
    problems.add(node,
                 fmt::format("{}: {}", what, is_empty ? "a value is missing here" : "a single value is expected here"));
    return std::nullopt;
}

std::optional<Code> read_code(const YamlNode& node, std::string_view what, Problems& problems) {
    const auto text = read_scalar(node, what, problems);
    if (!text) return std::nullopt;
    if (const auto code = Code::parse(*text)) return *code;
    problems.add(node, fmt::format("{}: \"{}\" is not a code: 1 to {} characters of a-z, 0-9, _ and -", what,
                                   text->substr(0, 64), Code::kLengthMax));
    return std::nullopt;
}

std::optional<std::int64_t> read_integer(const YamlNode& node, std::string_view what, std::int64_t min,
                                         std::int64_t max, Problems& problems) {
    const auto text = read_scalar(node, what, problems);
    if (!text) return std::nullopt;
    std::int64_t number = 0;
    const char* end = text->data() + text->size();
    const auto [stopped, failure] = std::from_chars(text->data(), end, number);
    if (failure == std::errc{} && stopped == end && number >= min && number <= max) return number;
    problems.add(node,
                 fmt::format("{}: \"{}\" is not a whole number from {} to {}", what, text->substr(0, 64), min, max));
    return std::nullopt;
}

std::optional<bool> read_bool(const YamlNode& node, std::string_view what, Problems& problems) {
    const auto text = read_scalar(node, what, problems);
    if (!text) return std::nullopt;
    if (*text == "true") return true;
    if (*text == "false") return false;
    problems.add(node, fmt::format("{}: write true or false, not \"{}\"", what, text->substr(0, 64)));
    return std::nullopt;
}

std::vector<YamlNode> read_list(const YamlNode& node, std::string_view what, Problems& problems) {
    if (!node.is_list()) {
        problems.add(node, fmt::format("{}: a list is expected here", what));
        return {};
    }
    return node.elements();
}

std::vector<YamlNode> read_one_or_list(const YamlNode& node, std::string_view what, Problems& problems) {
    if (node.is_text()) return {node};
    return read_list(node, what, problems);
}

}  // namespace settle::catalog_yaml
