#include "domain/subscription/subscription.h"

namespace settle {
namespace {

constexpr std::string_view kStateNames[] = {"none",   "trialing", "trial_ended", "incomplete", "active",
                                            "ending", "past_due", "paused",      "ended"};
static_assert(std::size(kStateNames) == static_cast<std::size_t>(SubscriptionState::kCount));

}  // namespace

std::string_view name_of(SubscriptionState state) { return kStateNames[static_cast<std::size_t>(state)]; }

std::string_view name_of(ReminderKind kind) {
    switch (kind) {
        case ReminderKind::kTrialEnding: return "trial.ending";
        case ReminderKind::kCommitmentEnding: return "commitment.ending";
        case ReminderKind::kRenewalAhead: return "renewal.announced";
        case ReminderKind::kPauseEnding: return "pause.ending";
    }
    ENSURE(false);
}

std::optional<Date> Subscription::reminded_of(ReminderKind kind) const {
    switch (kind) {
        case ReminderKind::kTrialEnding: return trial_end;
        case ReminderKind::kCommitmentEnding: return commitment_end;
        case ReminderKind::kRenewalAhead: return period.end_day;
        case ReminderKind::kPauseEnding: return pause ? pause->to : std::nullopt;
    }
    ENSURE(false);
}

void Subscription::end() {
    state = SubscriptionState::kEnded;
    charged.clear();
    scheduled.clear();
    pause.reset();
    past_due.reset();
    ends_on.reset();
    trial_end.reset();
    commitment_start.reset();
    commitment_end.reset();
}

}  // namespace settle
