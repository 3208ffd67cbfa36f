// What the operations work with that anybody may call: those of signing in, and the form for a demo.
#pragma once

#include "app/access/credentials.h"
#include "http/handlers/call.h"

namespace settle::http {

/// One request by somebody who is not known yet.
class OpenCall {
public:
    OpenCall(Services& services, const RoutedRequest& routed);

    Services& services() const { return services_; }
    const HttpRequest& request() const { return routed_.request; }
    const std::string& param(std::string_view name) const { return routed_.param(name); }
    /// Which of the languages of all texts the request asks for.
    std::string_view language() const;
    /// Fails with body_malformed, body_too_large.
    Result<wire::JsonValue> body() const;
    Doorstep doorstep(const VendorName& vendor) const;

private:
    Services& services_;
    const RoutedRequest& routed_;
};

using OpenAnswer = Result<Reply>;

struct OpenHandled {
    std::string_view id;  ///< operationId of the contract.
    OpenAnswer (*answer)(const OpenCall& call);
    bool knocks = true;   ///< Counts against its address, reading too: it may write, or call a provider.
};

std::span<const OpenHandled> sign_in_operations();

/// Where the request came from.
Doorstep doorstep_of(const HttpRequest& request, const VendorName& vendor);
/// With the cookie of the new session; the one that the browser had before ends.
Reply reply_signed_in(Services& services, const HttpRequest& request, const SignedIn& signed_in, wire::JsonObject body);

}  // namespace settle::http
