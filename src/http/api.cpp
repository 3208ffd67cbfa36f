#include "http/api.h"

#include "app/access/repetition.h"
#include "app/payment/receive_webhook.h"
#include "base/hash.h"
#include "base/text.h"
#include "http/address.h"
#include "http/contract.h"
#include "http/handlers/audit.h"
#include "http/handlers/demos.h"
#include "http/handlers/desk.h"
#include "http/handlers/ledger.h"
#include "http/handlers/numbers.h"
#include "http/problem.h"
#include "http/security_headers.h"

namespace settle::http {
namespace {

using namespace std::chrono_literals;

// The register is a public service: nobody needs more than this of it.
constexpr RateLimit kRegisterLimit{.burst = 60, .one_per = 1000ms};
constexpr std::size_t kKeyLength = 255;
// After these, whoever still listens with a session that ended is let go.
constexpr std::string_view kEndSessions[] = {"sign_out", "end_session", "end_other_sessions", "change_password",
                                             "switch_organisation"};

std::vector<Handled> all_operations() {
    std::vector<Handled> all;
    for (const auto operations :
         {session_operations(),       security_operations(),   offer_operations(),         help_operations(),
          customer_operations(),      people_operations(),     subscription_operations(),  change_operations(),
          draft_operations(),         document_operations(),   document_file_operations(), request_operations(),
          request_queue_operations(), attachment_operations(), bill_run_operations(),      catalog_version_operations(),
          event_operations(),         desk_operations(),       demo_operations(),          audit_operations(),
          number_operations(),        block_operations(),      what_if_operations(),       demo_clock_operations(),
          ledger_operations()})
        all.insert(all.end(), operations.begin(), operations.end());
    return all;
}

std::vector<OpenHandled> all_open_operations() {
    std::vector<OpenHandled> all;
    for (const auto operations : {sign_in_operations(), demo_form_operations()})
        all.insert(all.end(), operations.begin(), operations.end());
    return all;
}

HttpResponse plain(int status, std::string text, std::string content_type = "text/plain; charset=utf-8") {
    HttpResponse response{status, {}, std::move(text)};
    response.headers.emplace_back("Content-Type", std::move(content_type));
    add_security_headers(response, AnswerKind::kApi);
    return response;
}

// What was made or begun has an address of its own; the body says its id, also when it is a repeated one.
void add_location(HttpResponse& response, const Handled& operation) {
    if ((response.status != 201 && response.status != 202) || operation.location.empty()) return;
    boost::json::error_code failure;
    const wire::JsonValue body = boost::json::parse(response.body, failure);
    if (failure || !body.is_object()) return;
    if (const auto* id = body.get_object().if_contains("id"); id != nullptr && id->is_string())
        response.headers.emplace_back("Location", std::string(operation.location).append(wire::view(id->get_string())));
}

HttpResponse written(Reply reply) {
    HttpResponse response{reply.status, std::move(reply.headers), std::move(reply.text)};
    if (reply.body) response.body = wire::text_of_json(*reply.body);
    if (!response.body.empty()) response.headers.emplace_back("Content-Type", std::move(reply.content_type));
    add_security_headers(response, AnswerKind::kApi);
    return response;
}

Result<OnceKey> once_key(const Handled& operation, const HttpRequest& request) {
    const std::string_view key = header_of(request.headers, "Idempotency-Key");
    if (key.empty()) return fail(ErrorCode::kIdempotencyKeyRequired, "Idempotency-Key");
    const bool printable = std::ranges::all_of(key, [](char c) { return c > ' ' && c < 127; });
    if (key.size() > kKeyLength || !printable)
        return fail(Error(ErrorCode::kFieldTooLong, "Idempotency-Key").with("max", fmt::to_string(kKeyLength)));
    const std::string sent = fmt::format("{}\n{}\n{}", operation.id, request.path, request.body);
    return OnceKey{std::string(operation.id), std::string(key), digest_hex(sent)};
}

// Only what a repeated call must not get a second time: a refusal or an outage may end differently later.
bool is_worth_keeping(int status) { return status < 300 || status == 402; }

}  // namespace

Api::Api(Services& services, ApiOptions options)
    : services_(services),
      options_(std::move(options)),
      door_(services),
      register_questions_(kRegisterLimit),
      live_(options_.changes, options_.live),
      pages_(options_.pages, {{"/portal", "/portal.html"}, {"/desk", "/desk.html"}}) {
    for (std::string& proxy : options_.trusted_proxies) proxy = address_in(proxy).value_or(proxy);
    for (const auto& [method, path, operation_id] : kOperations)
        router_.add(method, path, operation_id, handler_of(operation_id));
    for (const Handled& operation : all_operations())
        ENSURE(std::ranges::find(kOperations, operation.id, &Operation::operation_id) != kOperations.end());
    for (const OpenHandled& operation : all_open_operations())
        ENSURE(std::ranges::find(kOperations, operation.id, &Operation::operation_id) != kOperations.end());
}

RouteHandler Api::handler_of(std::string_view operation_id) {
    if (operation_id == "healthz") return [](const RoutedRequest&) { return plain(200, "ok\n"); };
    if (operation_id == "readyz") return [this](const RoutedRequest&) { return readyz(); };
    if (operation_id == "metrics")
        return [this](const RoutedRequest&) {
            return plain(
                200,
                metrics_.text() + text_of_streams(live_.count()) + run_metrics() + event_metrics() + mail_metrics(),
                "text/plain; version=0.0.4; charset=utf-8");
        };
    if (operation_id == "openapi")
        return [](const RoutedRequest&) { return plain(200, std::string(kOpenApiJson), "application/json"); };
    if (operation_id == "receive_provider_webhook")
        return [this](const RoutedRequest& routed) { return receive_webhook(routed.request); };
    if (operation_id == "follow_customer" || operation_id == "follow_vendor")
        return [this](const RoutedRequest& routed) { return answer_followed(routed); };
    for (const Handled& operation : all_operations())
        if (operation.id == operation_id)
            return [this, operation](const RoutedRequest& routed) { return answer(operation, routed); };
    for (const OpenHandled& operation : all_open_operations())
        if (operation.id == operation_id)
            return [this, operation](const RoutedRequest& routed) { return answer_open(operation, routed); };
    contract_violated("every operation of the contract has a handler", __FILE__, __LINE__);
}

// A store that is away hides these and nothing else.
std::string Api::run_metrics() {
    std::vector<LatestRun> latest;
    const auto looked = services_.store.read([&](Transaction& tx) -> Result<void> {
        for (const auto& catalog : services_.catalogs.all())
            for (BillRun& run : TRY(tx.list_bill_runs(catalog->vendor, Page{.after = {}, .limit = 1})))
                latest.push_back({catalog->vendor, std::move(run)});
        return {};
    });
    return looked ? text_of_runs(latest, services_.clock.now()) : std::string();
}

std::string Api::event_metrics() {
    if (!options_.tells_events) return {};
    const auto figures =
        look_up(services_.store, [&](Transaction& tx) { return tx.outbox_figures(services_.clock.now()); });
    return figures ? text_of_events(*figures, services_.clock.now()) : std::string();
}

std::string Api::mail_metrics() {
    if (!options_.sends_mails) return {};
    const auto figures = look_up(services_.store, [](Transaction& tx) { return tx.mail_figures(); });
    return figures ? text_of_mails(*figures) : std::string();
}

Answered Api::handle(const HttpRequest& request) {
    const auto address = address_behind_proxy(request);
    if (!address) return handle_from(request);
    HttpRequest seen = request;
    seen.remote_address = *address;
    return handle_from(seen);
}

// Whatever stands before the last address was written by whoever sent the request to the proxy.
std::optional<std::string> Api::address_behind_proxy(const HttpRequest& request) const {
    if (std::ranges::find(options_.trusted_proxies, request.remote_address) == options_.trusted_proxies.end())
        return std::nullopt;
    constexpr std::string_view kName = "x-forwarded-for";
    std::string_view last;
    for (const auto& [name, value] : request.headers)
        if (lower_case(name) == kName) last = value;
    last = last.substr(last.rfind(',') + 1);
    while (last.starts_with(' ')) last.remove_prefix(1);
    while (last.ends_with(' ')) last.remove_suffix(1);
    return address_in(last);
}

Answered Api::handle_from(const HttpRequest& request) {
    if (auto fast = handle_fast(request)) return *std::move(fast);
    if (request.path.starts_with("/s/") && (request.method == "GET" || request.method == "HEAD"))
        return door_.sign_in(request);
    return router_.answer(request);
}

std::optional<HttpResponse> Api::handle_fast(const HttpRequest& request) const {
    if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
    if (request.path == "/healthz" || request.path == "/openapi.json") return router_.answer(request);
    if (const auto picture = options_.pictures.find(request.path); picture != options_.pictures.end()) {
        HttpResponse response{200, {{"Cache-Control", "public, max-age=3600"}}, picture->second};
        response.headers.emplace_back("Content-Type", request.path.ends_with(".svg") ? "image/svg+xml" : "image/png");
        add_security_headers(response, AnswerKind::kAsset);
        return response;
    }
    return pages_.answer(request);
}

HttpResponse Api::answer(const Handled& operation, const RoutedRequest& routed) {
    auto visitor = door_.recognise(routed.request);
    if (!visitor) {
        metrics_.count_request(operation.id, status_of(visitor.error().code));
        return problem(visitor.error(), routed.request);
    }
    Call call(services_, metrics_, routed, *std::move(visitor));
    Result<Reply> reply = answer_known(operation, call);
    HttpResponse response = reply ? written(*std::move(reply)) : call.problem(reply.error());
    add_location(response, operation);
    if (reply && std::ranges::find(kEndSessions, operation.id) != std::ranges::end(kEndSessions))
        live_.check_again(listener_of(call.visitor()), call.visitor().session.person);
    metrics_.count_request(operation.id, response.status);
    return response;
}

Answered Api::answer_followed(const RoutedRequest& routed) {
    const auto follow = [&]() -> Answered {
        auto visitor = door_.recognise(routed.request);
        if (!visitor) return problem(visitor.error(), routed.request);
        const Call call(services_, metrics_, routed, *std::move(visitor));
        auto opened =
            routed.operation_id == "follow_vendor" ? follow_vendor(call, live_) : follow_customer(call, live_);
        if (!opened) return call.problem(opened.error());
        return *std::move(opened);
    };
    Answered answered = follow();
    metrics_.count_request(routed.operation_id, answered.status);
    return answered;
}

HttpResponse Api::answer_open(const OpenHandled& operation, const RoutedRequest& routed) {
    const auto let_in = operation.knocks ? door_.let_knock(routed.request) : Result<void>();
    OpenAnswer reply = let_in ? operation.answer(OpenCall(services_, routed)) : fail(let_in.error());
    HttpResponse response = reply ? written(*std::move(reply)) : problem(reply.error(), routed.request);
    metrics_.count_request(operation.id, response.status);
    return response;
}

Result<Reply> Api::answer_known(const Handled& operation, Call& call) {
    if (operation.id == "check_tax_number")
        if (const auto wait =
                register_questions_.seconds_to_wait(call.context().caller.actor.id, std::chrono::steady_clock::now()))
            return fail(Error(ErrorCode::kTooManyRequests).with("seconds", fmt::to_string(*wait)));
    if (operation.repeat == Repeat::kFreely) return operation.answer(call);

    call.set_once(TRY(once_key(operation, call.request())));
    if (auto known = TRY(find_answer(call.context())))
        return Reply{.status = known->status,
                     .headers = {{"Idempotency-Replayed", "true"}},
                     .text = std::move(known->body),
                     .content_type = std::move(known->content_type)};
    Reply reply = TRY(operation.answer(call));
    if (reply.body) reply.text = wire::text_of_json(*reply.body);
    reply.body.reset();
    // What was made is made: not being able to keep the answer only means that a repeated call gets a fresh one.
    if (is_worth_keeping(reply.status))
        static_cast<void>(keep_answer(call.context(), {reply.status, reply.content_type, reply.text}));
    return reply;
}

HttpResponse Api::receive_webhook(const HttpRequest& request) {
    const auto received = settle::receive_webhook(services_, request);
    HttpResponse response = received ? written({.status = 204}) : problem(received.error(), request);
    metrics_.count_request("receive_provider_webhook", response.status);
    return response;
}

// A key that nobody has: the store answers, or it does not.
HttpResponse Api::readyz() {
    const auto asked = find_api_key(services_, "");
    const bool ready = asked || asked.error().code == ErrorCode::kNotSignedIn;
    return ready ? plain(200, "ready\n") : plain(503, "not ready\n");
}

}  // namespace settle::http
