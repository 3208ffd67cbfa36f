// Plays a story through the use cases, as the pages and the staff would.
#pragma once

#include <boost/json.hpp>

#include "cli/story.h"

namespace settle::cli {

struct StoryResult {
    /// The result as the documentation of `settle simulate` describes it.
    boost::json::object document;
    /// What was expected and did not happen, or must always hold and does not: "file:line: path: …".
    std::vector<std::string> failures;
};

/// Fails with file_malformed when the story asks for what does not exist (a sandbox method, a country,
/// a time zone, a request), and with whatever a use case fails with when the engine itself breaks.
Result<StoryResult> run_story(const Story& story, World& world);

}  // namespace settle::cli
