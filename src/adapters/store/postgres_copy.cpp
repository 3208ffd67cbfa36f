#include "adapters/store/postgres_copy.h"

#include "adapters/store/postgres_text.h"
#include "base/ensure.h"

namespace settle::store {
namespace {

constexpr unsigned kBigint = 20, kSmallint = 21, kInteger = 23, kDate = 1082, kText = 25, kFixedText = 1042,
                   kVaryingText = 1043;

/// In network order.
template <class Integer>
void append(std::string& bytes, Integer number) {
    const auto unsigned_number = static_cast<std::make_unsigned_t<Integer>>(number);
    for (std::size_t shift = sizeof(Integer) * 8; shift > 0; shift -= 8)
        bytes.push_back(static_cast<char>(unsigned_number >> (shift - 8) & 0xffU));
}

template <class Integer>
void append_number(std::string& bytes, std::int64_t number) {
    ENSURE(std::in_range<Integer>(number));
    append(bytes, static_cast<std::int32_t>(sizeof(Integer)));
    append(bytes, static_cast<Integer>(number));
}

void append_text(std::string& bytes, unsigned type, std::string_view text, std::string& buffer) {
    if (type == kDate) {
        const auto day = Date::parse(text);
        ENSURE(day.has_value());
        const auto since = day->days() - Date(2000, 1, 1).days();
        return append_number<std::int32_t>(bytes, since.count());
    }
    ENSURE(type == kText || type == kFixedText || type == kVaryingText);
    const std::string_view sent = to_postgres(text, buffer);
    append(bytes, static_cast<std::int32_t>(sent.size()));
    bytes.append(sent);
}

void append_value(std::string& bytes, unsigned type, const Value& value, std::string& buffer) {
    const auto& content = value.content();
    if (const auto* number = std::get_if<std::int64_t>(&content)) {
        if (type == kBigint) return append_number<std::int64_t>(bytes, *number);
        if (type == kInteger) return append_number<std::int32_t>(bytes, *number);
        ENSURE(type == kSmallint);
        return append_number<std::int16_t>(bytes, *number);
    }
    if (const auto* view = std::get_if<std::string_view>(&content)) return append_text(bytes, type, *view, buffer);
    if (const auto* text = std::get_if<std::string>(&content)) return append_text(bytes, type, *text, buffer);
    append(bytes, std::int32_t{-1});
}

}  // namespace

std::string binary_rows(std::span<const unsigned> types, std::span<const Value> values) {
    ENSURE(!types.empty() && values.size() % types.size() == 0);
    std::string bytes("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", 19);
    std::string buffer;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i % types.size() == 0) append(bytes, static_cast<std::int16_t>(types.size()));
        append_value(bytes, types[i % types.size()], values[i], buffer);
    }
    append(bytes, std::int16_t{-1});
    return bytes;
}

}  // namespace settle::store
