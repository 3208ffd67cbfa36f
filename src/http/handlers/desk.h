// The operations of staff's pages across customers.
#pragma once

#include "http/handlers/operations.h"

namespace settle::http {

std::span<const Handled> desk_operations();

}  // namespace settle::http
