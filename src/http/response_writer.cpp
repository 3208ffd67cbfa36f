#include "http/response_writer.h"

#include <iterator>

#include "base/ensure.h"

namespace settle::http {
namespace {

std::string_view reason_of(int status) {
    switch (status) {
        case 200: return "OK";
        case 201: return "Created";
        case 202: return "Accepted";
        case 204: return "No Content";
        case 302: return "Found";
        case 303: return "See Other";
        case 304: return "Not Modified";
        case 307: return "Temporary Redirect";
        case 308: return "Permanent Redirect";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 402: return "Payment Required";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 410: return "Gone";
        case 412: return "Precondition Failed";
        case 413: return "Content Too Large";
        case 415: return "Unsupported Media Type";
        case 422: return "Unprocessable Content";
        case 428: return "Precondition Required";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 503: return "Service Unavailable";
        default: return "";  // The phrase may be empty; clients read the number.
    }
}

bool same_name(std::string_view name, std::string_view lower) {
    return name.size() == lower.size() &&
           std::ranges::equal(name, lower, [](char a, char b) { return (a | 0x20) == b; });
}

bool set_by_server(std::string_view name) {
    return same_name(name, "content-length") || same_name(name, "transfer-encoding") || same_name(name, "connection") ||
           same_name(name, "date");
}

bool is_token(std::string_view name) {
    constexpr std::string_view kOthers = "!#$%&'*+-.^_`|~";
    for (const char c : name) {
        const char letter = static_cast<char>(c | 0x20);
        const bool alphanumeric = (letter >= 'a' && letter <= 'z') || (c >= '0' && c <= '9');
        if (!alphanumeric && !kOthers.contains(c)) return false;
    }
    return !name.empty();
}

bool is_one_line(std::string_view value) {
    return value.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

}  // namespace

std::string_view HttpDate::at(std::time_t second) {
    constexpr std::string_view kDays = "SunMonTueWedThuFriSat";
    constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
    constexpr std::size_t kLength = 29;
    if (second != second_) {
        std::tm day{};
        gmtime_r(&second, &day);
        const auto name = [](std::string_view names, int at) {
            return names.substr(static_cast<std::size_t>(at) * 3, 3);
        };
        fmt::format_to_n(text_.begin(), kLength, "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", name(kDays, day.tm_wday),
                         day.tm_mday, name(kMonths, day.tm_mon), day.tm_year + 1900, day.tm_hour, day.tm_min,
                         day.tm_sec);
        second_ = second;
    }
    return {text_.data(), kLength};
}

bool has_body(int status) { return status >= 200 && status != 204 && status != 304; }

void append_head(std::string& out, const HttpResponse& response, const ResponseFrame& frame) {
    ENSURE(response.status >= 200 && response.status <= 599);
    fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status,
                   reason_of(response.status), frame.date);
    if (has_body(response.status) && frame.length == BodyLength::kKnown)
        fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n", response.body.size());
    if (frame.after == AfterAnswer::kClose) out += "Connection: close\r\n";
    if (frame.after == AfterAnswer::kKeepAliveOld) out += "Connection: keep-alive\r\n";
    out.append("X-Request-Id: ").append(frame.request_id).append("\r\n");
    for (const auto& [name, value] : response.headers) {
        ENSURE(is_token(name) && is_one_line(value) && !set_by_server(name));
        if (same_name(name, "x-request-id")) continue;
        out.append(name).append(": ").append(value).append("\r\n");
    }
    out += "\r\n";
}

}  // namespace settle::http
