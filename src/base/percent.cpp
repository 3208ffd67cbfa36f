#include "base/percent.h"

namespace settle {

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string result;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           std::string_view("-._~").find(c) != std::string_view::npos;
        const auto byte = static_cast<unsigned char>(c);
        if (plain) result.push_back(c);
        else result.append({'%', kDigits[byte >> 4U], kDigits[byte & 15U]});
    }
    return result;
}

}  // namespace settle
