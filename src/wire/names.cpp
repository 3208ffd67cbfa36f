#include "wire/names.h"

#include "base/ensure.h"

namespace settle::wire {

std::string_view name_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::kNow: return "now";
        case Outcome::kPeriodEnd: return "period_end";
        case Outcome::kStaff: return "staff";
        case Outcome::kNo: return "no";
        case Outcome::kNothingToDo: return "nothing_to_do";
    }
    ENSURE(false);
}

std::string_view name_of(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::kStartTrial: return "start_trial";
        case ChangeKind::kSubscribe: return "subscribe";
        case ChangeKind::kPlan: return "plan";
        case ChangeKind::kCycle: return "cycle";
        case ChangeKind::kQuantity: return "quantity";
        case ChangeKind::kCancel: return "cancel";
        case ChangeKind::kRenewalOn: return "renewal_on";
        case ChangeKind::kPause: return "pause";
        case ChangeKind::kResume: return "resume";
        case ChangeKind::kCount: break;
    }
    ENSURE(false);
}

std::string_view name_of(ItemKind kind) {
    switch (kind) {
        case ItemKind::kNamedSeat: return "named_seat";
        case ItemKind::kCountedSeat: return "counted_seat";
        case ItemKind::kAddOn: return "add_on";
    }
    ENSURE(false);
}

std::string_view name_of(Actor::Kind kind) {
    switch (kind) {
        case Actor::Kind::kMember: return "member";
        case Actor::Kind::kStaff: return "staff";
        case Actor::Kind::kServer: return "server";
    }
    ENSURE(false);
}

}  // namespace settle::wire
