// A page that needs none of the portal's: for whoever cannot open it.
#pragma once

#include <string>
#include <string_view>

namespace settle::http {

struct PlainPage {
    std::string_view language;
    std::string_view title;
    std::string_view text;  ///< Below the title, or empty.
    std::string_view href;  ///< Where the one link leads, or empty.
    std::string_view link;  ///< What the link says.
};

/// The whole document, without a script; every part is escaped.
std::string plain_page(const PlainPage& page);

}  // namespace settle::http
