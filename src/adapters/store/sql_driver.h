// The thin layer between the store's queries and a database: named arguments in, typed rows out.
#pragma once

#include <functional>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "adapters/store/enum_text.h"
#include "adapters/store/sql.gen.h"
#include "base/code.h"
#include "base/date.h"
#include "base/id.h"
#include "base/money.h"
#include "base/result.h"

namespace settle::store {

/// What a query gets for one name. Texts are not copied: they must outlive the call.
class Value {
public:
    template <class Integer>
        requires std::is_integral_v<Integer>
    Value(Integer number) : content_(static_cast<std::int64_t>(number)) {}
    Value(std::string_view text) : content_(text) {}
    Value(const std::string& text) : content_(std::string_view(text)) {}
    Value(const char* text) : content_(std::string_view(text)) {}
    Value(const Code& code) : content_(code.view()) {}
    Value(Date day) : content_(day.str()) {}
    Value(Instant instant) : content_(instant.micros) {}
    template <class Tag>
    Value(const Id<Tag>& id) : content_(id.view()) {}
    template <class T>
    Value(const std::optional<T>& maybe) {
        if (maybe) *this = Value(*maybe);
    }
    /// NULL for an empty id, so that a foreign key skips it.
    template <class Tag>
    static Value null_if_empty(const Id<Tag>& id) {
        return id.empty() ? Value() : Value(id);
    }
    const auto& content() const { return content_; }

private:
    Value() = default;
    std::variant<std::monostate, std::int64_t, std::string_view, std::string> content_;
};

struct Arg {
    std::string_view name;
    Value value;
};
using Args = std::initializer_list<Arg>;

/// The cells of the row a driver stands on. Views last until it moves on.
class Cells {
public:
    virtual ~Cells() = default;
    /// The index of the column; `expected` is tried first, because readers go from left to right.
    virtual int index_of(std::string_view column, int expected) const = 0;
    virtual bool is_null(int index) const = 0;
    virtual std::int64_t integer(int index) const = 0;
    virtual std::string_view text(int index) const = 0;
};

/// Reads a row by column name. A cell that does not parse reads as an empty value, and error() tells:
/// readers stay one expression long and nothing unreadable is passed on.
class Row {
public:
    explicit Row(const Cells& cells) : cells_(cells) {}

    bool is_null(std::string_view column) { return cells_.is_null(find(column)); }
    std::int64_t integer(std::string_view column) { return cells_.integer(find(column)); }
    std::string_view view(std::string_view column) { return cells_.text(find(column)); }
    std::string text(std::string_view column) { return std::string(view(column)); }
    int small(std::string_view column) { return static_cast<int>(integer(column)); }
    bool flag(std::string_view column) { return integer(column) != 0; }
    Instant instant(std::string_view column) { return {integer(column)}; }
    std::optional<Instant> maybe_instant(std::string_view column) {
        return is_null(column) ? std::nullopt : std::optional(instant(column));
    }
    Date day(std::string_view column) { return keep(column, Date::parse(view(column)), Date()); }
    std::optional<Date> maybe_day(std::string_view column) {
        return is_null(column) ? std::nullopt : std::optional(day(column));
    }
    /// Empty text is the empty code.
    Code code(std::string_view column) {
        const std::string_view cell = view(column);
        return cell.empty() ? Code() : keep(column, Code::parse(cell), Code());
    }
    /// NULL is the empty id.
    template <class IdType>
    IdType id(std::string_view column) {
        return IdType(view(column));
    }
    Currency currency(std::string_view column) { return keep(column, Currency::parse(view(column)), kEuro); }
    Money money(std::string_view column, std::string_view currency_column = "currency") {
        const std::int64_t minor = integer(column);
        return {minor, currency(currency_column)};
    }
    template <class E>
    E name(std::string_view column, E last) {
        return keep(column, enum_of(view(column), last), E{});
    }
    /// The value of something packed into a cell.
    template <class T>
    T keep(std::string_view column, Result<T> parsed, T otherwise) {
        if (parsed) return *std::move(parsed);
        if (!error_)
            error_ = Error(ErrorCode::kStoreFailed, {},
                           "unreadable column " + std::string(column) + ": " + parsed.error().detail);
        return otherwise;
    }
    const std::optional<Error>& error() const { return error_; }

private:
    int find(std::string_view column) {
        const int index = cells_.index_of(column, next_);
        next_ = index + 1;
        return index;
    }
    const Cells& cells_;
    int next_ = 0;
    std::optional<Error> error_;
};

/// One connection that runs the named queries. Fails with store_busy, store_failed, or the code that
/// constraint_codes.h gives to the unique rule that was broken.
class Driver {
public:
    virtual ~Driver() = default;
    /// Answers how many rows were written.
    virtual Result<std::int64_t> run(const sql::Query& query, Args args) = 0;
    /// Calls `on_row` for each row, until it fails.
    virtual Result<void> each(const sql::Query& query, Args args, const std::function<Result<void>(Row&)>& on_row) = 0;
    /// Runs `work` so that it leaves nothing behind when it fails, even if the caller then goes on.
    virtual Result<void> all_or_nothing(const std::function<Result<void>()>& work) = 0;

    template <class Read>
    auto all(const sql::Query& query, Args args, Read read) -> Result<std::vector<std::invoke_result_t<Read, Row&>>> {
        std::vector<std::invoke_result_t<Read, Row&>> found;
        TRY_VOID(each(query, args, [&](Row& row) -> Result<void> {
            auto value = read(row);
            if (row.error()) return fail(*row.error());
            found.push_back(std::move(value));
            return {};
        }));
        return found;
    }
    /// The first row, if any.
    template <class Read>
    auto first(const sql::Query& query, Args args, Read read)
        -> Result<std::optional<std::invoke_result_t<Read, Row&>>> {
        auto found = TRY(all(query, args, std::move(read)));
        if (found.empty()) return std::nullopt;
        return std::move(found.front());
    }
};

}  // namespace settle::store
