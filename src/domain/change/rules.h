// Who may: the product's guards in their fixed order, then the vendor's rule table, part by part.
#pragma once

#include "domain/change/change.h"
#include "domain/change/target.h"

namespace settle {

/// One ruling per part of the wish, in the order subscribe, plan, cycle, quantities; a wish that
/// changes nothing has one part, kNothingToDo.
std::vector<Ruling> judge(const Situation& situation, const Wanted& wanted, const Target& target);

/// The strictest: no, then staff, then nothing to do, then now before at period end.
const Ruling& strictest(const std::vector<Ruling>& parts);

/// The ruling on a single act without a target: start_trial, cancel, pause, resume, renewal_on.
Ruling judge_act(const Situation& situation, ChangeKind act, const Wanted& wanted = {});

}  // namespace settle
