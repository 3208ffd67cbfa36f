// One HTTP call to one server.
#pragma once

#include <functional>
#include <memory>

#include "base/http_message.h"
#include "base/result.h"

namespace settle::bank {

/// Carries a request to its server and its answer back. Fails with gateway_unavailable when there
/// was no whole answer: what the server did is then unknown.
using Transport = std::function<Result<HttpResponse>(const HttpRequest&)>;

/// Over HTTP to `base_url` ("http://127.0.0.1:8081"), which goes before the request's path. Follows
/// no redirect, uses no proxy, sends nothing twice, and may be called from several threads.
Transport http_transport(std::string base_url, std::chrono::milliseconds timeout);

}  // namespace settle::bank
