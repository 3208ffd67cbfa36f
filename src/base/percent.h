// Any text inside an address.
#pragma once

#include <string>
#include <string_view>

namespace settle {

/// Letters, digits and -._~ as they are, every other byte as %41: fits a path, a query and a form.
std::string percent_encoded(std::string_view text);

}  // namespace settle
