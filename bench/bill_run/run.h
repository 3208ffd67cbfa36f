// The bill run over everything that is due in a store.
#pragma once

#include <stop_token>

#include "engine/bill_run.h"
#include "shop.h"

namespace settle::bench {

/// Whether charges are sent to the sandbox bank while the run goes on, or left to a later one.
enum class Charges : std::uint8_t { kSent, kLeft };

/// What the engine does with a run over everything due on kRunDay. Ends the program when something is left undone.
RoundsReport bill_everybody(Shop& shop, const RoundOptions& options, Charges charges);

}  // namespace settle::bench
