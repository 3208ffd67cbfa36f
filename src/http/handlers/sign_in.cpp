// Signing in by oneself, for anybody.
#include "app/access/providers.h"
#include "http/handlers/open_call.h"
#include "http/plain_page.h"
#include "http/problem.h"
#include "wire/reader.h"
#include "wire/sign_in.h"

namespace settle::http {
namespace {

constexpr std::size_t kAgentLength = 200;

OpenAnswer reply_step(const OpenCall& call, const SignInStep& step) {
    wire::JsonObject body = wire::json_of(step);
    if (!step.signed_in) return reply(std::move(body));
    return reply_signed_in(call.services(), call.request(), *step.signed_in, std::move(body));
}

// Where one vendor is installed, nobody needs to name it.
OpenAnswer read_sign_in(const OpenCall& call) {
    const QueryParams params = parse_query(call.request().query);
    const std::string wanted(params.find("vendor").value_or(""));
    const auto all = call.services().catalogs.all();
    for (const auto& catalog : all)
        if (catalog->vendor == wanted || (wanted.empty() && all.size() == 1))
            return reply(
                wire::json_of_sign_in(*catalog, providers_of(call.services(), catalog->vendor), call.language()));
    return fail(ErrorCode::kNotFound, "vendor");
}

OpenAnswer sign_in_with_password(const OpenCall& call) {
    const auto input = TRY(wire::password_from(TRY(call.body())));
    return reply_step(call, TRY(settle::sign_in_with_password(call.services(), call.doorstep(input.vendor), input.side,
                                                              input.email, input.password)));
}

OpenAnswer sign_in_with_code(const OpenCall& call) {
    const auto input = TRY(wire::ticket_with_code_from(TRY(call.body())));
    return reply_step(
        call, TRY(settle::sign_in_with_code(call.services(), call.doorstep(input.vendor), input.ticket, input.code)));
}

OpenAnswer set_up_code_at_sign_in(const OpenCall& call) {
    const auto input = TRY(wire::ticket_from(TRY(call.body())));
    return reply(
        wire::json_of(TRY(settle::set_up_code_at_sign_in(call.services(), call.doorstep(input.vendor), input.ticket))));
}

OpenAnswer set_password_with_ticket(const OpenCall& call) {
    const auto input = TRY(wire::ticket_with_password_from(TRY(call.body())));
    return reply_step(call, TRY(settle::set_password_with_ticket(call.services(), call.doorstep(input.vendor),
                                                                 input.side, input.ticket, input.password)));
}

OpenAnswer send_link(const OpenCall& call, MailLink link) {
    const auto input = TRY(wire::address_from(TRY(call.body())));
    TRY_VOID(settle::send_link(call.services(), call.doorstep(input.vendor), input.side, link, input.email));
    return Reply{.status = 202};
}

OpenAnswer request_sign_in_link(const OpenCall& call) { return send_link(call, MailLink::kSignIn); }
OpenAnswer request_password_link(const OpenCall& call) { return send_link(call, MailLink::kPassword); }

OpenAnswer sign_in_with_link(const OpenCall& call) {
    const auto input = TRY(wire::ticket_from(TRY(call.body())));
    return reply_step(
        call, TRY(settle::sign_in_with_link(call.services(), call.doorstep(input.vendor), input.side, input.ticket)));
}

OpenAnswer begin_passkey_sign_in(const OpenCall& call) {
    const VendorName vendor = TRY(wire::vendor_from(TRY(call.body())));
    return reply(wire::json_of(TRY(settle::begin_passkey_sign_in(call.services(), call.doorstep(vendor)))));
}

OpenAnswer sign_in_with_passkey(const OpenCall& call) {
    const auto input = TRY(wire::used_passkey_from(TRY(call.body())));
    return reply_step(call, TRY(settle::sign_in_with_passkey(call.services(), call.doorstep(input.vendor), input.side,
                                                             input.answer)));
}

// Stays in the browser while it is at the provider, and comes back to that provider's address only: who comes back
// without it began somewhere else.
constexpr std::string_view kProviderCookie = "settle_provider";
constexpr int kProviderSeconds = 600;

std::string provider_cookie(const std::string& path, std::string_view secret, int seconds, const Settings& settings) {
    return set_cookie(kProviderCookie, path, secret, seconds, settings);
}

OpenAnswer begin_at_provider(const OpenCall& call) {
    const QueryParams params = parse_query(call.request().query);
    const std::string vendor(params.find("vendor").value_or(""));
    const Side side = params.find("side").value_or("") == "desk" ? Side::kDesk : Side::kPortal;
    const ProviderStart start =
        TRY(settle::begin_at_provider(call.services(), call.doorstep(vendor), side, call.param("provider")));
    return Reply{.status = 303,
                 .headers = {{"Location", start.url},
                             {"Set-Cookie", provider_cookie(callback_path(vendor, call.param("provider")), start.secret,
                                                            kProviderSeconds, call.services().settings)}}};
}

// Nobody's page is open yet, so why it did not work is said in a page of its own.
Reply reply_in_words(const OpenCall& call, const std::string& path, const Error& error) {
    const std::string text = text_of(error, call.language());
    return Reply{.status = status_of(error.code),
                 .headers = {{"Set-Cookie", provider_cookie(path, {}, 0, call.services().settings)}},
                 .text = plain_page(
                     {.language = call.language(), .title = text, .text = {}, .href = "/portal/sign-in", .link = "↩"}),
                 .content_type = "text/html; charset=utf-8"};
}

OpenAnswer return_from_provider(const OpenCall& call) {
    const QueryParams params = parse_query(call.request().query);
    const Settings& settings = call.services().settings;
    const Doorstep from = call.doorstep(call.param("vendor"));
    ProviderReturn back;
    back.provider = call.param("provider");
    const std::string path = callback_path(from.vendor, back.provider);
    back.secret = cookie_of(call.request().headers, cookie_name(kProviderCookie, path, settings));
    back.state = params.find("state").value_or("");
    back.answer.code = params.find("code").value_or("");
    back.answer.issuer = params.find("iss");
    const auto step = settle::return_from_provider(call.services(), from, back);
    if (!step) return reply_in_words(call, path, step.error());
    // A provider's word needs no code, so the session is open.
    Reply answer = reply_signed_in(call.services(), call.request(), *step->signed_in, {});
    answer.status = 303;
    answer.body.reset();
    answer.headers.emplace_back("Location", step->signed_in->target);
    answer.headers.emplace_back("Set-Cookie", provider_cookie(path, {}, 0, settings));
    return answer;
}

}  // namespace

OpenCall::OpenCall(Services& services, const RoutedRequest& routed) : services_(services), routed_(routed) {}

std::string_view OpenCall::language() const { return language_of(request().headers, kErrorLanguages); }

Result<wire::JsonValue> OpenCall::body() const { return json_body(request()); }

Doorstep OpenCall::doorstep(const VendorName& vendor) const { return doorstep_of(request(), vendor); }

Doorstep doorstep_of(const HttpRequest& request, const VendorName& vendor) {
    // Whatever a header holds, what is kept of it can be shown.
    std::string agent(header_of(request.headers, "User-Agent").substr(0, kAgentLength));
    for (char& c : agent)
        if (c < ' ' || c > '~') c = '?';
    return {vendor, std::move(agent), request.remote_address};
}

Reply reply_signed_in(Services& services, const HttpRequest& request, const SignedIn& signed_in,
                      wire::JsonObject body) {
    // The new session is open already: one that cannot be ended now ends by itself.
    const std::string_view before = session_token_of(request, services.settings);
    if (!before.empty()) static_cast<void>(settle::sign_out(services, before));
    Reply answer = reply(std::move(body));
    answer.headers.emplace_back("Set-Cookie", session_cookie(signed_in.token, signed_in.seconds, services.settings));
    return answer;
}

std::span<const OpenHandled> sign_in_operations() {
    static constexpr OpenHandled kHandled[] = {
        {"read_sign_in", read_sign_in, /*knocks=*/false},
        {"sign_in_with_password", sign_in_with_password},
        {"sign_in_with_code", sign_in_with_code},
        {"set_up_code_at_sign_in", set_up_code_at_sign_in},
        {"set_password_with_ticket", set_password_with_ticket},
        {"request_sign_in_link", request_sign_in_link},
        {"request_password_link", request_password_link},
        {"sign_in_with_link", sign_in_with_link},
        {"begin_passkey_sign_in", begin_passkey_sign_in},
        {"sign_in_with_passkey", sign_in_with_passkey},
        {"begin_at_provider", begin_at_provider},
        {"return_from_provider", return_from_provider},
    };
    return kHandled;
}

}  // namespace settle::http
