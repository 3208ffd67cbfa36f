#include "http/query.h"

namespace settle::http {
namespace {

int hex_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    const char lower = static_cast<char>(digit | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string decoded_form_text(std::string_view text) {
    std::string spaced(text);
    std::ranges::replace(spaced, '+', ' ');
    return percent_decoded(spaced).value_or(std::string(text));
}

// Cuts the part before `separator` off `rest`.
std::string_view next_part(std::string_view& rest, char separator) {
    const auto end = rest.find(separator);
    const std::string_view part = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    return part;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            decoded += text[at];
            continue;
        }
        if (at + 2 >= text.size()) return std::nullopt;
        const int high = hex_value(text[at + 1]);
        const int low = hex_value(text[at + 2]);
        if (high < 0 || low < 0 || (high == 0 && low == 0)) return std::nullopt;
        decoded += static_cast<char>(high * 16 + low);
        at += 2;
    }
    return decoded;
}

std::optional<std::string_view> QueryParams::find(std::string_view name) const {
    for (const auto& [known, value] : params_)
        if (known == name) return value;
    return std::nullopt;
}

QueryParams parse_query(std::string_view query) {
    std::vector<std::pair<std::string, std::string>> params;
    while (!query.empty()) {
        std::string_view value = next_part(query, '&');
        if (value.empty()) continue;
        const std::string_view name = next_part(value, '=');
        params.emplace_back(decoded_form_text(name), decoded_form_text(value));
    }
    return QueryParams(std::move(params));
}

std::string_view cookie_of(const Headers& headers, std::string_view name) {
    const auto same = [](char a, char b) { return (a | 0x20) == b; };
    for (const auto& [header, cookies] : headers) {
        if (!std::ranges::equal(header, std::string_view("cookie"), same)) continue;
        std::string_view rest = cookies;
        while (!rest.empty()) {
            std::string_view value = next_part(rest, ';');
            while (value.starts_with(' ')) value.remove_prefix(1);
            if (next_part(value, '=') != name) continue;
            if (value.size() >= 2 && value.starts_with('"') && value.ends_with('"'))
                value = value.substr(1, value.size() - 2);
            return value;
        }
    }
    return {};
}

}  // namespace settle::http
