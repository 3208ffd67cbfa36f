// Reading JSON that others sent: strict, with limits, and never throwing.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "wire/json.h"

namespace settle::wire {

/// The largest document that is read, and how deep it may nest.
inline constexpr std::size_t kBytesMax = 128 * 1024;
inline constexpr std::size_t kDepthMax = 16;

/// Fails with body_too_large, body_malformed (saying where).
Result<JsonValue> parse_json(std::string_view text);

/// Whether a text may hold line breaks and tabs.
enum class TextKind : std::uint8_t { kLine, kParagraphs };

/// One object that is being read. Fields are named with the path they have in the whole document.
/// Whatever does not fit fails with field_invalid, field_too_long or field_required.
class ObjectReader {
public:
    /// `value` must be an object with no other fields than `known`. Fails with field_invalid, field_unknown.
    static Result<ObjectReader> open(const JsonValue& value, std::string path, std::span<const std::string_view> known);

    bool has(std::string_view name) const { return find(name) != nullptr; }
    /// Null counts as left out.
    bool has_value(std::string_view name) const;
    const JsonValue* find(std::string_view name) const;
    std::string path_of(std::string_view name) const;

    /// Texts without control characters, of at most `max` characters; empty when left out.
    Result<std::string> text(std::string_view name, std::size_t max, TextKind kind = TextKind::kLine) const;
    /// The same; left out or empty fails with field_required.
    Result<std::string> required_text(std::string_view name, std::size_t max) const;
    /// Whole numbers only, written as such.
    Result<std::optional<std::int64_t>> integer(std::string_view name, std::int64_t min, std::int64_t max) const;
    Result<bool> required_flag(std::string_view name) const;
    Result<const JsonValue*> required(std::string_view name) const;

private:
    ObjectReader(const JsonObject& object, std::string path) : object_(&object), path_(std::move(path)) {}
    const JsonObject* object_;
    std::string path_;
};

/// A value that does not fit; `expected` says what would.
Error unfit(std::string path, std::string expected);

}  // namespace settle::wire
