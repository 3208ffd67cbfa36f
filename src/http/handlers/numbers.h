// The operations of figures.
#pragma once

#include "http/handlers/operations.h"

namespace settle::http {

std::span<const Handled> number_operations();

}  // namespace settle::http
