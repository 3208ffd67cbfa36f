// What a wish would do if staff accepted it, in figures that are kept with it.
#pragma once

#include "app/change/situation.h"
#include "domain/request/request.h"

namespace settle {

/// effect.on, effect.currency, effect.due_now, effect.next_invoice_on, effect.next_invoice; effect.refused alone when
/// the rules refuse it even to staff; nothing for what staff have yet to quote. Fails with what makes no sense in the
/// wish.
Result<RequestDetails> effect_of(const LoadedSituation& situation, const Wanted& set);

/// The vendor's rule that leaves the wish to staff; empty when none does.
Code rule_of(const LoadedSituation& situation, const Wanted& set);

}  // namespace settle
