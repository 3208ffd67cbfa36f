// A request and its response as plain values, so that whoever answers one needs no server.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace settle {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// The value of the header `name`, compared without case, or empty.
std::string_view header_of(const Headers& headers, std::string_view name);

struct HttpRequest {
    std::string method;   ///< "GET", "POST", …
    std::string path;     ///< Percent-encoded, without the query.
    std::string query;    ///< Without the question mark.
    Headers headers;
    std::string body;
    std::string remote_address;
};

/// The status of an answer that is never given: the connection is closed instead. Only a peer that plays
/// dead on purpose answers so.
inline constexpr int kCloseWithoutAnswer = 0;

struct HttpResponse {
    int status = 200;
    Headers headers;
    std::string body;
};

}  // namespace settle
