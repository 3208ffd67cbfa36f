// The operations of the ledger.
#pragma once

#include "http/handlers/operations.h"

namespace settle::http {

std::span<const Handled> ledger_operations();

}  // namespace settle::http
