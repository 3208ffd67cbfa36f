#include "http/problem.h"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "base/ensure.h"
#include "http/security_headers.h"

namespace settle::http {
namespace {

constexpr int kUnavailable = 503;
constexpr int kTooMany = 429;

// 0: no UTF-8 sequence starts with this byte.
std::size_t sequence_length(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead < 0xC2 || lead >= 0xF5) return 0;
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

// What a client typed may come back in a text, and JSON must be UTF-8 even then.
std::string with_valid_utf8(std::string_view text) {
    std::string valid;
    valid.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t length = sequence_length(lead);
        bool whole = length > 0 && at + length <= text.size();
        for (std::size_t i = 1; whole && i < length; ++i)
            whole = (static_cast<unsigned char>(text[at + i]) & 0xC0U) == 0x80U;
        if (whole) valid.append(text.substr(at, length));
        else valid.append("\xEF\xBF\xBD");
        at += whole ? length : 1;
    }
    return valid;
}

std::string title_of(std::string_view code) {
    std::string title(code);
    std::ranges::replace(title, '_', ' ');
    if (title[0] >= 'a' && title[0] <= 'z') title[0] = static_cast<char>(title[0] - 'a' + 'A');
    return title;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// "0.8" is 800; a weight that cannot be read counts as none.
int thousandths_of(std::string_view weight) {
    if (weight.starts_with('1')) return 1000;
    if (!weight.starts_with("0.")) return 0;
    int value = 0;
    for (std::size_t i = 2; i < 5; ++i) {
        const char digit = i < weight.size() ? weight[i] : '0';
        if (digit < '0' || digit > '9') return 0;
        value = value * 10 + (digit - '0');
    }
    return value;
}

bool speaks(std::string_view range, std::string_view language) {
    const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
    return std::ranges::equal(range.substr(0, range.find('-')), language, same);
}

}  // namespace

HttpResponse problem(const Error& error, std::string_view language, std::string_view request_id) {
    const std::string_view code = name_of(error.code);
    boost::json::object body;
    body["type"] = fmt::format("/docs/errors#{}", code);
    body["title"] = title_of(code);
    body["status"] = status_of(error.code);
    body["code"] = code;
    body["detail"] = with_valid_utf8(text_of(error, language));
    if (!error.field.empty()) body["field"] = with_valid_utf8(error.field);
    body["request_id"] = with_valid_utf8(request_id);
    HttpResponse response{status_of(error.code), {}, boost::json::serialize(body)};
    response.headers.emplace_back("Content-Type", "application/problem+json");
    response.headers.emplace_back("Content-Language", language == "fr" ? "fr" : "en");
    if (response.status == kUnavailable) response.headers.emplace_back("Retry-After", "1");
    if (response.status == kTooMany)
        for (const auto& [name, value] : error.params)
            if (name == "seconds") response.headers.emplace_back("Retry-After", value);
    add_security_headers(response, AnswerKind::kApi);
    return response;
}

HttpResponse problem(const Error& error, const HttpRequest& request) {
    return problem(error, language_of(request.headers, kErrorLanguages), header_of(request.headers, "X-Request-Id"));
}

std::string_view language_of(const Headers& headers, std::span<const std::string_view> supported) {
    ENSURE(!supported.empty());
    std::string_view rest = header_of(headers, "Accept-Language");
    std::string_view best = supported.front();
    int best_weight = 0;
    while (!rest.empty()) {
        const auto comma = rest.find(',');
        const std::string_view entry = rest.substr(0, comma);
        rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
        const auto semicolon = entry.find(';');
        const std::string_view range = trimmed(entry.substr(0, semicolon));
        int weight = 1000;
        if (semicolon != std::string_view::npos) {
            const std::string_view parameter = trimmed(entry.substr(semicolon + 1));
            weight = parameter.starts_with("q=") ? thousandths_of(parameter.substr(2)) : 0;
        }
        for (const std::string_view language : supported)
            if (weight > best_weight && (speaks(range, language) || range == "*")) {
                best = language;
                best_weight = weight;
            }
    }
    return best;
}

}  // namespace settle::http
