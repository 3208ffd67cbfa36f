// Signed webhooks in the form of Standard Webhooks 1.0.
#pragma once

#include <string>
#include <string_view>

#include "base/date.h"
#include "base/http_message.h"

namespace settle::bank {

/// "v1,<base64 of HMAC-SHA256(secret, id.timestamp.body)>". A secret that starts with "whsec_" is
/// base64 behind it, any other counts as it is.
std::string sign_webhook(std::string_view secret, std::string_view id, std::string_view timestamp,
                         std::string_view body);

/// A POST with the three headers of a webhook.
HttpRequest make_webhook(std::string_view secret, std::string_view id, Instant sent_at, std::string body);

/// True when one of the signatures fits and the timestamp is at most `age_seconds_max` away from
/// `now`, in the past or the future.
bool is_genuine_webhook(std::string_view secret, const HttpRequest& request, Instant now, std::int64_t age_seconds_max);

}  // namespace settle::bank
