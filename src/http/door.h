// Who is calling: keys of servers, sessions of people, and the links that open sessions.
#pragma once

#include <string>

#include "app/access/sign_in.h"
#include "app/context.h"
#include "http/rate_limit.h"
#include "http/router.h"

namespace settle::http {

/// Somebody who was recognised.
struct Visitor {
    Caller caller;
    std::string csrf_token;      ///< Of a person's session; empty for servers.
    std::string session_token;   ///< The same.
    Session session = {};        ///< The same; without a token's digest for servers.
    std::shared_ptr<const Catalog> catalog;
};

class Door {
public:
    explicit Door(Services& services);

    /// A server by its bearer key, else a person by the session cookie. Writes of people must come from
    /// a page of ours: they carry the session's X-CSRF-Token and no foreign origin. Fails with
    /// not_signed_in, csrf_refused, too_many_requests (after many wrong keys from one address).
    Result<Visitor> recognise(const HttpRequest& request);

    /// GET /s/{token}: opens a session and leads to the link's page; a spent link is explained in words.
    HttpResponse sign_in(const HttpRequest& request);

    /// Somebody who is about to sign in: not too often from one address, and what is no GET comes from a page of ours.
    /// Fails with csrf_refused, too_many_requests.
    Result<void> let_knock(const HttpRequest& request);

private:
    Result<Visitor> recognise_server(const HttpRequest& request, std::string_view authorization);
    Result<Visitor> recognise_person(const HttpRequest& request);
    Result<void> check_csrf(const HttpRequest& request, const Session& session) const;
    Result<void> check_origin(const HttpRequest& request) const;
    std::string language_of_caller(const HttpRequest& request, const Visitor& visitor) const;

    Services& services_;
    RateLimiter sign_ins_;
    RateLimiter wrong_keys_;
    RateLimiter knocks_;
};

/// The name that a cookie has in browsers. Over https it has a prefix, so that no other host of the domain, and nobody
/// without TLS, plants one: `__Host-` for one of all paths, else `__Secure-`.
std::string cookie_name(std::string_view name, std::string_view path, const Settings& settings);
/// A Set-Cookie value: `seconds` 0 removes the cookie.
std::string set_cookie(std::string_view name, std::string_view path, std::string_view value, int seconds,
                       const Settings& settings);

/// What the cookie of a session holds, or empty.
std::string_view session_token_of(const HttpRequest& request, const Settings& settings);
/// A Set-Cookie value: `seconds` 0 removes the cookie.
std::string session_cookie(std::string_view token, int seconds, const Settings& settings);

}  // namespace settle::http
