#include "http/door.h"

#include "app/people/members.h"
#include "base/hash.h"
#include "http/address.h"
#include "http/handlers/open_call.h"
#include "http/plain_page.h"
#include "http/problem.h"
#include "http/query.h"
#include "http/security_headers.h"
#include "wire/offer.h"
#include "wire/texts.h"

namespace settle::http {
namespace {

using namespace std::chrono_literals;

// A whole company may sit behind one address.
constexpr RateLimit kSignInLimit{.burst = 100, .one_per = 200ms};
constexpr RateLimit kWrongKeyLimit{.burst = 100, .one_per = 500ms};
constexpr RateLimit kKnockLimit{.burst = 100, .one_per = 500ms};

constexpr std::string_view kSessionCookie = "settle_session";

std::chrono::steady_clock::time_point ticks() { return std::chrono::steady_clock::now(); }

bool is_write(const HttpRequest& request) { return request.method != "GET" && request.method != "HEAD"; }

Error too_many(int seconds) { return Error(ErrorCode::kTooManyRequests).with("seconds", fmt::to_string(seconds)); }

std::string spent_page(std::string_view language) {
    return plain_page({.language = language,
                       .title = wire::phrase(wire::Phrase::kLinkSpentTitle, language),
                       .text = wire::phrase(wire::Phrase::kLinkSpentText, language),
                       .href = {},
                       .link = {}});
}

// Whoever is shut out learns whom to write to.
std::string blocked_page(const Error& error, std::string_view language) {
    std::string address;
    for (const auto& [name, value] : error.params)
        if (name == "email") address = value;
    const std::string href = address.empty() ? "" : "mailto:" + address;
    return plain_page(
        {.language = language, .title = text_of(error, language), .text = {}, .href = href, .link = address});
}

HttpResponse page(int status, std::string body) {
    HttpResponse response{
        status, {{"Content-Type", "text/html; charset=utf-8"}, {"Cache-Control", "no-store"}}, std::move(body)};
    add_security_headers(response, AnswerKind::kPage);
    return response;
}

}  // namespace

std::string cookie_name(std::string_view name, std::string_view path, const Settings& settings) {
    if (!settings.public_url.starts_with("https://")) return std::string(name);
    return fmt::format("{}{}", path == "/" ? "__Host-" : "__Secure-", name);
}

std::string set_cookie(std::string_view name, std::string_view path, std::string_view value, int seconds,
                       const Settings& settings) {
    const std::string_view secure = settings.public_url.starts_with("https://") ? "; Secure" : "";
    return fmt::format("{}={}; Path={}; Max-Age={}; HttpOnly; SameSite=Lax{}", cookie_name(name, path, settings), value,
                       path, seconds, secure);
}

std::string_view session_token_of(const HttpRequest& request, const Settings& settings) {
    return cookie_of(request.headers, cookie_name(kSessionCookie, "/", settings));
}

std::string session_cookie(std::string_view token, int seconds, const Settings& settings) {
    return set_cookie(kSessionCookie, "/", token, seconds, settings);
}

Door::Door(Services& services)
    : services_(services), sign_ins_(kSignInLimit), wrong_keys_(kWrongKeyLimit), knocks_(kKnockLimit) {}

Result<Visitor> Door::recognise(const HttpRequest& request) {
    const std::string_view authorization = header_of(request.headers, "Authorization");
    Visitor visitor =
        authorization.empty() ? TRY(recognise_person(request)) : TRY(recognise_server(request, authorization));
    visitor.catalog = TRY(services_.catalogs.find(visitor.caller.vendor));
    visitor.caller.language = language_of_caller(request, visitor);
    return visitor;
}

Result<Visitor> Door::recognise_server(const HttpRequest& request, std::string_view authorization) {
    constexpr std::string_view kScheme = "bearer ";
    const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
    const bool is_bearer = std::ranges::equal(authorization.substr(0, kScheme.size()), kScheme, same);
    auto key =
        is_bearer ? find_api_key(services_, authorization.substr(kScheme.size())) : fail(ErrorCode::kNotSignedIn);
    if (!key) {
        if (key.error().code == ErrorCode::kNotSignedIn)
            if (const auto wait = wrong_keys_.seconds_to_wait(caller_at(request.remote_address), ticks()))
                return fail(too_many(*wait));
        return fail(key.error());
    }
    Visitor visitor;
    visitor.caller.vendor = key->vendor;
    visitor.caller.actor = {Actor::Kind::kServer, {}, key->id};
    return visitor;
}

Result<Visitor> Door::recognise_person(const HttpRequest& request) {
    const std::string_view token = session_token_of(request, services_.settings);
    Session session = TRY(find_session(services_, token));
    TRY_VOID(check_csrf(request, session));
    Visitor visitor;
    visitor.caller.vendor = session.vendor;
    visitor.caller.actor = session.actor;
    visitor.caller.customer = session.customer;
    visitor.caller.member = session.member;
    visitor.csrf_token = session.csrf_token;
    visitor.session_token = token;
    visitor.session = std::move(session);
    return visitor;
}

Result<void> Door::let_knock(const HttpRequest& request) {
    if (is_write(request)) TRY_VOID(check_origin(request));
    if (const auto wait = knocks_.seconds_to_wait(caller_at(request.remote_address), ticks()))
        return fail(too_many(*wait));
    return {};
}

Result<void> Door::check_csrf(const HttpRequest& request, const Session& session) const {
    if (!is_write(request)) return {};
    if (!equal_secret(header_of(request.headers, "X-CSRF-Token"), session.csrf_token))
        return fail(ErrorCode::kCsrfRefused);
    return check_origin(request);
}

Result<void> Door::check_origin(const HttpRequest& request) const {
    const std::string_view site = header_of(request.headers, "Sec-Fetch-Site");
    if (!site.empty() && site != "same-origin") return fail(ErrorCode::kCsrfRefused);
    const std::string_view origin = header_of(request.headers, "Origin");
    if (origin.empty() || origin == services_.settings.public_url) return {};
    // Behind a proxy the address that people type may differ from the configured one.
    const std::string_view host = header_of(request.headers, "Host");
    const auto scheme_end = origin.find("://");
    if (scheme_end != std::string_view::npos && !host.empty() && origin.substr(scheme_end + 3) == host) return {};
    return fail(ErrorCode::kCsrfRefused);
}

std::string Door::language_of_caller(const HttpRequest& request, const Visitor& visitor) const {
    const Caller& caller = visitor.caller;
    if (!header_of(request.headers, "Accept-Language").empty()) {
        std::vector<std::string_view> spoken(visitor.catalog->languages.begin(), visitor.catalog->languages.end());
        if (spoken.empty()) return "en";
        return std::string(language_of(request.headers, spoken));
    }
    if (const auto member = find_caller({services_, caller}); member && *member)
        return wire::language_for(*visitor.catalog, (*member)->language);
    return wire::language_for(*visitor.catalog, "");
}

HttpResponse Door::sign_in(const HttpRequest& request) {
    if (const auto wait = sign_ins_.seconds_to_wait(caller_at(request.remote_address), ticks())) {
        return problem(too_many(*wait), request);
    }
    // A program that only looks at the link must not use it up.
    if (request.method != "GET") return page(200, {});
    const auto signed_in =
        settle::sign_in(services_, std::string_view(request.path).substr(3), doorstep_of(request, {}).agent);
    if (!signed_in) {
        const Error& error = signed_in.error();
        const std::string_view language = language_of(request.headers, kErrorLanguages);
        if (error.code == ErrorCode::kSignInLinkSpent) return page(status_of(error.code), spent_page(language));
        if (error.code == ErrorCode::kCustomerBlocked)
            return page(status_of(error.code), blocked_page(error, language));
        return problem(error, request);
    }
    HttpResponse response = page(303, {});
    response.headers.emplace_back("Location", signed_in->target);
    response.headers.emplace_back("Set-Cookie",
                                  session_cookie(signed_in->token, signed_in->seconds, services_.settings));
    return response;
}

}  // namespace settle::http
