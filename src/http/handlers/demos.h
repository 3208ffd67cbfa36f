// The operations of demos: the form that anybody may send, and what staff do with what came in.
#pragma once

#include "http/handlers/open_call.h"
#include "http/handlers/operations.h"

namespace settle::http {

std::span<const OpenHandled> demo_form_operations();
std::span<const Handled> demo_operations();

}  // namespace settle::http
