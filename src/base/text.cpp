#include "base/text.h"

namespace settle {

void Text::set(std::string language, std::string text) {
    for (auto& [known, value] : texts_)
        if (known == language) {
            value = std::move(text);
            return;
        }
    texts_.emplace_back(std::move(language), std::move(text));
}

bool Text::has(std::string_view language) const {
    return std::ranges::any_of(texts_, [&](const auto& entry) { return entry.first == language; });
}

const std::string& Text::in(std::string_view language) const {
    static const std::string kNone;
    for (const std::string_view wanted : {language, std::string_view("en")})
        for (const auto& [known, text] : texts_)
            if (known == wanted) return text;
    return texts_.empty() ? kNone : texts_.front().second;
}

}  // namespace settle
