#include "app/people/members.h"

#include "app/access/end_access.h"
#include "app/customer/field_length.h"
#include "app/mail/queue_mail.h"
#include "app/people/invitations.h"
#include "app/people/seats.h"
#include "domain/catalog/staff_role.h"

namespace settle {
namespace {

/// Each may see and remove themselves; others need the right.
Result<void> may_manage(const Context& context, const Catalog& catalog, const CustomerId& customer,
                        const MemberId& member, StaffRight of_staff) {
    TRY_VOID(may_see(context, customer));
    if (!context.caller.member.empty() && context.caller.member == member) return {};
    return may(context, catalog, Right::kManageMembers, of_staff);
}

/// Who a member is, as somebody says it.
Result<void> describe(Member& member, const NewPerson& person) {
    member.email = person.email.empty() ? "" : TRY(parse_email(person.email));
    TRY_VOID(check_length("first_name", person.first_name, 100));
    TRY_VOID(check_length("last_name", person.last_name, 100));
    TRY_VOID(check_length("position", person.position, 100));
    if (person.email.empty() && person.first_name.empty() && person.last_name.empty())
        return fail(ErrorCode::kFieldRequired, "email");
    member.first_name = person.first_name;
    member.last_name = person.last_name;
    member.position = person.position;
    return {};
}

auto words_of(const Member& member) {
    return std::tie(member.email, member.first_name, member.last_name, member.position);
}

/// What the store answers, said of the address where that is somebody else's.
Result<void> unless_taken(Result<void> written) {
    if (!written && written.error().code == ErrorCode::kMemberExists) return fail(ErrorCode::kMemberExists, "email");
    return written;
}

/// What somebody else decides about a member needs every right that the member has.
Result<void> may_decide_about(const Context& context, const Catalog& catalog, const Member& member) {
    const Role* role = catalog.find_role(member.role);
    if (role == nullptr || context.caller.member == member.id) return {};
    return may_decide_on(context, catalog, *role);
}

/// The address is how somebody signs in: it is set by who may give accounts away, and kept where it is needed.
Result<void> may_move_to(const Context& context, Transaction& tx, const Catalog& catalog, const Member& member) {
    TRY_VOID(may(context, catalog, Right::kManageMembers));
    if (!member.email.empty()) return {};
    const auto seats = TRY(tx.seats_of_member(context.vendor(), member.customer, member.id));
    const auto invitation = TRY(tx.open_invitation(context.vendor(), member.customer, member.id));
    if (!member.is_owner && seats.empty() && !invitation) return {};
    return fail(Error(ErrorCode::kMemberWithoutEmail, "email").with("name", member.full_name()));
}

Result<void> tell_of(const Context& context, Transaction& tx, const Member& member, std::string type, Instant now) {
    Event event = new_event(context, member.customer, std::move(type), now);
    event.data = {{"member", member.id.str()}};
    event.personal = {{"email", member.email}};
    return tx.add_event(context.vendor(), std::move(event));
}

/// Whoever reads the address that was left learns of it, also when it was left by mistake or by somebody else.
Result<void> tell_former_address(const Context& context, Transaction& tx, const Member& before, const Member& after,
                                 Instant now) {
    if (before.email.empty() || TRY(tx.open_invitation(context.vendor(), after.customer, after.id))) return {};
    const bool is_self = context.caller.member == after.id;
    const Customer customer = TRY(tx.load_customer(context.vendor(), after.customer));
    std::string who;
    if (!is_self) who = TRY(name_of_actor(context, tx, after.customer, context.caller.actor));
    return queue_mail(context, tx,
                      {.template_name = "address-changed",
                       .customer = after.customer,
                       .email = before.email,
                       .name = after.full_name(),
                       .language = after.language,
                       .fields = {{"address", after.email}, {"company", customer.name}, {"who", who}}},
                      now);
}

/// Works on a member who has not left, with the person behind their address, who waits meanwhile: as that one is locked
/// before the customer, the address is looked up ahead. Fails with member_not_found, version_stale (somebody gave the
/// member another address in between).
template <class Work>
Result<Member> with_member(const Context& context, const CustomerId& customer, const MemberId& id, Work&& work) {
    const auto ahead = TRY(
        look_up(context.with.store, [&](Transaction& tx) { return tx.find_member(context.vendor(), customer, id); }));
    if (!ahead) return fail(ErrorCode::kMemberNotFound, "member");
    return transact(context.with.store, [&](Transaction& tx) -> Result<Member> {
        const auto behind = TRY(hold_person(tx, context.vendor(), ahead->email));
        const Member member = TRY(present_member(context, tx, customer, id));
        if (member.email != ahead->email) return fail(ErrorCode::kVersionStale, "member");
        return work(tx, member, behind ? &*behind : nullptr);
    });
}

Result<Member> correct(const Context& context, Transaction& tx, const Catalog& catalog, const Member& before,
                       const NewPerson& person, const Person* behind, Instant now) {
    TRY_VOID(may_decide_about(context, catalog, before));
    Member member = before;
    TRY_VOID(describe(member, person));
    if (words_of(member) == words_of(before)) return member;
    const bool moves = member.email != before.email;
    // Whoever corrects their own stays signed in, and is not left without a way to come back to what was wrong.
    const bool is_moved = moves && context.caller.member != member.id;
    if (moves) TRY_VOID(may_move_to(context, tx, catalog, member));
    TRY_VOID(unless_taken(tx.save_member(context.vendor(), member)));
    // Links that went to the former address sign nobody in any more.
    if (is_moved) TRY_VOID(tx.end_what_is_open(context.vendor(), member.customer, member.id));
    if (is_moved && behind != nullptr) TRY_VOID(forget_departed(tx, *behind, now));
    TRY_VOID(tell_of(context, tx, member, "member.changed", now));
    if (moves) TRY_VOID(tell_former_address(context, tx, before, member, now));
    if (moves) TRY_VOID(note_move(context, tx, member, now));
    return member;
}

Result<Code> former_owner_role(const Catalog& catalog, const Code& wanted) {
    std::string roles;
    for (const Role& role : catalog.roles) {
        if (role.only_one) continue;
        if (wanted.empty() || role.code == wanted) return role.code;
        roles += (roles.empty() ? "" : ", ") + role.code.str();
    }
    return fail(Error(ErrorCode::kFieldInvalid, "former_role").with("expected", roles));
}

}  // namespace

Result<Member> new_member(const Context& context, const Catalog& catalog, const CustomerId& customer,
                          const NewPerson& person, Code role) {
    Member member;
    TRY_VOID(describe(member, person));
    member.id = new_id<MemberId>(context.with.ids);
    member.customer = customer;
    member.role = role;
    member.language = person.language.empty() ? catalog.languages.front() : person.language;
    return member;
}

Result<Member> present_member(const Context& context, Transaction& tx, const CustomerId& customer, const MemberId& id) {
    auto member = TRY(tx.find_member(context.vendor(), customer, id));
    if (!member || member->left_at) return fail(ErrorCode::kMemberNotFound, "member");
    return *std::move(member);
}

Code plain_role(const Catalog& catalog) {
    for (const Role& role : catalog.roles)
        if (role.has_no_right) return role.code;
    return catalog.roles.empty() ? Code() : catalog.roles.back().code;
}

Result<void> join(const Context& context, Transaction& tx, const Member& member, Instant now) {
    TRY_VOID(unless_taken(tx.add_member(context.vendor(), member)));
    Event event = new_event(context, member.customer, "member.added", now);
    event.data = {{"member", member.id.str()}, {"role", member.role.str()}};
    event.personal = {{"email", member.email}};
    return tx.add_event(context.vendor(), std::move(event));
}

Result<std::optional<Member>> find_caller(const Context& context) {
    if (context.caller.member.empty()) return std::optional<Member>();
    return look_up(context.with.store, [&](Transaction& tx) {
        return tx.find_member(context.vendor(), context.caller.customer, context.caller.member);
    });
}

Result<MemberView> read_member(const Context& context, const CustomerId& customer, const MemberId& id) {
    const auto catalog = TRY(context.catalog());
    TRY_VOID(may_manage(context, *catalog, customer, id, StaffRight::kReadCustomers));
    return look_up(context.with.store, [&](Transaction& tx) -> Result<MemberView> {
        MemberView view{TRY(present_member(context, tx, customer, id)), {}, {}, {}};
        const Subscription subscription = TRY(tx.load_subscription(context.vendor(), customer));
        view.seats = TRY(tx.seats_of_member(context.vendor(), customer, id));
        view.features = features_of_member(*catalog, subscription, view.seats);
        const Quantities assigned = TRY(tx.assigned_quantities(context.vendor(), customer));
        if (const auto judged = judge_any_seat(*catalog, subscription, view.member, view.seats, assigned); !judged)
            view.why_no_seat = judged.error();
        return view;
    });
}

Result<Member> edit_member(const Context& context, const CustomerId& customer, const MemberId& id,
                           const NewPerson& person) {
    const auto catalog = TRY(context.catalog());
    TRY_VOID(may_manage(context, *catalog, customer, id, StaffRight::kManagePeople));
    const Instant now = context.with.clock.now();
    return with_member(context, customer, id, [&](Transaction& tx, const Member& before, const Person* behind) {
        return correct(context, tx, *catalog, before, person, behind, now);
    });
}

Result<void> remove_member(const Context& context, const CustomerId& customer, const MemberId& id) {
    const auto catalog = TRY(context.catalog());
    TRY_VOID(may_manage(context, *catalog, customer, id, StaffRight::kManagePeople));
    return let_go(context, customer, id, [](Transaction&) { return Result<void>(); });
}

Result<void> let_go(const Context& context, const CustomerId& customer, const MemberId& id,
                    const std::function<Result<void>(Transaction&)>& check) {
    const auto catalog = TRY(context.catalog());
    const Instant now = context.with.clock.now();
    TRY(with_member(context, customer, id, [&](Transaction& tx, Member member, const Person* behind) -> Result<Member> {
        TRY_VOID(check(tx));
        if (member.is_owner) return fail(ErrorCode::kOwnerStays, "member");
        TRY_VOID(may_decide_about(context, *catalog, member));
        for (const SeatHolder& holder : TRY(tx.seats_of_member(context.vendor(), customer, id)))
            TRY_VOID(unseat(context, tx, holder, now));
        member.left_at = now;
        TRY_VOID(tx.save_member(context.vendor(), member));
        TRY_VOID(note_removal(context, tx, customer, id, now));
        TRY_VOID(tx.end_what_is_open(context.vendor(), customer, id));
        TRY_VOID(tell_of(context, tx, member, "member.left", now));
        if (behind != nullptr) TRY_VOID(forget_departed(tx, *behind, now));
        return member;
    }));
    return {};
}

Result<Member> transfer_ownership(const Context& context, const CustomerId& customer, const MemberId& to,
                                  const Code& former_role) {
    TRY_VOID(may_see(context, customer));
    const auto catalog = TRY(context.catalog());
    TRY_VOID(may(context, *catalog, Right::kTransfer));
    const Role* owner_role = catalog->owner_role();
    if (owner_role == nullptr) return fail(ErrorCode::kNotOffered);
    const Code becomes = TRY(former_owner_role(*catalog, former_role));
    const Instant now = context.with.clock.now();
    return transact(context.with.store, [&](Transaction& tx) -> Result<Member> {
        Member next = TRY(present_member(context, tx, customer, to));
        if (next.email.empty())
            return fail(Error(ErrorCode::kMemberWithoutEmail, "member").with("name", next.full_name()));
        if (next.is_owner) return next;
        if (TRY(tx.open_invitation(context.vendor(), customer, to)))
            return fail(Error(ErrorCode::kMemberNotCome, "member").with("name", next.full_name()));
        std::optional<Member> former = TRY(tx.find_owner(context.vendor(), customer));
        // The caller's role was read when they signed in: meanwhile somebody else may have become the owner.
        const bool is_member = context.caller.actor.is_member();
        if (is_member && context.caller.actor.role == owner_role->code &&
            (!former || former->id != context.caller.member))
            return fail(Error(ErrorCode::kRoleRequired)
                            .with("who", catalog->names_of_roles_with(Right::kTransfer, context.caller.language)));
        Event event = new_event(context, customer, "customer.owner_changed", now);
        if (former) {
            former->is_owner = false;
            former->role = becomes;
            TRY_VOID(tx.save_member(context.vendor(), *former));
            TRY_VOID(tx.change_open_role(context.vendor(), customer, former->id, former->role));
            event.data = {{"member.before", former->id.str()}};
        }
        next.is_owner = true;
        next.role = owner_role->code;
        TRY_VOID(tx.save_member(context.vendor(), next));
        TRY_VOID(tx.change_open_role(context.vendor(), customer, next.id, next.role));
        event.data.emplace_back("member.after", next.id.str());
        TRY_VOID(tx.add_event(context.vendor(), std::move(event)));
        return next;
    });
}

}  // namespace settle
