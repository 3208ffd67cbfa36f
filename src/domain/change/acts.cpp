#include "domain/change/acts.h"

#include "domain/change/next_period.h"

namespace settle {
namespace {

bool is_trial(SubscriptionState state) {
    return state == SubscriptionState::kTrialing || state == SubscriptionState::kTrialEnded;
}

void end_at_once(const Situation& situation, Subscription& after) {
    const bool was_trial = is_trial(after.state);
    after.end();
    if (!was_trial) return;
    // Back to where every customer of this vendor begins.
    after.state = SubscriptionState::kNone;
    after.plan = situation.catalog.free_plan;
    after.quantities = {};
    after.period = {};
    if (!after.plan.empty()) after.state = SubscriptionState::kActive;
}

void cancel(const Situation& situation, Preview& preview, Date on) {
    Subscription& after = preview.after;
    const Plan* plan = situation.catalog.find_plan(after.plan);
    const bool has_no_period = is_trial(after.state) || (plan != nullptr && plan->free);
    std::ranges::copy_if(after.scheduled, std::back_inserter(preview.withdrawn),
                         [&](const ScheduledChange& change) { return change.on >= on || has_no_period; });
    if (has_no_period && preview.ruling.outcome == Outcome::kPeriodEnd) {
        // There is no paid period to wait for, whatever the rule says.
        preview.ruling.outcome = Outcome::kNow;
        preview.ruling.on = situation.today;
        for (Ruling& part : preview.parts) part = preview.ruling;
    }
    if (has_no_period || on <= situation.today) return end_at_once(situation, after);
    std::erase_if(after.scheduled, [&](const ScheduledChange& change) { return change.on >= on; });
    if (after.pause && after.pause->from >= on) after.pause.reset();
    after.ends_on = on;
    if (after.state == SubscriptionState::kActive) after.state = SubscriptionState::kEnding;
}

Result<void> plan_pause(const Situation& situation, const Wanted& wanted, Subscription& after, Date from) {
    if (wanted.to && *wanted.to <= from)
        return fail(Error(ErrorCode::kFieldInvalid, "to").with("expected", "> " + from.str()));
    after.pause = Pause{.from = from, .to = wanted.to, .moves_commitment = situation.catalog.pause.extends_commitment};
    if (from == situation.today) begin_pause(after);
    return {};
}

// The period that a resumed subscription opens is billed as a renewal is, so here only its day is set.
void resume(const Situation& situation, Subscription& after) {
    if (after.state == SubscriptionState::kPaused) after.pause->to = situation.today;
    else after.pause.reset();
}

}  // namespace

Result<void> carry_out_act(const Situation& situation, const Wanted& wanted, Preview& preview) {
    Subscription& after = preview.after;
    switch (*wanted.act) {
        case ChangeKind::kCancel: cancel(situation, preview, preview.ruling.on); return {};
        case ChangeKind::kRenewalOn:
            after.ends_on.reset();
            if (after.state == SubscriptionState::kEnding) after.state = SubscriptionState::kActive;
            return {};
        case ChangeKind::kPause: return plan_pause(situation, wanted, after, preview.ruling.on);
        case ChangeKind::kResume: resume(situation, after); return {};
        default: break;
    }
    ENSURE(false);
}

}  // namespace settle
