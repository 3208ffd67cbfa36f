// Who is signed in, and how people get in.
#include "app/access/sign_in.h"
#include "http/handlers/operations.h"
#include "wire/inputs.h"
#include "wire/records.h"

namespace settle::http {
namespace {

Answer read_session(const Call& call) {
    const SessionView session = TRY(settle::read_session(call.context()));
    return reply(wire::json_of(session, call.context().caller, call.visitor().csrf_token, call.audience()));
}

Answer sign_out(const Call& call) {
    Reply answer = no_content();
    const std::string& token = call.visitor().session_token;
    if (token.empty()) return answer;
    TRY_VOID(settle::sign_out(call.services(), token));
    answer.headers.emplace_back("Set-Cookie", session_cookie("", 0, call.services().settings));
    return answer;
}

Answer create_portal_link(const Call& call) {
    auto wish = TRY(wire::portal_link_from(TRY(call.body())));
    const PortalLink link =
        TRY(settle::create_portal_link(call.context(), wish.customer, wish.member, std::move(wish.target)));
    return created(wire::JsonObject{{"url", link.url}, {"expires_at", wire::json_of(link.expires_at)}});
}

}  // namespace

std::span<const Handled> session_operations() {
    static constexpr Handled kHandled[] = {
        {"read_session", read_session},
        {"sign_out", sign_out},
        {"create_portal_link", create_portal_link, Repeat::kByKey},
    };
    return kHandled;
}

}  // namespace settle::http
