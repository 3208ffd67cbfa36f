// The words of the files that are handed out, in each language.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace settle {

struct TemplateWords {
    std::array<std::string, 4> columns;  ///< E-mail, first name, last name, position; read() knows each of them.
    std::string line;
    std::string reason;
    std::string sheet;
    std::string notes_sheet;
    std::vector<std::string> notes;  ///< The first is the heading.
};

/// "fr"; anything else reads English.
const TemplateWords& words_in(std::string_view language);

}  // namespace settle
