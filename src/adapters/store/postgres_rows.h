// Many rows in PostgreSQL's binary form, written as they are decided: for COPY, or as an array per column.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace settle::store {

/// Takes the fields of one row after the other, each row in the order of the columns. The server refuses a field whose
/// size is not that of its column's type.
class BinaryRows {
public:
    virtual ~BinaryRows() = default;
    void text(std::string_view value);
    void text_or_null(std::string_view value);  ///< NULL when it is empty.
    void bigint(std::int64_t value);
    void integer(std::int64_t value);
    void day(Date value);
    void day(const std::optional<Date>& value);
    void null();

private:
    /// Where the next field goes.
    virtual std::string& next() = 0;
};

/// The columns named, in this order.
class CopyRows final : public BinaryRows {
public:
    CopyRows(std::string_view table, std::vector<std::string_view> columns);
    bool is_empty() const { return fields_ == 0; }
    std::string statement() const;
    /// With the end; nothing can be added any more.
    std::string_view finish();

private:
    std::string& next() override;

    const std::string_view table_;
    const std::vector<std::string_view> columns_;
    std::string bytes_;
    std::size_t fields_ = 0;
};

/// Arguments of a query that are arrays, all of one length.
class ArrayColumns final : public BinaryRows {
public:
    enum class Type : unsigned { kText = 25, kBigint = 20, kInteger = 23, kDay = 1082 };
    struct Column {
        std::string_view name;  ///< Of the argument.
        Type type;
        std::string bytes = {};
    };
    explicit ArrayColumns(std::vector<Column> columns);
    int size() const { return static_cast<int>(fields_ / columns_.size()); }
    /// With their lengths; nothing can be added any more.
    const std::vector<Column>& finish();

private:
    std::string& next() override;

    std::vector<Column> columns_;
    std::size_t fields_ = 0;
};

}  // namespace settle::store
