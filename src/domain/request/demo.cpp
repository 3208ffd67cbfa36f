#include "domain/request/demo.h"

namespace settle {
namespace {

constexpr std::string_view kStates[] = {"new", "scheduled", "held", "no_show", "won", "lost"};
constexpr std::string_view kSteps[] = {"asked", "scheduled", "rescheduled", "held", "no_show", "won", "lost", "note"};

// Which of the states that are open each act takes.
bool takes(DemoAct act, DemoState state) {
    switch (act) {
        case DemoAct::kSchedule:
        case DemoAct::kLose: return true;
        case DemoAct::kHold:
        case DemoAct::kMiss: return state == DemoState::kScheduled;
        case DemoAct::kWin: return state == DemoState::kHeld;
    }
    return false;
}

}  // namespace

std::string_view name_of(DemoState state) { return kStates[static_cast<std::size_t>(state)]; }
std::string_view name_of(DemoStep::Kind kind) { return kSteps[static_cast<std::size_t>(kind)]; }

Result<void> Demo::check(DemoAct act, Instant now) const {
    if (!is_open(state))
        return fail(Error(ErrorCode::kRequestAlreadyDecided).with("state", std::string(name_of(state))));
    const auto not_yet = [](DemoState first) {
        return fail(Error(ErrorCode::kFieldInvalid, "state").with("expected", std::string(name_of(first))));
    };
    if (!takes(act, state)) return not_yet(act == DemoAct::kWin ? DemoState::kHeld : DemoState::kScheduled);
    // Nobody misses what has not begun.
    if (act == DemoAct::kMiss && slot_at && now < *slot_at) return not_yet(DemoState::kHeld);
    return {};
}

}  // namespace settle
