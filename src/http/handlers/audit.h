// The operations on the log of what staff did.
#pragma once

#include "http/handlers/operations.h"

namespace settle::http {

std::span<const Handled> audit_operations();

}  // namespace settle::http
