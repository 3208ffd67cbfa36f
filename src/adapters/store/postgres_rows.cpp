#include "adapters/store/postgres_rows.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "adapters/store/postgres_text.h"
#include "base/ensure.h"

namespace settle::store {
namespace {

/// In network order.
template <class Integer>
void put(char* at, Integer number) {
    const auto bits = static_cast<std::make_unsigned_t<Integer>>(number);
    for (std::size_t i = 0; i < sizeof(Integer); ++i)
        at[i] = static_cast<char>(bits >> (sizeof(Integer) - 1 - i) * 8 & 0xffU);
}

template <class Integer>
void append(std::string& bytes, Integer number) {
    char digits[sizeof(Integer)];
    put(digits, number);
    bytes.append(digits, sizeof digits);
}

template <class Integer>
void append_field(std::string& bytes, std::int64_t number) {
    ENSURE(std::in_range<Integer>(number));
    append(bytes, static_cast<std::int32_t>(sizeof(Integer)));
    append(bytes, static_cast<Integer>(number));
}

// Dimensions, whether there are NULLs, the type; the length and the first index of the one dimension.
constexpr std::size_t kArrayHead = 20, kArrayLength = 12;

}  // namespace

void BinaryRows::text(std::string_view value) {
    std::string changed;
    const std::string_view sent = to_postgres(value, changed);
    std::string& bytes = next();
    append(bytes, static_cast<std::int32_t>(sent.size()));
    bytes.append(sent);
}

void BinaryRows::text_or_null(std::string_view value) {
    if (value.empty()) null();
    else text(value);
}

void BinaryRows::bigint(std::int64_t value) { append_field<std::int64_t>(next(), value); }
void BinaryRows::integer(std::int64_t value) { append_field<std::int32_t>(next(), value); }

void BinaryRows::day(Date value) {
    constexpr Date kFirst(2000, 1, 1);
    append_field<std::int32_t>(next(), value - kFirst);
}

void BinaryRows::day(const std::optional<Date>& value) {
    if (value) day(*value);
    else null();
}

void BinaryRows::null() { append(next(), std::int32_t{-1}); }

CopyRows::CopyRows(std::string_view table, std::vector<std::string_view> columns)
    : table_(table), columns_(std::move(columns)), bytes_("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", 19) {}

std::string CopyRows::statement() const {
    return fmt::format("COPY {} ({}) FROM STDIN (FORMAT binary)", table_, fmt::join(columns_, ", "));
}

std::string& CopyRows::next() {
    if (fields_++ % columns_.size() == 0) append(bytes_, static_cast<std::int16_t>(columns_.size()));
    return bytes_;
}

std::string_view CopyRows::finish() {
    ENSURE(fields_ % columns_.size() == 0);
    append(bytes_, std::int16_t{-1});
    return bytes_;
}

ArrayColumns::ArrayColumns(std::vector<Column> columns) : columns_(std::move(columns)) {
    for (Column& column : columns_) {
        append(column.bytes, std::int32_t{1});
        append(column.bytes, std::int32_t{1});
        append(column.bytes, static_cast<std::int32_t>(column.type));
        append(column.bytes, std::int32_t{0});
        append(column.bytes, std::int32_t{1});
        ENSURE(column.bytes.size() == kArrayHead);
    }
}

std::string& ArrayColumns::next() { return columns_[fields_++ % columns_.size()].bytes; }

const std::vector<ArrayColumns::Column>& ArrayColumns::finish() {
    ENSURE(fields_ > 0 && fields_ % columns_.size() == 0);
    for (Column& column : columns_) put(column.bytes.data() + kArrayLength, static_cast<std::int32_t>(size()));
    return columns_;
}

}  // namespace settle::store
