#include "http/security_headers.h"

namespace settle::http {
namespace {

constexpr const char* kPagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
constexpr const char* kNoPolicy = "default-src 'none'; frame-ancestors 'none'";
constexpr const char* kNoPermissions = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

void add_unless_set(HttpResponse& response, const char* name, const char* value) {
    if (header_of(response.headers, name).empty()) response.headers.emplace_back(name, value);
}

}  // namespace

void add_security_headers(HttpResponse& response, AnswerKind kind) {
    add_unless_set(response, "X-Content-Type-Options", "nosniff");
    add_unless_set(response, "Referrer-Policy", "same-origin");
    add_unless_set(response, "Content-Security-Policy", kind == AnswerKind::kPage ? kPagePolicy : kNoPolicy);
    if (kind == AnswerKind::kApi) add_unless_set(response, "Cache-Control", "no-store");
    if (kind == AnswerKind::kPage) {
        add_unless_set(response, "Cross-Origin-Opener-Policy", "same-origin");
        add_unless_set(response, "Permissions-Policy", kNoPermissions);
    }
}

}  // namespace settle::http
