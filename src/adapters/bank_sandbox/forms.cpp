#include "adapters/bank_sandbox/forms.h"

#include <fmt/format.h>

#include <algorithm>

namespace settle::bank {
namespace {

constexpr std::size_t kFieldLengthMax = 200;

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool is_unreserved(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.' || c == '~';
}

}  // namespace

Form parse_form(std::string_view body) {
    Form form;
    while (!body.empty()) {
        const std::string_view pair = body.substr(0, body.find('&'));
        body.remove_prefix(std::min(body.size(), pair.size() + 1));
        const std::size_t equals = pair.find('=');
        std::string value(equals == std::string_view::npos ? "" : pair.substr(equals + 1));
        std::ranges::replace(value, '+', ' ');
        form.try_emplace(decode_url(pair.substr(0, equals)), decode_url(value).substr(0, kFieldLengthMax));
    }
    return form;
}

std::string_view field_of(const Form& form, std::string_view name) {
    const auto field = form.find(name);
    return field == form.end() ? std::string_view() : std::string_view(field->second);
}

std::string escape_html(std::string_view text) {
    std::string safe;
    safe.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&': safe += "&amp;"; break;
            case '<': safe += "&lt;"; break;
            case '>': safe += "&gt;"; break;
            case '"': safe += "&quot;"; break;
            case '\'': safe += "&#39;"; break;
            default: safe += c;
        }
    }
    return safe;
}

std::string encode_url(std::string_view text) {
    std::string encoded;
    for (const char c : text) {
        if (is_unreserved(c)) encoded += c;
        else encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return encoded;
}

std::string decode_url(std::string_view text) {
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape =
            text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0;
        decoded += escape ? static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2])) : text[i];
        if (escape) i += 2;
    }
    return decoded;
}

std::vector<std::string> path_parts(std::string_view path) {
    std::vector<std::string> parts;
    while (!path.empty()) {
        const std::string_view part = path.substr(0, path.find('/'));
        path.remove_prefix(std::min(path.size(), part.size() + 1));
        if (!part.empty()) parts.push_back(decode_url(part));
    }
    return parts;
}

bool is_web_address(std::string_view url) {
    const auto allowed = [](char c) { return c > ' ' && c < '\x7f' && c != '"' && c != '<' && c != '>' && c != '\\'; };
    return (url.starts_with("http://") || url.starts_with("https://")) && std::ranges::all_of(url, allowed);
}

std::string origin_of(std::string_view url) {
    const std::size_t host = url.find("://");
    if (host == std::string_view::npos) return {};
    const std::string_view origin = url.substr(0, url.find_first_of("/?#", host + 3));
    const auto plain = [](char c) { return is_unreserved(c) || c == ':'; };
    if (origin.size() <= host + 3 || !std::ranges::all_of(origin.substr(host + 3), plain)) return {};
    return std::string(origin);
}

std::string with_query(std::string_view url, std::string_view name, std::string_view value) {
    const std::string_view address = url.substr(0, url.find('#'));
    const char joint = address.find('?') == std::string_view::npos ? '?' : '&';
    return fmt::format("{}{}{}={}{}", address, joint, name, encode_url(value), url.substr(address.size()));
}

}  // namespace settle::bank
