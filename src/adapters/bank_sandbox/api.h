// The bank's JSON interface for merchants.
#pragma once

#include "adapters/bank_sandbox/payments.h"
#include "base/http_message.h"

namespace settle::bank {

/// "create", "find", "cancel", "refund", or empty when the API has no such route.
std::string_view api_route(const HttpRequest& request);

/// Answers a request that was authorised already. `public_url` begins the addresses of pages.
HttpResponse answer_api(Payments& payments, const HttpRequest& request, std::string_view public_url);

/// {"code": …, "message": …}
HttpResponse json_problem(int status, std::string_view code, std::string_view message);

/// The books as JSON: {"payments": […], "charges": […], "webhooks": […]}.
HttpResponse books_response(const BookCopy& books);

}  // namespace settle::bank
