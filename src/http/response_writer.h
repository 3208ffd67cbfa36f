// Writes the bytes that precede a response's body.
#pragma once

#include <array>
#include <ctime>
#include <string>
#include <string_view>

#include "base/http_message.h"

namespace settle::http {

/// "Sat, 21 Nov 2026 23:29:06 GMT", formatted once per second asked for.
class HttpDate {
public:
    std::string_view at(std::time_t second);

private:
    std::time_t second_ = -1;
    std::array<char, 32> text_{};
};

enum class AfterAnswer { kKeepAlive, kKeepAliveOld, kClose };  ///< Old: an HTTP/1.0 client that asked for it.

enum class BodyLength { kKnown, kUntilClose };

struct ResponseFrame {
    std::string_view date;
    std::string_view request_id;
    AfterAnswer after = AfterAnswer::kKeepAlive;
    BodyLength length = BodyLength::kKnown;
};

/// Appends status line and headers, with the blank line. Breaks its contract (throws ContractViolation)
/// when a header could split the response (CR, LF, NUL) or is one that only the server sets:
/// Content-Length, Transfer-Encoding, Connection, Date. An X-Request-Id of the handler is dropped.
void append_head(std::string& out, const HttpResponse& response, const ResponseFrame& frame);

/// Whether a response of this status has a body at all (not 1xx, 204, 304).
bool has_body(int status);

}  // namespace settle::http
