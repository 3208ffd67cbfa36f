// The operations on the log of what staff did, and on customers that they shut out.
#pragma once

#include "http/handlers/operations.h"

namespace settle::http {

std::span<const Handled> audit_operations();
std::span<const Handled> block_operations();

}  // namespace settle::http
