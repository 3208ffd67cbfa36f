// One step of a story: which keys may stand in it, and what they mean.
#pragma once

#include "cli/story.h"

namespace settle::cli {

/// Fails with file_malformed on the first key, word or value that is wrong.
Result<Step> read_step(const std::string& file, const YamlNode& node, const Catalog& catalog);

/// The position of a word among "confirmed", "down", "refused" as what the register does.
RegisterMode register_mode(std::size_t word);
inline constexpr std::string_view kRegisterWords[] = {"confirmed", "down", "refused"};

}  // namespace settle::cli
