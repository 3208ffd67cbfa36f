#include "base/result.h"

namespace settle {

std::string text_of(const Error& error, std::string_view language) {
    const std::string_view pattern = pattern_of(error.code, language);
    std::string text;
    text.reserve(pattern.size() + 32);
    for (std::size_t at = 0; at < pattern.size();) {
        if (pattern[at] == '{') {
            const auto end = pattern.find('}', at);
            if (end != std::string_view::npos) {
                const std::string_view name = pattern.substr(at + 1, end - at - 1);
                for (const auto& [param, value] : error.params)
                    if (param == name) text += value;
                at = end + 1;
                continue;
            }
        }
        text += pattern[at++];
    }
    return text;
}

}  // namespace settle
