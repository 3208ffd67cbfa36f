// Typed reading of one mapping of a story; the first thing that is wrong ends the reading.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "base/yaml_node.h"

#include "cli/story.h"

namespace settle::cli {

/// The line of `node` in its file, from 1.
int line_of(const YamlNode& node);

/// `unknown step "subscibe"; did you mean "subscribe"?`, or with a list of what there is.
std::string unknown_word(std::string_view what, std::string_view typed, std::span<const std::string_view> known);

class Fields {
public:
    /// Fails with file_malformed when `node` is no mapping or has a key that is unknown or stands twice.
    static Result<Fields> of(const std::string& file, const YamlNode& node, std::string what,
                             std::span<const std::string_view> known);

    /// The value under `key`, if it is there and not null.
    std::optional<YamlNode> find(std::string_view key) const;
    Result<YamlNode> require(std::string_view key) const;
    /// A single value; absent reads as nothing. Fails with file_malformed for a list or a mapping.
    Result<std::optional<std::string>> text(std::string_view key) const;
    Result<std::string> text_or(std::string_view key, std::string fallback) const;
    Result<std::optional<std::int64_t>> whole(std::string_view key, std::int64_t min, std::int64_t max) const;
    Result<std::optional<LocalTime>> time(std::string_view key) const;
    /// A whole day.
    Result<std::optional<Date>> day(std::string_view key) const;
    /// The position of the word under `key` in `words`; absent reads as nothing.
    Result<std::optional<std::size_t>> word(std::string_view key, std::span<const std::string_view> words) const;

    int line() const { return line_of(node_); }
    int line_of_key(std::string_view key) const;
    const std::string& file() const { return *file_; }
    std::unexpected<Error> error_at(const YamlNode& node, std::string reason) const {
        return file_error(*file_, line_of(node), std::move(reason));
    }

private:
    Fields(const std::string& file, YamlNode node, std::string what)
        : file_(&file), node_(std::move(node)), what_(std::move(what)) {}
    const std::string* file_;
    YamlNode node_;
    std::string what_;
};

/// A whole number as it was written. Fails with file_malformed.
Result<std::int64_t> read_whole(const std::string& file, const YamlNode& node, std::string_view what, std::int64_t min,
                                std::int64_t max);

}  // namespace settle::cli
