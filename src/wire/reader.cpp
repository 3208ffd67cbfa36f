#include "wire/reader.h"

namespace settle::wire {
namespace {

bool has_control(std::string_view text, TextKind kind) {
    return std::ranges::any_of(text, [&](char c) {
        if (kind == TextKind::kParagraphs && (c == '\n' || c == '\r' || c == '\t')) return false;
        return static_cast<unsigned char>(c) < ' ' || c == 127;
    });
}

Error malformed(std::string reason) { return Error(ErrorCode::kBodyMalformed).with("reason", std::move(reason)); }

}  // namespace

Error unfit(std::string path, std::string expected) {
    return Error(ErrorCode::kFieldInvalid, std::move(path)).with("expected", std::move(expected));
}

Result<JsonValue> parse_json(std::string_view text) {
    if (text.size() > kBytesMax) return fail(Error(ErrorCode::kBodyTooLarge).with("max", fmt::to_string(kBytesMax)));
    boost::json::parse_options options;
    options.max_depth = kDepthMax;
    boost::json::stream_parser parser({}, options);
    boost::json::error_code failure;
    const std::size_t read = parser.write_some(text.data(), text.size(), failure);
    if (failure == boost::json::error::too_deep) return fail(malformed(fmt::format("depth > {}", kDepthMax)));
    if (failure || read < text.size()) return fail(malformed(fmt::format("position {}", read + 1)));
    parser.finish(failure);
    if (failure) return fail(malformed(fmt::format("position {}", read + 1)));
    return parser.release();
}

Result<ObjectReader> ObjectReader::open(const JsonValue& value, std::string path,
                                        std::span<const std::string_view> known) {
    if (!value.is_object()) return fail(unfit(std::move(path), "object"));
    ObjectReader reader(value.get_object(), std::move(path));
    for (const auto& member : *reader.object_) {
        const std::string_view name(member.key().data(), member.key().size());
        if (std::ranges::find(known, name) == known.end())
            return fail(Error(ErrorCode::kFieldUnknown, reader.path_of(name)).with("value", std::string(name)));
    }
    return reader;
}

const JsonValue* ObjectReader::find(std::string_view name) const { return object_->if_contains(view(name)); }

bool ObjectReader::has_value(std::string_view name) const {
    const JsonValue* value = find(name);
    return value != nullptr && !value->is_null();
}

std::string ObjectReader::path_of(std::string_view name) const {
    return path_.empty() ? std::string(name) : fmt::format("{}.{}", path_, name);
}

Result<std::string> ObjectReader::text(std::string_view name, std::size_t max, TextKind kind) const {
    const JsonValue* value = find(name);
    if (value == nullptr) return std::string();
    if (!value->is_string()) return fail(unfit(path_of(name), "string"));
    const std::string_view text = view(value->get_string());
    if (count_characters(text) > max)
        return fail(Error(ErrorCode::kFieldTooLong, path_of(name)).with("max", fmt::to_string(max)));
    if (has_control(text, kind)) return fail(unfit(path_of(name), "≥ U+0020"));
    return std::string(text);
}

Result<std::string> ObjectReader::required_text(std::string_view name, std::size_t max) const {
    std::string found = TRY(text(name, max));
    if (found.empty()) return fail(ErrorCode::kFieldRequired, path_of(name));
    return found;
}

Result<std::optional<std::int64_t>> ObjectReader::integer(std::string_view name, std::int64_t min,
                                                          std::int64_t max) const {
    const JsonValue* value = find(name);
    if (value == nullptr) return std::optional<std::int64_t>();
    if (!value->is_int64() || value->get_int64() < min || value->get_int64() > max)
        return fail(unfit(path_of(name), fmt::format("{} … {}", min, max)));
    return std::optional(value->get_int64());
}

Result<bool> ObjectReader::required_flag(std::string_view name) const {
    const JsonValue* value = TRY(required(name));
    if (!value->is_bool()) return fail(unfit(path_of(name), "true, false"));
    return value->get_bool();
}

Result<const JsonValue*> ObjectReader::required(std::string_view name) const {
    const JsonValue* value = find(name);
    if (value == nullptr) return fail(ErrorCode::kFieldRequired, path_of(name));
    return value;
}

}  // namespace settle::wire
