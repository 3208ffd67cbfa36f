// What the service's answers mean.
#pragma once

#include <string>
#include <string_view>

#include "ports/tax_register.h"

namespace settle::vies {

/// The states' prefixes by which VIES knows numbers.
bool knows_prefix(std::string_view prefix);
/// The body of a question about `number`, by `requester` if it is not empty.
std::string question_of(std::string_view number, std::string_view requester);
/// What came back: `status` is that of HTTP.
RegisterAnswer meaning_of(int status, std::string body);
/// Nothing came back.
RegisterAnswer no_answer(std::string problem);

}  // namespace settle::vies
