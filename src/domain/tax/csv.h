// Lines of the tables that come with the product.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace settle::tax {

using Fields = std::vector<std::string>;

/// Says in which table and line something cannot be read: file_malformed.
std::unexpected<Error> malformed(std::string_view table, std::size_t line, std::string reason);

/// Every line of `csv` but empty ones, as the fields of `columns` in that order, wherever the file has them; `take`
/// gets them with the line's number. A field in quotes may hold commas, and a quote written twice is one; no field runs
/// over several lines. Fails with file_malformed, and as `take` does.
template <class Take>
Result<void> each_row(std::string_view csv, std::string_view table, std::span<const std::string_view> columns,
                      const Take& take);

/// What `each_row` is made of.
class Lines {
public:
    /// Fails with file_malformed when the first line misses one of the columns.
    static Result<Lines> open(std::string_view csv, std::string_view table, std::span<const std::string_view> columns);
    /// Nothing at the end.
    Result<std::optional<Fields>> next();
    std::size_t line() const { return line_; }

private:
    Lines(std::string_view rest, std::string_view table) : rest_(rest), table_(table) {}

    std::string_view rest_;
    std::string_view table_;
    std::vector<std::size_t> positions_;
    std::size_t line_ = 1;
};

template <class Take>
Result<void> each_row(std::string_view csv, std::string_view table, std::span<const std::string_view> columns,
                      const Take& take) {
    Lines lines = TRY(Lines::open(csv, table, columns));
    while (true) {
        const auto fields = TRY(lines.next());
        if (!fields) return {};
        TRY_VOID(take(*fields, lines.line()));
    }
}

}  // namespace settle::tax
