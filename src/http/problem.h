// Errors as people and programs read them over HTTP: application/problem+json (RFC 9457).
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "base/http_message.h"
#include "base/result.h"

namespace settle::http {

/// The languages every error text exists in; the first one is spoken when none was asked for.
inline constexpr std::array<std::string_view, 2> kErrorLanguages = {"en", "fr"};

/// {type, title, status, code, detail, field?, request_id}; the debug detail of `error` is never shown.
HttpResponse problem(const Error& error, std::string_view language, std::string_view request_id);
/// The same, in the language and with the request id that `request` carries.
HttpResponse problem(const Error& error, const HttpRequest& request);

/// Which of `supported` (at least one) the Accept-Language header likes best; the first one without it.
std::string_view language_of(const Headers& headers, std::span<const std::string_view> supported);

}  // namespace settle::http
