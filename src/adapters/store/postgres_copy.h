// Rows in the binary format of COPY.
#pragma once

#include <span>
#include <string>

#include "adapters/store/sql_driver.h"

namespace settle::store {

/// `values` row after row, one for each of `types` (the numbers PostgreSQL gives to types). Columns are text, whole
/// numbers and days; another type is a broken contract.
std::string binary_rows(std::span<const unsigned> types, std::span<const Value> values);

}  // namespace settle::store
