// A customer that is shut out, as JSON.
#pragma once

#include "app/customer/block.h"
#include "wire/json.h"

namespace settle::wire {

/// {blocked, since, reason, by}
JsonObject json_of(const std::optional<CustomerBlock>& block);
/// {reason}, of what needs nothing else. Fails with field_invalid, field_unknown, field_too_long.
Result<std::string> reason_from(const JsonValue& value);

}  // namespace settle::wire
