// The people of an organisation: who joins, who leaves, and whose it is.
#pragma once

#include "app/context.h"
#include "app/customer/customers.h"

namespace settle {

/// The role of somebody who joined and was given no other: one without rights, or the last in the catalog.
Code plain_role(const Catalog& catalog);
/// Checks what is said of a person. Fails with email_malformed, field_too_long, field_invalid.
Result<Member> new_member(const Context& context, const Catalog& catalog, const CustomerId& customer,
                          const NewPerson& person, Code role);
/// A member who has not left. Fails with member_not_found.
Result<Member> present_member(const Context& context, Transaction& tx, const CustomerId& customer, const MemberId& id);
/// Adds the member, with its event. Fails with member_exists.
Result<void> join(const Context& context, Transaction& tx, const Member& member, Instant now);

/// The member who is calling; nothing for staff and servers.
Result<std::optional<Member>> find_caller(const Context& context);

/// A member with what they hold and may use.
struct MemberView {
    Member member;
    std::vector<SeatHolder> seats;
    std::vector<Code> features;
    std::optional<Error> why_no_seat;  ///< Why they cannot be given one now; empty: they can.
};
/// Who may manage members, and each of themselves. Fails with member_not_found, role_required.
Result<MemberView> read_member(const Context& context, const CustomerId& customer, const MemberId& member);

/// Corrects who a member is: address, names and position; what `person` leaves out is empty afterwards, and its
/// language is not looked at. Who may manage members, and each of themselves except for the address. Whoever has
/// another address signs in anew, and the one before is told; an invitation that waits goes out again, to the new one.
/// Fails with member_not_found, role_required, email_malformed, field_required, member_exists, too_many_requests,
/// member_without_email (the owner, and whoever holds a seat, have one), version_stale (somebody else moved them).
Result<Member> edit_member(const Context& context, const CustomerId& customer, const MemberId& member,
                           const NewPerson& person);

/// They are gone at once: their seats are free, what they had open is ended, and no link signs them in any more. What
/// they did stays. Who may manage members, and each of themselves. Fails with member_not_found, owner_stays.
Result<void> remove_member(const Context& context, const CustomerId& customer, const MemberId& member);

/// What remove_member does once who may was asked, where `check`, in its transaction, has nothing against it.
Result<void> let_go(const Context& context, const CustomerId& customer, const MemberId& member,
                    const std::function<Result<void>(Transaction&)>& check);

/// Makes another member the owner, in one step: there is one at every moment. The one before gets the role
/// `former_role`, or the first that more than one may have. Fails with role_required, member_not_found,
/// member_without_email, field_invalid (a role that is not one).
Result<Member> transfer_ownership(const Context& context, const CustomerId& customer, const MemberId& to,
                                  const Code& former_role);

}  // namespace settle
