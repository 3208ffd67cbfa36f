#include "domain/people/invitation.h"

namespace settle {

std::string_view name_of(InvitationState state) {
    switch (state) {
        case InvitationState::kPending: return "pending";
        case InvitationState::kAccepted: return "accepted";
        case InvitationState::kCancelled: return "cancelled";
        case InvitationState::kExpired: return "expired";
    }
    return {};
}

}  // namespace settle
