// How far a word that was typed is from one that is known.
#pragma once

#include <cstddef>
#include <string_view>

namespace settle {

/// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`. Takes the product of their
/// lengths: long texts are for the caller to refuse.
std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace settle
