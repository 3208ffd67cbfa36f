// Which version of the catalog a subscription goes by, and when it moves to another.
#pragma once

#include "domain/change/change.h"

namespace settle {

/// What `subscription` goes by on `day`. Whoever has nothing that was bought is offered what is sold on that day.
std::shared_ptr<const Catalog> terms_of(const CatalogTimeline& timeline, const Subscription& subscription, Date day);

/// The terms of the period that begins on `on`, which `subscription` then remembers. A commitment that runs keeps those
/// it was made under, unless a version said that they change at once.
const Catalog& renew_terms(const Situation& situation, Subscription& subscription, Date on);

/// The terms that `subscription` remembers, which may be others than the situation's.
const Catalog& terms_after(const Situation& situation, const Subscription& subscription, Date on);

}  // namespace settle
