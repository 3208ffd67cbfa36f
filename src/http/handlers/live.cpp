// Pages that stay open and follow what changes.
#include "http/live.h"

#include "app/access/sign_in.h"
#include "http/handlers/operations.h"

namespace settle::http {
namespace {

/// Whether the caller is still known. While the store cannot tell, nobody is sent away.
std::function<bool()> still_known(const Call& call) {
    constexpr std::string_view kScheme = "bearer ";
    Services& services = call.services();
    const std::string& token = call.visitor().session_token;
    if (!token.empty())
        return [&services, token] {
            const auto session = find_session(services, token);
            return session || session.error().code != ErrorCode::kNotSignedIn;
        };
    const std::string secret(header_of(call.request().headers, "Authorization").substr(kScheme.size()));
    return [&services, secret] {
        const auto key = find_api_key(services, secret);
        return key || key.error().code != ErrorCode::kNotSignedIn;
    };
}

}  // namespace

std::string listener_of(const Visitor& visitor) {
    return visitor.session_token.empty() ? visitor.caller.actor.id : visitor.session.token_hash;
}

Result<Answered> follow_customer(const Call& call, LiveStreams& live) {
    const CustomerId customer = TRY(call.customer());
    return live.open({.vendor = call.context().vendor(),
                      .customer = customer,
                      .caller = listener_of(call.visitor()),
                      .person = call.visitor().session.person,
                      .may_listen = still_known(call)},
                     [&] { return settle::follow_customer(call.context(), customer); });
}

Result<Answered> follow_vendor(const Call& call, LiveStreams& live) {
    return live.open({.vendor = call.context().vendor(),
                      .customer = {},
                      .caller = listener_of(call.visitor()),
                      .person = call.visitor().session.person,
                      .may_listen = still_known(call)},
                     [&]() -> Result<std::int64_t> {
                         TRY_VOID(settle::follow_vendor(call.context()));
                         return 0;
                     });
}

}  // namespace settle::http
