#include "app/people/invitation_codes.h"

#include "domain/catalog/staff_role.h"

namespace settle {
namespace {

constexpr std::string_view kUsed = "code_used";
constexpr std::string_view kWithoutSeat = "code_without_seat";

Result<InvitationCode> present_code(const Context& context, Transaction& tx, const CustomerId& customer) {
    auto code = TRY(tx.find_invitation_code(context.vendor(), customer));
    if (!code) return fail(ErrorCode::kInvitationCodeMissing);
    return *std::move(code);
}

/// The first line of what is about codes: only who may manage members, and only once there are seats.
Result<std::shared_ptr<const Catalog>> managing(const Context& context, const CustomerId& customer) {
    TRY_VOID(may_see(context, customer));
    auto catalog = TRY(context.catalog());
    TRY_VOID(may(context, *catalog, Right::kManageMembers));
    return catalog;
}

Result<void> record(const Context& context, Transaction& tx, const InvitationCode& code, Instant now) {
    Event event =
        new_event(context, code.customer, code.is_active ? "invitation_code.set" : "invitation_code.disabled", now);
    if (code.use_limit) event.data = {{"use_limit", fmt::to_string(*code.use_limit)}};
    return tx.add_event(context.vendor(), std::move(event));
}

Result<void> tell_owner(const Context& context, Transaction& tx, const Member& about, std::string_view type,
                        Instant now) {
    const auto owner = TRY(tx.find_owner(context.vendor(), about.customer));
    if (!owner || owner->id == about.id) return {};
    if (type == kWithoutSeat) {
        // Of those who found no seat one is told of, until that was read: whoever tries on and on fills no list.
        const auto unread = TRY(tx.count_unread(context.vendor(), about.customer, owner->id, type));
        if (unread.of_type > 0) return {};
        Event event = new_event(context, about.customer, "invitation_code.refused", now);
        event.data = {{"member", about.id.str()}, {"why", "no_seat"}};
        TRY_VOID(tx.add_event(context.vendor(), std::move(event)));
    }
    const std::string name = about.full_name().empty() ? about.email : about.full_name();
    return tx.add_notification(context.vendor(), {new_id<NotificationId>(context.with.ids),
                                                  about.customer,
                                                  owner->id,
                                                  std::string(type),
                                                  {{"member", about.id.str()}, {"name", name}},
                                                  now});
}

/// What became of an attempt. One that is refused is remembered like one that is not, so it is no error yet.
struct Attempt {
    std::optional<SeatedMember> seated;
    std::optional<Error> refusal;
    bool is_guess = false;  ///< The code was wrong, which counts.
};

Result<Attempt> attempt(const Context& context, Transaction& tx, const Catalog& catalog, const Member& member,
                        std::string_view text, const Code& wanted_seat, Instant now) {
    const auto guess = [](ErrorCode code) { return Attempt{{}, Error(code, "code"), true}; };
    auto known = TRY(tx.find_invitation_code(context.vendor(), member.customer));
    if (!known || invitation_code_key(known->code) != invitation_code_key(text)) {
        const CustomerId owner = TRY(tx.owner_of_invitation_code(context.vendor(), text));
        return guess(owner.empty() ? ErrorCode::kCodeUnknown : ErrorCode::kCodeOfOtherSubscription);
    }
    InvitationCode code = *std::move(known);
    if (!code.is_active) return guess(ErrorCode::kCodeDisabled);
    const Subscription subscription = TRY(tx.load_subscription(context.vendor(), member.customer));
    TRY_VOID(may_hold_seats(catalog, subscription));
    const Code seat = TRY(named_seat(catalog, subscription, wanted_seat));
    for (const SeatHolder& held : TRY(tx.seats_of_member(context.vendor(), member.customer, member.id)))
        if (held.seat == seat) return Attempt{{}, Error(ErrorCode::kAlreadyBeneficiary, "member"), false};
    if (code.use_limit && code.uses >= *code.use_limit)
        return Attempt{{}, Error(ErrorCode::kCodeUsedUp, "code").with("limit", fmt::to_string(*code.use_limit)), false};
    const auto holder = seat_member(context, tx, catalog, subscription, seat, member, SeatSource::kCode, now);
    if (!holder && holder.error().code == ErrorCode::kNoSeat) {
        TRY_VOID(tell_owner(context, tx, member, kWithoutSeat, now));
        return Attempt{{}, holder.error(), false};
    }
    if (!holder) return fail(holder.error());
    ++code.uses;
    TRY_VOID(tx.save_invitation_code(context.vendor(), code));
    TRY_VOID(tell_owner(context, tx, member, kUsed, now));
    return Attempt{SeatedMember{*holder, member}, {}, false};
}

}  // namespace

Result<InvitationCode> read_invitation_code(const Context& context, const CustomerId& customer) {
    const auto catalog = TRY(managing(context, customer));
    return look_up(context.with.store, [&](Transaction& tx) -> Result<InvitationCode> {
        TRY_VOID(may_hold_seats(*catalog, TRY(tx.load_subscription(context.vendor(), customer))));
        return present_code(context, tx, customer);
    });
}

Result<InvitationCode> set_invitation_code(const Context& context, const InvitationCodeWish& wish) {
    const auto catalog = TRY(managing(context, wish.customer));
    InvitationCode code;
    code.customer = wish.customer;
    code.code =
        wish.code.empty() ? spell_invitation_code(context.with.ids.secret()) : TRY(parse_invitation_code(wish.code));
    if (wish.use_limit && *wish.use_limit < 1)
        return fail(Error(ErrorCode::kFieldInvalid, "use_limit").with("expected", "≥ 1"));
    code.use_limit = wish.use_limit;
    code.set_at = context.with.clock.now();
    return transact(context.with.store, [&](Transaction& tx) -> Result<InvitationCode> {
        TRY_VOID(may_hold_seats(*catalog, TRY(tx.load_subscription(context.vendor(), wish.customer))));
        const auto before = TRY(tx.find_invitation_code(context.vendor(), wish.customer));
        if (TRY(made_before(tx, context)) && before) return *before;
        // The same one with another limit goes on: who joined with it counts, and one that is off stays off.
        if (before && invitation_code_key(before->code) == invitation_code_key(code.code)) {
            code.uses = before->uses;
            code.is_active = before->is_active;
        }
        if (code.use_limit && *code.use_limit < code.uses)
            return fail(Error(ErrorCode::kFieldInvalid, "use_limit").with("expected", fmt::format("≥ {}", code.uses)));
        TRY_VOID(tx.save_invitation_code(context.vendor(), code));
        TRY_VOID(record(context, tx, code, code.set_at));
        TRY_VOID(remember_made(tx, context, wish.customer.str(), code.set_at));
        return code;
    });
}

Result<InvitationCode> switch_invitation_code(const Context& context, const CustomerId& customer, bool is_active) {
    const auto catalog = TRY(managing(context, customer));
    const Instant now = context.with.clock.now();
    return transact(context.with.store, [&](Transaction& tx) -> Result<InvitationCode> {
        TRY_VOID(may_hold_seats(*catalog, TRY(tx.load_subscription(context.vendor(), customer))));
        InvitationCode code = TRY(present_code(context, tx, customer));
        if (code.is_active == is_active) return code;
        code.is_active = is_active;
        TRY_VOID(tx.save_invitation_code(context.vendor(), code));
        TRY_VOID(record(context, tx, code, now));
        return code;
    });
}

Result<SeatedMember> redeem_invitation_code(const Context& context, const CustomerId& customer, const MemberId& id,
                                            std::string_view text, const Code& seat) {
    TRY_VOID(may_see(context, customer));
    TRY_VOID(may_as_staff(context, StaffRight::kManagePeople));
    const auto catalog = TRY(context.catalog());
    const MemberId who = context.caller.actor.is_member() ? context.caller.member : id;
    const Instant now = context.with.clock.now();
    const Attempt made = TRY(transact(context.with.store, [&](Transaction& tx) -> Result<Attempt> {
        const auto member = TRY(tx.find_member(context.vendor(), customer, who));
        if (!member || member->left_at) return fail(ErrorCode::kMemberNotFound, "member");
        const CodeTries tries = TRY(tx.load_code_tries(context.vendor(), customer, who));
        if (const auto seconds = tries.seconds_locked(now); seconds > 0)
            return fail(Error(ErrorCode::kTooManyCodes, "code").with("minutes", fmt::to_string((seconds + 59) / 60)));
        Attempt tried = TRY(attempt(context, tx, *catalog, *member, text, seat, now));
        if (!tried.is_guess) return tried;
        const CodeTries more = tries.with_one_more(now);
        TRY_VOID(tx.save_code_tries(context.vendor(), customer, who, more));
        if (more.locked_until) {
            Event event = new_event(context, customer, "invitation_code.locked", now);
            event.data = {{"member", who.str()}, {"tries", fmt::to_string(more.count)}};
            TRY_VOID(tx.add_event(context.vendor(), std::move(event)));
        }
        return tried;
    }));
    if (made.refusal) return fail(*made.refusal);
    return *made.seated;
}

}  // namespace settle
