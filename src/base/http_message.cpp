#include "base/http_message.h"

namespace settle {

std::string_view header_of(const Headers& headers, std::string_view name) {
    const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
    for (const auto& [known, value] : headers)
        if (std::ranges::equal(known, name, same)) return value;
    return {};
}

}  // namespace settle
