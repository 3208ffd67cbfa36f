#include "adapters/catalog_yaml/node_reader.h"

#include <charconv>

#include "adapters/catalog_yaml/nearest.h"

namespace settle::catalog_yaml {

void Problems::add(const YAML::Mark& where, std::string message) {
    const bool known = !where.is_null();
    found_.push_back({file_, known ? where.line + 1 : 0, known ? where.column + 1 : 0, std::move(message)});
}

void add_unknown(const YAML::Node& node, std::string_view what, std::string_view typed,
                 std::span<const std::string_view> known, Problems& problems) {
    problems.add(node, unknown_message(what, typed, known));
}

MapReader::MapReader(const YAML::Node& node, std::string_view what, std::span<const std::string_view> known,
                     Problems& problems)
    : node_(node), what_(what), problems_(problems) {
    if (!node.IsMap()) {
        problems.add(node, fmt::format("{}: a mapping (key: value) is expected here", what));
        return;
    }
    for (const auto& pair : node) {
        if (!pair.first.IsScalar()) {
            problems.add(pair.first, fmt::format("{}: a key must be a plain word", what));
            continue;
        }
        const std::string& key = pair.first.Scalar();
        if (find(key) != nullptr) {
            problems.add(pair.first, fmt::format("{}: the key \"{}\" stands here twice", what, key));
        } else if (!known.empty() && std::ranges::find(known, key) == known.end()) {
            add_unknown(pair.first, "key", key, known, problems);
        } else if (pair.second.IsNull()) {
            // The parser places a missing value wherever the next word stands; the key is where to look.
            problems.add(pair.first, fmt::format("{}: a value is missing here", key));
            empty_keys_.push_back(key);
        } else {
            entries_.push_back({key, pair.first, pair.second});
        }
    }
}

const YAML::Node* MapReader::find(std::string_view key) const {
    for (const Entry& entry : entries_)
        if (entry.key == key) return &entry.value;
    return nullptr;
}

const YAML::Node* MapReader::require(std::string_view key) const {
    const YAML::Node* found = find(key);
    const bool is_reported = std::ranges::find(empty_keys_, key) != empty_keys_.end();
    if (found == nullptr && node_.IsMap() && !is_reported)
        problems_.add(node_, fmt::format("{}: the key \"{}\" is missing", what_, key));
    return found;
}

void MapReader::read(std::string_view key, std::string& out) const {
    if (const YAML::Node* value = find(key))
        if (auto text = read_scalar(*value, key, problems_)) out = *std::move(text);
}

void MapReader::read(std::string_view key, bool& out) const {
    if (const YAML::Node* value = find(key))
        if (const auto flag = read_bool(*value, key, problems_)) out = *flag;
}

void MapReader::read(std::string_view key, Code& out) const {
    if (const YAML::Node* value = find(key))
        if (const auto code = read_code(*value, key, problems_)) out = *code;
}

void MapReader::read(std::string_view key, std::int64_t& out, std::int64_t min, std::int64_t max) const {
    if (const YAML::Node* value = find(key))
        if (const auto number = read_integer(*value, key, min, max, problems_)) out = *number;
}

void MapReader::read(std::string_view key, int& out, int min, int max) const {
    std::int64_t wide = out;
    read(key, wide, min, max);
    out = static_cast<int>(wide);
}

void MapReader::read(std::string_view key, std::vector<std::string>& out) const {
    const YAML::Node* value = find(key);
    if (value == nullptr) return;
    for (const YAML::Node& element : read_list(*value, key, problems_))
        if (auto text = read_scalar(element, key, problems_)) out.push_back(*std::move(text));
}

std::optional<std::string> read_scalar(const YAML::Node& node, std::string_view what, Problems& problems) {
    if (node.IsScalar() && !node.Scalar().empty()) return node.Scalar();
    const bool is_empty = node.IsNull() || node.IsScalar();
    problems.add(node,
                 fmt::format("{}: {}", what, is_empty ? "a value is missing here" : "a single value is expected here"));
    return std::nullopt;
}

std::optional<Code> read_code(const YAML::Node& node, std::string_view what, Problems& problems) {
    const auto text = read_scalar(node, what, problems);
    if (!text) return std::nullopt;
    if (const auto code = Code::parse(*text)) return *code;
    problems.add(node, fmt::format("{}: \"{}\" is not a code: 1 to {} characters of a-z, 0-9, _ and -", what,
                                   text->substr(0, 64), Code::kLengthMax));
    return std::nullopt;
}

std::optional<std::int64_t> read_integer(const YAML::Node& node, std::string_view what, std::int64_t min,
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

std::optional<bool> read_bool(const YAML::Node& node, std::string_view what, Problems& problems) {
    const auto text = read_scalar(node, what, problems);
    if (!text) return std::nullopt;
    if (*text == "true") return true;
    if (*text == "false") return false;
    problems.add(node, fmt::format("{}: write true or false, not \"{}\"", what, text->substr(0, 64)));
    return std::nullopt;
}

std::vector<YAML::Node> read_list(const YAML::Node& node, std::string_view what, Problems& problems) {
    if (!node.IsSequence()) {
        problems.add(node, fmt::format("{}: a list is expected here", what));
        return {};
    }
    return {node.begin(), node.end()};
}

std::vector<YAML::Node> read_one_or_list(const YAML::Node& node, std::string_view what, Problems& problems) {
    if (node.IsScalar()) return {node};
    return read_list(node, what, problems);
}

}  // namespace settle::catalog_yaml
