#include "base/text.h"

namespace settle {

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

std::size_t count_characters(std::string_view utf8) {
    // Every byte that does not continue a character begins one.
    return static_cast<std::size_t>(
        std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

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
