#include "app/people/invitations.h"

#include "app/access/person_session.h"
#include "app/mail/queue_mail.h"
#include "app/people/members.h"
#include "app/people/seats.h"
#include "base/ensure.h"
#include "base/hash.h"
#include "domain/catalog/staff_role.h"

namespace settle {
namespace {

constexpr int kExpiredAtOnce = 100;
/// Of one organisation, so that nobody uses us to write to strangers.
constexpr TryLimit kInvitationTries{.burst = 200, .seconds_per_try = 20};

Result<void> within(Transaction& tx, const Context& context, const std::string& key, TryLimit limit, Instant now) {
    const int wait = TRY(tx.credentials().count_try(context.vendor(), key, limit, now));
    if (wait > 0) return fail(Error(ErrorCode::kTooManyRequests).with("seconds", fmt::to_string(wait)));
    return {};
}

Result<void> may_write_to(const Context& context, Transaction& tx, const CustomerId& customer, std::string_view email,
                          Instant now) {
    // Not those of links to sign in: whoever asks for these, strangers too, keeps nobody from inviting.
    TRY_VOID(within(tx, context, "invite to " + mail_tries_of(email), kMailTries, now));
    if (!context.caller.actor.is_member()) return {};
    return within(tx, context, "invite " + customer.str(), kInvitationTries, now);
}

Result<const Role*> role_for(const Context& context, const Catalog& catalog, const Code& wanted) {
    const Role* role = catalog.find_role(wanted.empty() ? plain_role(catalog) : wanted);
    if (role == nullptr || role->only_one) {
        std::string roles;
        for (const Role& known : catalog.roles)
            if (!known.only_one) roles += (roles.empty() ? "" : ", ") + known.code.str();
        return fail(Error(ErrorCode::kFieldInvalid, "role").with("expected", roles));
    }
    TRY_VOID(may_decide_on(context, catalog, *role));
    return role;
}

Result<InvitedMember> with_member(const Context& context, Transaction& tx, Invitation invitation) {
    auto member = TRY(tx.find_member(context.vendor(), invitation.customer, invitation.member));
    ENSURE(member.has_value());
    return InvitedMember{std::move(invitation), *std::move(member)};
}

Result<Invitation> present_invitation(const Context& context, Transaction& tx, const CustomerId& customer,
                                      const InvitationId& id) {
    auto invitation = TRY(tx.find_invitation(context.vendor(), customer, id));
    if (!invitation) return fail(ErrorCode::kInvitationNotFound);
    if (!invitation->is_open()) return fail(ErrorCode::kInvitationOver);
    return *std::move(invitation);
}

Result<void> record(const Context& context, Transaction& tx, const Invitation& invitation, std::string type,
                    Instant now) {
    Event event = new_event(context, invitation.customer, std::move(type), now);
    event.data = {{"invitation", invitation.id.str()}, {"member", invitation.member.str()}};
    return tx.add_event(context.vendor(), std::move(event));
}

/// What the secret of the mail is for; one that was sent before it is for nothing any more.
std::string ticket_data(const Invitation& invitation) {
    return fmt::format("{} {} {}", invitation.customer.str(), invitation.id.str(), invitation.sends);
}

/// A link that signs them in once, in a mail that only they get.
Result<void> write_to(const Context& context, Transaction& tx, const Catalog& catalog, const Invitation& invitation,
                      const Member& member, Instant now) {
    const std::string token = context.with.ids.secret();
    const auto person = TRY(find_or_add_person(context.with, tx, context.vendor(), member.email, now));
    ENSURE(person.has_value());
    TRY_VOID(tx.credentials().add_ticket({.token_hash = digest_hex(token),
                                          .use = TicketUse::kInvitation,
                                          .vendor = context.vendor(),
                                          .person = person->id,
                                          .data = ticket_data(invitation),
                                          .expires_at = invitation.expires_at}));
    const Customer customer = TRY(tx.load_customer(context.vendor(), member.customer));
    const std::string inviter = TRY(name_of_actor(context, tx, member.customer, context.caller.actor));
    const Item* item = catalog.find_item(invitation.seat);
    const Date until = TRY(context.with.zones.day_in(customer.time_zone, invitation.expires_at));
    return queue_mail(context, tx,
                      {.template_name = "invitation",
                       .customer = member.customer,
                       .email = member.email,
                       .name = member.full_name(),
                       .language = member.language,
                       .fields = {{"inviter", inviter},
                                  {"company", customer.name},
                                  {"seat", item == nullptr ? std::string() : item->name.in(member.language)},
                                  {"link", fmt::format("{}/portal/sign-in/link?vendor={}&side=portal#{}",
                                                       context.with.settings.public_url, context.vendor(), token)},
                                  {"expires_on", until.str()}},
                       .about = fmt::format("{}/{}", invitation.id.str(), invitation.sends)},
                      now);
}

Result<void> hold_seat(const Context& context, Transaction& tx, const Catalog& catalog, const Invitation& invitation,
                       const Member& member, Instant now) {
    const Subscription subscription = TRY(tx.load_subscription(context.vendor(), member.customer));
    const bool is_server = context.caller.actor.kind == Actor::Kind::kServer;
    const SeatSource source = is_server ? SeatSource::kServer : SeatSource::kManual;
    TRY(seat_member(context, tx, catalog, subscription, invitation.seat, member, source, now));
    return {};
}

/// Of one kind, or all when `kind` is empty.
Result<void> free_seats(const Context& context, Transaction& tx, const Invitation& invitation, const Code& kind,
                        Instant now) {
    for (const SeatHolder& holder : TRY(tx.seats_of_member(context.vendor(), invitation.customer, invitation.member)))
        if (kind.empty() || holder.seat == kind) TRY_VOID(unseat(context, tx, holder, now));
    return {};
}

/// With a new link, from now on as long.
Result<void> send_again(const Context& context, Transaction& tx, const Catalog& catalog, Invitation& invitation,
                        const Member& member, Instant now) {
    TRY_VOID(may_write_to(context, tx, member.customer, member.email, now));
    invitation.state = InvitationState::kPending;
    invitation.ended_at.reset();
    invitation.sent_at = now;
    invitation.expires_at = now.plus_seconds(catalog.invitations.expire_days * 86'400LL);
    ++invitation.sends;
    TRY_VOID(tx.save_invitation(context.vendor(), invitation));
    TRY_VOID(record(context, tx, invitation, "invitation.sent", now));
    return write_to(context, tx, catalog, invitation, member, now);
}

Result<void> end(const Context& context, Transaction& tx, Invitation invitation, InvitationState state, Instant now) {
    invitation.state = state;
    invitation.ended_at = now;
    TRY_VOID(tx.save_invitation(context.vendor(), invitation));
    return record(context, tx, invitation, fmt::format("invitation.{}", name_of(state)), now);
}

}  // namespace

Result<InvitedMember> invite(const Context& context, const InvitationWish& wish) {
    TRY_VOID(may_see(context, wish.customer));
    const auto catalog = TRY(context.catalog());
    TRY_VOID(may(context, *catalog, Right::kManageMembers));
    if (wish.person.email.empty()) return fail(ErrorCode::kFieldRequired, "email");
    const Role* role = TRY(role_for(context, *catalog, wish.role));
    Member member = TRY(new_member(context, *catalog, wish.customer, wish.person, role->code));
    const Instant now = context.with.clock.now();
    Invitation invitation;
    invitation.id = new_id<InvitationId>(context.with.ids);
    invitation.customer = wish.customer;
    invitation.member = member.id;
    invitation.sent_at = now;
    invitation.expires_at = now.plus_seconds(catalog->invitations.expire_days * 86'400LL);
    return transact(context.with.store, [&](Transaction& tx) -> Result<InvitedMember> {
        const Subscription subscription = TRY(tx.load_subscription(context.vendor(), wish.customer));
        if (const auto known = TRY(made_before(tx, context))) {
            auto made = TRY(tx.find_invitation(context.vendor(), wish.customer, InvitationId(*known)));
            ENSURE(made.has_value());
            return with_member(context, tx, *std::move(made));
        }
        TRY_VOID(may_write_to(context, tx, wish.customer, member.email, now));
        if (wish.person.language.empty())
            member.language = TRY(tx.load_customer(context.vendor(), wish.customer)).language;
        TRY_VOID(join(context, tx, member, now));
        if (!wish.seat.empty()) {
            TRY_VOID(may_hold_seats(*catalog, subscription));
            invitation.seat = TRY(named_seat(*catalog, subscription, wish.seat));
            if (catalog->invitations.hold_seat) TRY_VOID(hold_seat(context, tx, *catalog, invitation, member, now));
        }
        TRY_VOID(tx.add_invitation(context.vendor(), invitation));
        TRY_VOID(record(context, tx, invitation, "invitation.sent", now));
        TRY_VOID(write_to(context, tx, *catalog, invitation, member, now));
        TRY_VOID(remember_made(tx, context, invitation.id.str(), now));
        return InvitedMember{invitation, member};
    });
}

Result<std::vector<InvitedMember>> list_invitations(const Context& context, const CustomerId& customer) {
    TRY_VOID(may_see(context, customer));
    TRY_VOID(may(context, *TRY(context.catalog()), Right::kManageMembers, StaffRight::kReadCustomers));
    return look_up(context.with.store, [&](Transaction& tx) -> Result<std::vector<InvitedMember>> {
        TRY(tx.load_customer(context.vendor(), customer));
        return tx.list_invitations(context.vendor(), customer);
    });
}

Result<InvitedMember> resend_invitation(const Context& context, const CustomerId& customer, const InvitationId& id) {
    TRY_VOID(may_see(context, customer));
    const auto catalog = TRY(context.catalog());
    TRY_VOID(may(context, *catalog, Right::kManageMembers));
    const Instant now = context.with.clock.now();
    return transact(context.with.store, [&](Transaction& tx) -> Result<InvitedMember> {
        TRY(tx.load_customer(context.vendor(), customer));
        if (const auto known = TRY(made_before(tx, context))) {
            auto made = TRY(tx.find_invitation(context.vendor(), customer, InvitationId(*known)));
            ENSURE(made.has_value());
            return with_member(context, tx, *std::move(made));
        }
        Invitation invitation = TRY(present_invitation(context, tx, customer, id));
        if (const auto seconds = invitation.seconds_to_wait(now); seconds > 0)
            return fail(Error(ErrorCode::kTooManyRequests).with("seconds", fmt::to_string(seconds)));
        const Member member = TRY(present_member(context, tx, customer, invitation.member));
        if (const Role* role = catalog->find_role(member.role)) TRY_VOID(may_decide_on(context, *catalog, *role));
        const bool was_expired = invitation.state == InvitationState::kExpired;
        if (was_expired && !invitation.seat.empty() && catalog->invitations.hold_seat)
            TRY_VOID(hold_seat(context, tx, *catalog, invitation, member, now));
        TRY_VOID(send_again(context, tx, *catalog, invitation, member, now));
        TRY_VOID(remember_made(tx, context, invitation.id.str(), now));
        return InvitedMember{invitation, member};
    });
}

Result<void> cancel_invitation(const Context& context, const CustomerId& customer, const InvitationId& id) {
    TRY_VOID(may_see(context, customer));
    TRY_VOID(may(context, *TRY(context.catalog()), Right::kManageMembers));
    const auto invited = TRY(look_up(context.with.store, [&](Transaction& tx) -> Result<Invitation> {
        TRY(tx.load_customer(context.vendor(), customer));
        return present_invitation(context, tx, customer, id);
    }));
    return let_go(context, customer, invited.member, [&](Transaction& tx) -> Result<void> {
        TRY(present_invitation(context, tx, customer, id));
        return {};
    });
}

Result<CustomerId> open_invitation_of(Transaction& tx, const Ticket& ticket, Instant now) {
    const std::string_view data = ticket.data;
    const auto first = data.find(' '), second = data.rfind(' ');
    ENSURE(first != second && second != std::string_view::npos);
    const CustomerId customer(std::string(data.substr(0, first)));
    const InvitationId id(std::string(data.substr(first + 1, second - first - 1)));
    const auto invitation = TRY(tx.find_invitation(ticket.vendor, customer, id));
    const bool is_open = invitation && invitation->state == InvitationState::kPending && now < invitation->expires_at &&
                         ticket_data(*invitation) == data;
    if (!is_open) return fail(ErrorCode::kSignInExpired);
    return customer;
}

Result<void> note_arrival(const Context& context, Transaction& tx, Instant now) {
    const Caller& caller = context.caller;
    if (caller.member.empty()) return {};
    const auto invitation = TRY(tx.open_invitation(caller.vendor, caller.customer, caller.member));
    if (!invitation) return {};
    const auto catalog = TRY(context.catalog());
    const auto held = TRY(tx.seats_of_member(caller.vendor, caller.customer, caller.member));
    const bool sits = std::ranges::find(held, invitation->seat, &SeatHolder::seat) != held.end();
    if (!invitation->seat.empty() && !sits) {
        const Member member = TRY(present_member(context, tx, caller.customer, caller.member));
        const Subscription subscription = TRY(tx.load_subscription(caller.vendor, caller.customer));
        const Quantities assigned = TRY(tx.assigned_quantities(caller.vendor, caller.customer));
        const bool is_free = may_hold_seats(*catalog, subscription) &&
                             named_seat(*catalog, subscription, invitation->seat) &&
                             judge_one_more(subscription, invitation->seat, assigned.of(invitation->seat));
        if (is_free) TRY_VOID(hold_seat(context, tx, *catalog, *invitation, member, now));
    }
    return end(context, tx, *invitation, InvitationState::kAccepted, now);
}

Result<void> note_move(const Context& context, Transaction& tx, const Member& member, Instant now) {
    auto invitation = TRY(tx.open_invitation(context.vendor(), member.customer, member.id));
    if (!invitation || invitation->state != InvitationState::kPending) return {};
    return send_again(context, tx, *TRY(context.catalog()), *invitation, member, now);
}

Result<void> note_removal(const Context& context, Transaction& tx, const CustomerId& customer, const MemberId& member,
                          Instant now) {
    const auto removed = TRY(tx.open_invitation(context.vendor(), customer, member));
    if (!removed) return {};
    return end(context, tx, *removed, InvitationState::kCancelled, now);
}

Result<int> expire_invitations(const Context& context) {
    const Instant now = context.with.clock.now();
    const auto catalog = TRY(context.catalog());
    const auto over = TRY(look_up(context.with.store, [&](Transaction& tx) {
        return tx.expired_invitations(context.vendor(), now, kExpiredAtOnce);
    }));
    int expired = 0;
    std::optional<Error> first_failure;
    for (const Invitation& found : over) {
        // One that cannot be ended holds back no other.
        const auto ended = context.with.store.write([&](Transaction& tx) -> Result<void> {
            TRY(tx.load_customer(context.vendor(), found.customer));
            // Sent again, accepted or cancelled meanwhile.
            const auto invitation = TRY(tx.find_invitation(context.vendor(), found.customer, found.id));
            if (!invitation || invitation->state != InvitationState::kPending || invitation->expires_at > now)
                return {};
            // Only what it gave: a seat that they were given otherwise is in use without their ever coming here.
            if (catalog->invitations.hold_seat && !invitation->seat.empty())
                TRY_VOID(free_seats(context, tx, *invitation, invitation->seat, now));
            return end(context, tx, *invitation, InvitationState::kExpired, now);
        });
        if (ended) ++expired;
        else if (!first_failure) first_failure = ended.error();
    }
    if (first_failure) return fail(*first_failure);
    return expired;
}

}  // namespace settle
