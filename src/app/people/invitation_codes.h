// The code that people join with by themselves.
#pragma once

#include "app/people/seats.h"

namespace settle {

/// Fails with payment_required, role_required, invitation_code_missing.
Result<InvitationCode> read_invitation_code(const Context& context, const CustomerId& customer);

struct InvitationCodeWish {
    CustomerId customer;
    std::string code;                            ///< Empty: one is made.
    std::optional<std::int64_t> use_limit = {};  ///< At least 1.
};
/// Sets the code, in place of the one before, which is unknown from then on. Who may manage members only. Fails with
/// payment_required, invitation_code_malformed, invitation_code_taken, field_invalid (use_limit).
Result<InvitationCode> set_invitation_code(const Context& context, const InvitationCodeWish& wish);
/// Nobody joins with it until it is switched on. Fails with invitation_code_missing.
Result<InvitationCode> switch_invitation_code(const Context& context, const CustomerId& customer, bool is_active);

/// The caller (or for the vendor's server, `member`) takes a free seat with a code; the number paid for never changes.
/// The owner is told of each who came, and once of those for whom there was no seat. Fails with code_unknown,
/// code_disabled, code_used_up, code_of_other_subscription, no_seat, already_beneficiary, too_many_codes,
/// payment_required.
Result<SeatedMember> redeem_invitation_code(const Context& context, const CustomerId& customer, const MemberId& member,
                                            std::string_view code, const Code& seat = {});

}  // namespace settle
