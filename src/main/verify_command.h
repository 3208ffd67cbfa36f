// settle verify.
#pragma once

#include <optional>
#include <string_view>

#include "base/date.h"
#include "base/result.h"

namespace CLI {
class App;
}

namespace settle {

/// Adds "verify" to `app`; running it sets `status`: 0 when nothing is wrong, 1 when something is, 2 when the store
/// cannot be read.
void add_verify_command(CLI::App& app, int& status);

/// A day ("2026-11-30"), a moment ("2026-11-30T02:00:00Z") or an age ("90m", "24h", "7d"), counted back from `now`.
/// Fails with field_invalid.
Result<Instant> moment_from(std::string_view text, Instant now);

}  // namespace settle
