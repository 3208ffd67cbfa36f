// "Did you mean …?"
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace settle::catalog_yaml {

/// The one of `known` that `typed` was probably meant to be, or empty when none is near.
std::string_view nearest(std::string_view typed, std::span<const std::string_view> known);

/// `unknown key "prise"; did you mean "price"?`, or with a short list of what there is.
std::string unknown_message(std::string_view what, std::string_view typed, std::span<const std::string_view> known);

}  // namespace settle::catalog_yaml
