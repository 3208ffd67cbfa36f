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
    }
    ENSURE(false);
}

Result<SubscriptionState> parse_subscription_state(std::string_view text) {
    for (std::size_t i = 0; i < std::size(kStateNames); ++i)
        if (kStateNames[i] == text) return static_cast<SubscriptionState>(i);
    return fail(
        Error(ErrorCode::kFieldInvalid, "state").with("expected", fmt::format("{}", fmt::join(kStateNames, ", "))));
}

}  // namespace settle
