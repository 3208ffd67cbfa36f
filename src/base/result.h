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

// Each expansion has its own variable, so that one TRY may stand inside the argument of another.
#define SETTLE_TRY_NAME(counter) try_result_##counter
#define SETTLE_TRY(counter, ...)                                                                            \
    __extension__({                                                                                         \
        auto SETTLE_TRY_NAME(counter) = (__VA_ARGS__);                                                      \
        if (!SETTLE_TRY_NAME(counter)) return std::unexpected(std::move(SETTLE_TRY_NAME(counter)).error()); \
        *std::move(SETTLE_TRY_NAME(counter));                                                               \
    })
#define SETTLE_TRY_VOID(counter, ...)                                                                       \
    do {                                                                                                    \
        auto SETTLE_TRY_NAME(counter) = (__VA_ARGS__);                                                      \
        if (!SETTLE_TRY_NAME(counter)) return std::unexpected(std::move(SETTLE_TRY_NAME(counter)).error()); \
    } while (false)
#define SETTLE_TRY_COUNTED(counter, ...) SETTLE_TRY(counter, __VA_ARGS__)
#define SETTLE_TRY_VOID_COUNTED(counter, ...) SETTLE_TRY_VOID(counter, __VA_ARGS__)

/// The value, or the caller returns the error.
#define TRY(...) SETTLE_TRY_COUNTED(__COUNTER__, __VA_ARGS__)
/// For Result<void>: the caller returns the error, if there is one.
#define TRY_VOID(...) SETTLE_TRY_VOID_COUNTED(__COUNTER__, __VA_ARGS__)
