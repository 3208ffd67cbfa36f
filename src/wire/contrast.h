// Which text reads on a colour.
#pragma once

#include <string_view>

namespace settle::wire {

/// "#000000" or "#ffffff", whichever contrasts more with `background` ("#f57c00"), by the formula of
/// WCAG 2; the better of the two always reaches 4.5:1. Black for what is no colour.
std::string_view text_colour_on(std::string_view background);

}  // namespace settle::wire
