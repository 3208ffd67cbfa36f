// A text in several languages, as catalogs give it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace settle {

/// How many characters (code points) a UTF-8 text has.
std::size_t count_characters(std::string_view utf8);

/// With the letters A to Z in lower case, the others as they are.
std::string lower_case(std::string_view text);

/// Language code -> text. Languages are data: a third one needs no code.
class Text {
public:
    void set(std::string language, std::string text);
    bool has(std::string_view language) const;
    bool empty() const { return texts_.empty(); }
    /// In `language`, else English, else the first there is, else empty.
    const std::string& in(std::string_view language) const;
    const std::vector<std::pair<std::string, std::string>>& all() const { return texts_; }

private:
    std::vector<std::pair<std::string, std::string>> texts_;
};

}  // namespace settle
