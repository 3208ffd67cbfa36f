// What it means when a unique rule of the schema is broken.
#pragma once

#include <string_view>

#include "base/result.h"

namespace settle::store {

/// payment_in_progress for the rules that keep a second payment away, request_already_open for a second
/// request of the same type, else already_exists.
ErrorCode code_of_constraint(std::string_view name);

}  // namespace settle::store
