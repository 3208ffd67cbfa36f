// Errors are values: a Result carries either what was asked for or one code of api/errors.yaml.
#pragma once

#include <expected>
#include <string>
#include <utility>
#include <vector>

#include "base/error_codes.gen.h"

namespace settle {

/// Why something was refused. The text a person reads is made from the code's text in
/// api/errors.yaml, with `params` filled in for {name}.
struct Error {
    ErrorCode code;
    std::string field;   ///< The input that is wrong ("quantities.user"), or empty.
    std::string detail;  ///< For whoever debugs; never shown instead of the text.
    std::vector<std::pair<std::string, std::string>> params;

    Error(ErrorCode error_code, std::string input_field = {}, std::string debug_detail = {})
        : code(error_code), field(std::move(input_field)), detail(std::move(debug_detail)) {}

    Error with(std::string name, std::string value) && {
        params.emplace_back(std::move(name), std::move(value));
        return std::move(*this);
    }
};

template <class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(Error error) { return std::unexpected(std::move(error)); }
inline std::unexpected<Error> fail(ErrorCode code, std::string field = {}, std::string detail = {}) {
    return std::unexpected(Error(code, std::move(field), std::move(detail)));
}

/// The text of `error` in `language` ("fr", "en"; anything else reads English).
std::string text_of(const Error& error, std::string_view language);

}  // namespace settle

/// The value, or the caller returns the error. One per statement.
#define TRY(...)                                                                       \
    __extension__({                                                                    \
        auto try_result = (__VA_ARGS__);                                               \
        if (!try_result) return std::unexpected(std::move(try_result).error());        \
        *std::move(try_result);                                                        \
    })

/// For Result<void>: the caller returns the error, if there is one.
#define TRY_VOID(...)                                                                  \
    do {                                                                               \
        auto try_result = (__VA_ARGS__);                                               \
        if (!try_result) return std::unexpected(std::move(try_result).error());        \
    } while (false)
