// What is done to a subscription as a whole: end it, go on with it, pause it, resume it.
#pragma once

#include "domain/change/change.h"

namespace settle {

/// Carries out the act of `wanted` on `preview.after`, as its ruling allows. Fails with field_invalid.
Result<void> carry_out_act(const Situation& situation, const Wanted& wanted, Preview& preview);

}  // namespace settle
