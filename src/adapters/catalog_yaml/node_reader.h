// Typed reading of YAML nodes: whatever is wrong becomes a problem at its line, and reading goes on.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/yaml_node.h"

#include "adapters/catalog_yaml/catalog_reader.h"
#include "base/code.h"

namespace settle::catalog_yaml {

/// What is wrong in one file.
class Problems {
public:
    explicit Problems(std::string file) : file_(std::move(file)) {}

    void add(const YamlNode& where, std::string message) { add(where.line(), where.column(), std::move(message)); }
    void add(int line, int column, std::string message) { found_.push_back({file_, line, column, std::move(message)}); }
    void add_whole_file(std::string message) { found_.push_back({file_, 0, 0, std::move(message)}); }
    std::size_t count() const { return found_.size(); }
    const std::string& file() const { return file_; }
    std::vector<CatalogProblem> take() { return std::move(found_); }

private:
    std::string file_;
    std::vector<CatalogProblem> found_;
};

/// A mapping of which every key is looked at. `what` names it in problems ("plan", "rule").
class MapReader {
public:
    /// With `known` empty any key is allowed (codes, currencies). A node that is no mapping reads as an empty one.
    MapReader(const YamlNode& node, std::string_view what, std::span<const std::string_view> known, Problems& problems);

    struct Entry {
        std::string key;
        YamlNode key_node;
        YamlNode value;
    };
    const std::vector<Entry>& entries() const& { return entries_; }
    /// By value, so that a loop over a temporary reader's entries keeps them.
    std::vector<Entry> entries() && { return std::move(entries_); }
    const YamlNode& node() const { return node_; }
    /// The value under `key`; null when the key is absent.
    const YamlNode* find(std::string_view key) const;
    /// As find; an absent key is a problem.
    const YamlNode* require(std::string_view key) const;
    Problems& problems() const { return problems_; }

    /// Left as it was when the key is absent or the value wrong.
    void read(std::string_view key, std::string& out) const;
    void read(std::string_view key, bool& out) const;
    void read(std::string_view key, Code& out) const;
    /// A whole number from `min` to `max`.
    void read(std::string_view key, std::int64_t& out, std::int64_t min, std::int64_t max) const;
    void read(std::string_view key, int& out, int min, int max) const;
    void read(std::string_view key, std::vector<std::string>& out) const;

private:
    YamlNode node_;
    std::string what_;
    Problems& problems_;
    std::vector<Entry> entries_;
    std::vector<std::string> empty_keys_;  // Known keys without a value, reported already.
};

/// The text of a scalar, exactly as written; nothing (and a problem) for anything else or an empty one.
std::optional<std::string> read_scalar(const YamlNode& node, std::string_view what, Problems& problems);
std::optional<Code> read_code(const YamlNode& node, std::string_view what, Problems& problems);
std::optional<std::int64_t> read_integer(const YamlNode& node, std::string_view what, std::int64_t min,
                                         std::int64_t max, Problems& problems);
std::optional<bool> read_bool(const YamlNode& node, std::string_view what, Problems& problems);
/// The elements of a sequence; a problem and none for anything else.
std::vector<YamlNode> read_list(const YamlNode& node, std::string_view what, Problems& problems);
/// As read_list, but one scalar alone counts as a list of one.
std::vector<YamlNode> read_one_or_list(const YamlNode& node, std::string_view what, Problems& problems);

/// A word and what it means.
template <class E>
struct Named {
    std::string_view name;
    E value;
};

/// The value that `node` names; an unknown word is a problem that suggests the nearest one.
template <class E, std::size_t N>
std::optional<E> read_named(const YamlNode& node, std::string_view what, const Named<E> (&names)[N],
                            Problems& problems);

void add_unknown(const YamlNode& node, std::string_view what, std::string_view typed,
                 std::span<const std::string_view> known, Problems& problems);

template <class E, std::size_t N>
std::optional<E> read_named(const YamlNode& node, std::string_view what, const Named<E> (&names)[N],
                            Problems& problems) {
    const auto text = read_scalar(node, what, problems);
    if (!text) return std::nullopt;
    std::string_view known[N];
    for (std::size_t i = 0; i < N; ++i) {
        if (names[i].name == *text) return names[i].value;
        known[i] = names[i].name;
    }
    add_unknown(node, what, *text, known, problems);
    return std::nullopt;
}

}  // namespace settle::catalog_yaml
