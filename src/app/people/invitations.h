// People who are asked by mail to join.
#pragma once

#include "app/customer/customers.h"
#include "ports/credentials.h"

namespace settle {

struct InvitationWish {
    CustomerId customer;
    NewPerson person;  ///< With an address.
    Code role;         ///< Empty: the one without rights.
    Code seat;         ///< The kind of seat they get; empty: none.
};

/// Makes them a member who has not been there yet, and writes to them. Whether the seat is theirs from now on or from
/// the moment they come is the catalog's choice. Who may manage members. Fails with field_required, email_malformed,
/// member_exists, field_invalid (the role), role_required, no_seat, payment_required, item_unknown, too_many_requests.
Result<InvitedMember> invite(const Context& context, const InvitationWish& wish);
/// At most a thousand: those that are pending or expired before the others, the newest of each first. Who may manage
/// members.
Result<std::vector<InvitedMember>> list_invitations(const Context& context, const CustomerId& customer);
/// Writes again, with a new link: the one before opens nothing any more. One that had expired gets its seat back. Fails
/// with invitation_not_found, invitation_over, too_many_requests (a minute between two), no_seat, payment_required.
Result<InvitedMember> resend_invitation(const Context& context, const CustomerId& customer, const InvitationId& id);
/// They are a member no more, and their seats are free. Fails with invitation_not_found, invitation_over, owner_stays.
Result<void> cancel_invitation(const Context& context, const CustomerId& customer, const InvitationId& id);

/// The organisation that the secret of an invitation's mail is for, while it is open and was not sent again. Fails with
/// sign_in_expired.
Result<CustomerId> open_invitation_of(Transaction& tx, const Ticket& ticket, Instant now);
/// A member has signed in: whoever was invited has come. Where no seat is left by now, they come without.
Result<void> note_arrival(const Context& context, Transaction& tx, Instant now);
/// A member has another address: whoever was invited and has not come is written to there, and the link before opens
/// nothing any more. Fails with too_many_requests.
Result<void> note_move(const Context& context, Transaction& tx, const Member& member, Instant now);
/// A member was removed: nobody waits for them any more.
Result<void> note_removal(const Context& context, Transaction& tx, const CustomerId& customer, const MemberId& member,
                          Instant now);
/// Gives back the seats of those who did not come in time; answers how many it looked at. Fails as the first that could
/// not be ended, after the others were.
Result<int> expire_invitations(const Context& context);

}  // namespace settle
