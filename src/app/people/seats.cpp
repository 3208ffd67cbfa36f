#include "app/people/seats.h"

#include "app/people/departures.h"
#include "app/people/members.h"
#include "domain/catalog/staff_role.h"

namespace settle {

Result<SeatHolder> seat_member(const Context& context, Transaction& tx, const Catalog& catalog,
                               const Subscription& subscription, const Code& seat, const Member& member,
                               SeatSource source, Instant now) {
    TRY_VOID(may_hold_seats(catalog, subscription));
    if (member.email.empty())
        return fail(Error(ErrorCode::kMemberWithoutEmail, "member").with("name", member.full_name()));
    // Whoever sits already is told so, also when all seats are taken.
    for (const SeatHolder& held : TRY(tx.seats_of_member(context.vendor(), member.customer, member.id)))
        if (held.seat == seat) return fail(ErrorCode::kAlreadyBeneficiary, "member");
    const Quantities assigned = TRY(tx.assigned_quantities(context.vendor(), member.customer));
    TRY_VOID(judge_one_more(subscription, seat, assigned.of(seat)));
    SeatHolder holder;
    holder.id = new_id<SeatId>(context.with.ids);
    holder.customer = member.customer;
    holder.seat = seat;
    holder.member = member.id;
    holder.source = source;
    holder.since = now;
    TRY_VOID(tx.add_seat_holder(context.vendor(), holder));
    Event event = new_event(context, member.customer, "seat.assigned", now);
    event.data = {{"seat", holder.id.str()},
                  {"item", seat.str()},
                  {"member", member.id.str()},
                  {"source", std::string(name_of(source))}};
    TRY_VOID(tx.add_event(context.vendor(), std::move(event)));
    return holder;
}

Result<void> unseat(const Context& context, Transaction& tx, const SeatHolder& holder, Instant now) {
    TRY_VOID(tx.release_seat(context.vendor(), holder, now));
    TRY_VOID(forget_departure(context, tx, holder.customer, holder.id, now));
    Event event = new_event(context, holder.customer, "seat.released", now);
    event.data = {{"seat", holder.id.str()}, {"item", holder.seat.str()}, {"member", holder.member.str()}};
    return tx.add_event(context.vendor(), std::move(event));
}

namespace {

Result<Member> member_to_seat(const Context& context, Transaction& tx, const Catalog& catalog, const SeatWish& wish,
                              Instant now) {
    if (!wish.member.empty()) return present_member(context, tx, wish.customer, wish.member);
    const std::string email = TRY(parse_email(wish.person.email));
    if (auto known = TRY(tx.find_member_by_email(context.vendor(), wish.customer, email))) return *std::move(known);
    NewPerson person = wish.person;
    if (person.language.empty()) person.language = TRY(tx.load_customer(context.vendor(), wish.customer)).language;
    Member member = TRY(new_member(context, catalog, wish.customer, person, plain_role(catalog)));
    TRY_VOID(join(context, tx, member, now));
    return member;
}

}  // namespace

Result<SeatedMember> assign_seat(const Context& context, const SeatWish& wish) {
    TRY_VOID(may_see(context, wish.customer));
    const auto catalog = TRY(context.catalog());
    TRY_VOID(may(context, *catalog, Right::kManageMembers));
    const Instant now = context.with.clock.now();
    return transact(context.with.store, [&](Transaction& tx) -> Result<SeatedMember> {
        const Subscription subscription = TRY(tx.load_subscription(context.vendor(), wish.customer));
        if (const auto known = TRY(made_before(tx, context))) {
            auto holder = TRY(tx.find_seat(context.vendor(), wish.customer, SeatId(*known)));
            ENSURE(holder.has_value());
            auto member = TRY(tx.find_member(context.vendor(), wish.customer, holder->member));
            ENSURE(member.has_value());
            return SeatedMember{*std::move(holder), *std::move(member)};
        }
        TRY_VOID(may_hold_seats(*catalog, subscription));
        const Code seat = TRY(named_seat(*catalog, subscription, wish.seat));
        Member member = TRY(member_to_seat(context, tx, *catalog, wish, now));
        const bool is_server = context.caller.actor.kind == Actor::Kind::kServer;
        const SeatSource source = is_server ? SeatSource::kServer : wish.source;
        SeatHolder holder = TRY(seat_member(context, tx, *catalog, subscription, seat, member, source, now));
        TRY_VOID(remember_made(tx, context, holder.id.str(), now));
        return SeatedMember{std::move(holder), std::move(member)};
    });
}

Result<void> release_seat(const Context& context, const CustomerId& customer, const SeatId& seat) {
    TRY_VOID(may_see(context, customer));
    const auto catalog = TRY(context.catalog());
    const auto may_manage = may(context, *catalog, Right::kManageMembers);
    const Instant now = context.with.clock.now();
    return context.with.store.write([&](Transaction& tx) -> Result<void> {
        const auto holder = TRY(tx.find_seat(context.vendor(), customer, seat));
        const bool is_own = holder && !context.caller.member.empty() && holder->member == context.caller.member;
        if (!is_own) TRY_VOID(may_manage);
        if (!holder || holder->until) return fail(ErrorCode::kSeatNotFound);
        return unseat(context, tx, *holder, now);
    });
}

Result<SeatList> list_seats(const Context& context, const CustomerId& customer) {
    TRY_VOID(may_see(context, customer));
    const auto catalog = TRY(context.catalog());
    TRY_VOID(may(context, *catalog, Right::kManageMembers, StaffRight::kReadCustomers));
    return look_up(context.with.store, [&](Transaction& tx) -> Result<SeatList> {
        const Subscription subscription = TRY(tx.load_subscription(context.vendor(), customer));
        SeatList list;
        list.seats = TRY(tx.list_seats(context.vendor(), customer));
        list.departures = subscription.departures;
        // Those who sat when it ended are still there: before anything is bought again they may have to leave.
        const auto is_paid = may_hold_seats(*catalog, subscription);
        if (list.seats.empty()) TRY_VOID(is_paid);
        const Quantities assigned = TRY(tx.assigned_quantities(context.vendor(), customer));
        std::vector<Code> kinds;
        if (const Plan* plan = catalog->find_plan(subscription.plan)) kinds = named_seats(*catalog, *plan);
        for (const SeatedMember& seated : list.seats)
            if (std::ranges::find(kinds, seated.holder.seat) == kinds.end()) kinds.push_back(seated.holder.seat);
        const auto invited = TRY(tx.count_invitations(context.vendor(), customer));
        for (const Code& seat : kinds) {
            SeatCount count{seat, is_paid ? subscription.quantities.of(seat) : 0, assigned.of(seat)};
            if (const auto coming = std::ranges::find(invited, seat, &InvitedCount::seat); coming != invited.end()) {
                count.invited = coming->held;
                count.waiting = coming->waiting;
            }
            list.counts.push_back(count);
        }
        return list;
    });
}

}  // namespace settle
