// The one place that decides what a step which fell due writes: for one customer and for millions.
#pragma once

#include "app/context.h"

namespace settle {

/// The next step of the subscription, when its day has come in the customer's zone at `now`, with all that it writes.
/// One step a call. Reads nothing and writes nothing; it only makes ids. A step whose rules fail is parked with the
/// error's code, a broken contract with "internal", and an invoice beyond the limit of the day with "runaway". Which of
/// the vendor's terms go with it, `timeline` says.
DueDecision decide_due(const Context& context, const CatalogTimeline& timeline, const DueCase& due, Instant now);

}  // namespace settle
