#include "http/etag.h"

namespace settle::http {

std::string_view next_entry(std::string_view& rest) {
    const auto comma = rest.find(',');
    std::string_view entry = rest.substr(0, comma);
    rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
    while (entry.starts_with(' ') || entry.starts_with('\t')) entry.remove_prefix(1);
    while (entry.ends_with(' ') || entry.ends_with('\t')) entry.remove_suffix(1);
    return entry;
}

// RFC 9110, 13.1.2: If-None-Match compares weakly, so W/ in front changes nothing.
bool names_tag(std::string_view if_none_match, std::string_view tag) {
    while (!if_none_match.empty()) {
        std::string_view known = next_entry(if_none_match);
        if (known.starts_with("W/")) known.remove_prefix(2);
        if (known == "*" || known == tag) return true;
    }
    return false;
}

}  // namespace settle::http
