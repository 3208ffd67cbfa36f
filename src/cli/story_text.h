// A story's result as an account that a person reads.
#pragma once

#include <boost/json.hpp>
#include <string>

#include "cli/story.h"

namespace settle::cli {

std::string to_text(const Story& story, const boost::json::object& document);

}  // namespace settle::cli
