// libpq is loaded when it is first called.
#pragma once

namespace settle::store {

/// False where libpq is not installed; then none of its functions may be called.
bool has_libpq();

}  // namespace settle::store
