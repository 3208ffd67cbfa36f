// Who sits on the seats that are paid for: by hand, from a member's page, and giving back.
#pragma once

#include "app/context.h"
#include "app/customer/customers.h"

namespace settle {

/// Somebody who is to get a seat: a member, or a person who becomes one unless somebody has their address.
struct SeatWish {
    CustomerId customer;
    Code seat;           ///< Empty: the plan's only named kind.
    MemberId member;     ///< Empty: `person`.
    NewPerson person;
    SeatSource source = SeatSource::kManual;
};

/// Gives a free seat; the number paid for never changes. Who may manage members only. Fails with payment_required,
/// no_seat, already_beneficiary, member_not_found, member_without_email, email_malformed, item_unknown,
/// field_required (seat).
Result<SeatedMember> assign_seat(const Context& context, const SeatWish& wish);

/// Takes a seat back, at once and without money. Who may manage members, and whoever sits on it. Fails with
/// seat_not_found.
Result<void> release_seat(const Context& context, const CustomerId& customer, const SeatId& seat);

/// One kind of seat in numbers: paid = taken + free.
struct SeatCount {
    Code seat;
    std::int64_t paid = 0;
    std::int64_t taken = 0;
    std::int64_t invited = 0;  ///< Of those taken, by members who were invited and have not come yet.
    std::int64_t waiting = 0;  ///< Members who were invited to one, have not come yet and have none.
    std::int64_t free() const { return std::max<std::int64_t>(0, paid - taken); }
};
struct SeatList {
    std::vector<SeatCount> counts;     ///< Of every named kind of the plan, and of every other that is held.
    std::vector<SeatedMember> seats;   ///< In the order they came.
    std::vector<Departure> departures = {};  ///< Of them, who leaves on a day to come.
};
/// Who may manage members only. Fails with payment_required where nobody sits and nothing is paid.
Result<SeatList> list_seats(const Context& context, const CustomerId& customer);

/// What assign_seat and a code do in their transaction, once who may was asked. Fails with no_seat,
/// already_beneficiary, member_without_email.
Result<SeatHolder> seat_member(const Context& context, Transaction& tx, const Catalog& catalog,
                               const Subscription& subscription, const Code& seat, const Member& member,
                               SeatSource source, Instant now);
/// Gives back what is held, with its event.
Result<void> unseat(const Context& context, Transaction& tx, const SeatHolder& holder, Instant now);

}  // namespace settle
