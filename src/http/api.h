// The whole HTTP side behind two functions: what a server needs to answer every request.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "app/context.h"
#include "http/door.h"
#include "http/handlers/open_call.h"
#include "http/handlers/operations.h"
#include "http/live.h"
#include "http/metrics.h"
#include "http/rate_limit.h"
#include "http/router.h"
#include "http/static_pages.h"

namespace settle::http {

struct ApiOptions {
    /// Built files of portal and desk; those in the binary unless a test brings others.
    std::span<const PageFile> pages = kEmbeddedPages;
    /// Pictures of vendors: "/brand/<vendor>/logo.svg" -> the file's bytes.
    std::map<std::string, std::string, std::less<>> pictures = {};
    /// Addresses of proxies in front: of their requests, the last address of X-Forwarded-For is who sent them.
    std::vector<std::string> trusted_proxies = {};
    /// Events are delivered: /metrics says how many wait.
    bool tells_events = false;
    /// Mails are sent: the same of them.
    bool sends_mails = false;
    /// Who changed, for pages that follow it; outlives the API. Without it they are told nothing.
    ChangeFeed* changes = nullptr;
    LiveOptions live = {};
};

/// All operations of the contract, the sign-in links, pages and pictures. Safe to call from any thread.
class Api {
public:
    /// `services` outlives this object. Breaks its contract when an operation lacks its handler, or the
    /// other way round.
    explicit Api(Services& services, ApiOptions options = {});

    /// Answers on a worker thread.
    Answered handle(const HttpRequest& request);
    /// Before the server stops: pages that follow what changes are let go.
    void end_streams() { live_.stop(); }
    /// Answers at once what needs neither store nor provider: pages, pictures, /healthz, the contract.
    std::optional<HttpResponse> handle_fast(const HttpRequest& request) const;

    /// The routes of the contract.
    std::span<const Route> routes() const { return router_.routes(); }

private:
    Answered handle_from(const HttpRequest& request);
    std::optional<std::string> address_behind_proxy(const HttpRequest& request) const;
    RouteHandler handler_of(std::string_view operation_id);
    HttpResponse answer(const Handled& operation, const RoutedRequest& routed);
    HttpResponse answer_open(const OpenHandled& operation, const RoutedRequest& routed);
    Answered answer_followed(const RoutedRequest& routed);
    Result<Reply> answer_known(const Handled& operation, Call& call);
    HttpResponse receive_webhook(const HttpRequest& request);
    HttpResponse readyz();
    std::string run_metrics();
    std::string event_metrics();
    std::string mail_metrics();

    Services& services_;
    ApiOptions options_;
    Metrics metrics_;
    Door door_;
    RateLimiter register_questions_;
    LiveStreams live_;
    StaticPages pages_;
    Router router_;
};

}  // namespace settle::http
