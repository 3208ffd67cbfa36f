// Who sits on the seats that are paid for, how they got there, and how they leave.
#include "app/access/sign_in.h"
#include "app/people/invitation_codes.h"
#include "app/people/members.h"
#include "app/people/notifications.h"
#include "app/renewal/run_due.h"
#include "base/hash.h"
#include "tests/app/town.h"

using namespace settle;
using app_test::of;
using app_test::plan;
using app_test::Town;
using app_test::users;

namespace {

struct Hive : Town {
    explicit Hive(std::int64_t paid = 3) {
        go_to(Date(2026, 4, 1));
        welcome("beesbusy", "FR");
        if (paid > 0) buy(plan("business", Cycle::kMonth, of("user", paid)));
    }
    Member person(const std::string& email, const std::string& first = "Ana", Code role = "member") {
        return add_member(server(), {customer, {email, first, "Ruiz", "fr"}, role}).value();
    }
    Context as(const Member& who) { return Town::member(customer, who.id, who.role); }
    Result<SeatedMember> seat(const std::string& email) {
        return assign_seat(as_owner(), {customer, {}, {}, {email, "", "", ""}});
    }
    SeatCount count() { return list_seats(as_owner(), customer).value().counts.front(); }
    NotificationList told() { return list_notifications(as_owner(), customer).value(); }
    void set_code(const std::string& code, std::optional<std::int64_t> limit = {}) {
        REQUIRE(set_invitation_code(as_owner(), {customer, code, limit}).has_value());
    }
    Result<SeatedMember> redeem(const Member& who, std::string_view code) {
        return redeem_invitation_code(as(who), customer, {}, code);
    }
};

template <class T>
ErrorCode why(const Result<T>& refused) {
    REQUIRE(!refused.has_value());
    return refused.error().code;
}

}  // namespace

TEST_CASE("a seat is given while one is free, and never bought") {
    Hive hive(2);
    const auto seated = hive.seat("chloe@acme.example");
    REQUIRE(seated.has_value());
    CHECK(seated->holder.source == SeatSource::kManual);
    CHECK(why(hive.seat("Chloe@ACME.example")) == ErrorCode::kAlreadyBeneficiary);
    CHECK(hive.seat("dan@acme.example").has_value());
    const auto refused = hive.seat("eve@acme.example");
    CHECK(why(refused) == ErrorCode::kNoSeat);
    CHECK(hive.count().paid == 2);
    CHECK(hive.count().taken == 2);
    CHECK(hive.count().free() == 0);
    CHECK(list_members(hive.server(), hive.customer)->size() == 3);  // Eve was not added for nothing.
    REQUIRE(release_seat(hive.as_owner(), hive.customer, seated->holder.id).has_value());
    CHECK(why(release_seat(hive.as_owner(), hive.customer, seated->holder.id)) == ErrorCode::kSeatNotFound);
    CHECK(hive.seat("eve@acme.example").has_value());
    CHECK(hive.subscription().quantities.of("user") == 2);
    CHECK(hive.invoices().size() == 1);
    CHECK(hive.events("seat.assigned") == 3);
    CHECK(hive.events("seat.released") == 1);
}

TEST_CASE("seats are there once they are paid, and for who may manage members") {
    Hive hive(0);
    const Member ana = hive.person("ana@acme.example");
    CHECK(why(hive.seat("bo@acme.example")) == ErrorCode::kPaymentRequired);
    CHECK(why(list_seats(hive.as_owner(), hive.customer)) == ErrorCode::kPaymentRequired);
    CHECK(why(set_invitation_code(hive.as_owner(), {hive.customer, "RUCHE-2026"})) == ErrorCode::kPaymentRequired);
    CHECK(why(list_seats(hive.as(ana), hive.customer)) == ErrorCode::kRoleRequired);
    CHECK(why(assign_seat(hive.as(ana), {hive.customer, {}, ana.id, {}})) == ErrorCode::kRoleRequired);
    CHECK(why(set_invitation_code(hive.as(ana), {hive.customer, "RUCHE-2026"})) == ErrorCode::kRoleRequired);
    CHECK(why(read_invitation_code(hive.as(ana), hive.customer)) == ErrorCode::kRoleRequired);
    CHECK(why(switch_invitation_code(hive.as(ana), hive.customer, false)) == ErrorCode::kRoleRequired);
    CHECK(why(remove_member(hive.as(ana), hive.customer, hive.owner)) == ErrorCode::kRoleRequired);
    CHECK(why(read_member(hive.as(ana), hive.customer, hive.owner)) == ErrorCode::kRoleRequired);
    CHECK(why(transfer_ownership(hive.as(ana), hive.customer, ana.id, {})) == ErrorCode::kRoleRequired);
    const CustomerId here = hive.customer;
    hive.welcome("beesbusy", "FR");
    CHECK(why(list_seats(hive.as_owner(), here)) == ErrorCode::kCustomerNotFound);
}

TEST_CASE("what has no address holds no seat, and says why") {
    Hive hive;
    const Member room = add_member(hive.server(), {hive.customer, {"", "Room 1", "", ""}, "member"}).value();
    CHECK(why(assign_seat(hive.as_owner(), {hive.customer, {}, room.id, {}})) == ErrorCode::kMemberWithoutEmail);
    const MemberView view = read_member(hive.as_owner(), hive.customer, room.id).value();
    REQUIRE(view.why_no_seat);
    CHECK(view.why_no_seat->code == ErrorCode::kMemberWithoutEmail);
    CHECK(why(add_member(hive.server(), {hive.customer, {"", "", "", ""}, "member"})) == ErrorCode::kFieldRequired);
}

TEST_CASE("a seat opens the features of the plan, and what is left without it is what is free") {
    Hive hive(1);
    const Member chloe = hive.person("chloe@acme.example", "Chloé");
    const auto features = [&] {
        std::vector<std::string> names;
        const MemberView view = read_member(hive.as(chloe), hive.customer, chloe.id).value();
        for (const Code& feature : view.features) names.push_back(feature.str());
        return names;
    };
    CHECK(features() == std::vector<std::string>{"what_view"});
    CHECK(!read_member(hive.as_owner(), hive.customer, chloe.id)->why_no_seat);
    const auto seated = assign_seat(hive.as_owner(), {hive.customer, {}, chloe.id, {}, SeatSource::kMemberPage});
    REQUIRE(seated.has_value());
    CHECK(features().size() > 1);
    CHECK(read_member(hive.as_owner(), hive.customer, chloe.id)->why_no_seat->code == ErrorCode::kAlreadyBeneficiary);
    REQUIRE(release_seat(hive.as(chloe), hive.customer, seated->holder.id).has_value());  // Her own.
    CHECK(features() == std::vector<std::string>{"what_view"});
}

TEST_CASE("a code lets people in up to the seats, and the owner is told of each") {
    Hive hive(2);
    const Member ana = hive.person("ana@acme.example");
    const Member bo = hive.person("bo@acme.example", "Bo");
    const Member cy = hive.person("cy@acme.example", "Cy");
    const Member di = hive.person("di@acme.example", "Di");
    hive.set_code("RUCHE-2026");
    CHECK(hive.redeem(ana, "ruche-2026")->holder.source == SeatSource::kCode);
    REQUIRE(hive.told().notifications.size() == 1);
    CHECK(hive.told().notifications[0].type == "code_used");
    CHECK(why(hive.redeem(ana, "RUCHE-2026")) == ErrorCode::kAlreadyBeneficiary);
    CHECK(hive.told().notifications.size() == 1);
    CHECK(hive.redeem(bo, "Ruche-2026").has_value());
    CHECK(hive.told().unread == 2);
    CHECK(why(hive.redeem(cy, "ruche-2026")) == ErrorCode::kNoSeat);
    CHECK(why(hive.redeem(di, "ruche-2026")) == ErrorCode::kNoSeat);
    CHECK(hive.told().unread == 3);  // Those who found no seat are told of together.
    CHECK(hive.count().taken == 2);
    CHECK(hive.subscription().quantities.of("user") == 2);
    CHECK(read_invitation_code(hive.as_owner(), hive.customer)->uses == 2);
    REQUIRE(read_notifications(hive.as_owner(), hive.customer, hive.told().notifications.front().id).has_value());
    CHECK(hive.told().unread == 0);
    CHECK(list_notifications(hive.as(ana), hive.customer)->notifications.empty());
}

TEST_CASE("a code that is off, replaced, used up or another organisation's lets nobody in") {
    Hive hive(5);
    const Member ana = hive.person("ana@acme.example");
    CHECK(why(hive.redeem(ana, "RUCHE-2026")) == ErrorCode::kCodeUnknown);
    CHECK(why(switch_invitation_code(hive.as_owner(), hive.customer, false)) == ErrorCode::kInvitationCodeMissing);
    hive.set_code("RUCHE-2026", 1);
    REQUIRE(switch_invitation_code(hive.as_owner(), hive.customer, false).has_value());
    CHECK(why(hive.redeem(ana, "RUCHE-2026")) == ErrorCode::kCodeDisabled);
    REQUIRE(switch_invitation_code(hive.as_owner(), hive.customer, true).has_value());
    CHECK(hive.redeem(ana, "RUCHE-2026").has_value());
    CHECK(why(hive.redeem(hive.person("bo@acme.example"), "RUCHE-2026")) == ErrorCode::kCodeUsedUp);
    hive.set_code("BEES-2027");
    CHECK(why(hive.redeem(hive.person("cy@acme.example"), "RUCHE-2026")) == ErrorCode::kCodeUnknown);
    const CustomerId first = hive.customer;
    hive.welcome("beesbusy", "FR");
    hive.buy(plan("business", Cycle::kMonth, of("user", 3)));
    CHECK(why(hive.redeem(hive.person("di@acme.example"), "BEES-2027")) == ErrorCode::kCodeOfOtherSubscription);
    CHECK(why(set_invitation_code(hive.as_owner(), {hive.customer, "bees-2027"})) == ErrorCode::kInvitationCodeTaken);
    const auto made = set_invitation_code(hive.as_owner(), {hive.customer, {}});
    REQUIRE(made.has_value());
    CHECK(made->code.size() == 14);
    CHECK(first != hive.customer);
}

TEST_CASE("whoever guesses codes is stopped after ten, also with the right one") {
    Hive hive;
    const Member ana = hive.person("ana@acme.example");
    hive.set_code("RUCHE-2026");
    for (int i = 0; i < 10; ++i) CHECK(why(hive.redeem(ana, fmt::format("GUESS-{}", i))) == ErrorCode::kCodeUnknown);
    CHECK(why(hive.redeem(ana, "RUCHE-2026")) == ErrorCode::kTooManyCodes);
    CHECK(hive.redeem(hive.person("bo@acme.example"), "RUCHE-2026").has_value());
    CHECK(hive.events("invitation_code.locked") == 1);
    hive.go_to(Date(2026, 4, 1), 2);
    CHECK(hive.redeem(ana, "RUCHE-2026").has_value());
}

TEST_CASE("who leaves has no seat, no session and no link any more") {
    Hive hive;
    const Member tom = hive.person("tom@acme.example", "Tom");
    REQUIRE(hive.seat("tom@acme.example").has_value());
    const auto link = create_portal_link(hive.server(), hive.customer, tom.id, {}).value();
    const auto signed_in = sign_in(*hive.services, link.url.substr(link.url.rfind('/') + 1)).value();
    CHECK(find_session(*hive.services, signed_in.token).has_value());
    const auto unused = create_portal_link(hive.server(), hive.customer, tom.id, {}).value();
    REQUIRE(remove_member(hive.as_owner(), hive.customer, tom.id).has_value());
    CHECK(!find_session(*hive.services, signed_in.token).has_value());
    CHECK(why(sign_in(*hive.services, unused.url.substr(unused.url.rfind('/') + 1))) == ErrorCode::kSignInLinkSpent);
    CHECK(why(create_portal_link(hive.server(), hive.customer, tom.id, {})) == ErrorCode::kNotFound);
    CHECK(why(remove_member(hive.as_owner(), hive.customer, tom.id)) == ErrorCode::kMemberNotFound);
    CHECK(hive.count().taken == 0);
    CHECK(why(remove_member(hive.as_owner(), hive.customer, hive.owner)) == ErrorCode::kOwnerStays);
    // Coming back with the same address is somebody new.
    CHECK(hive.person("tom@acme.example").id != tom.id);
}

TEST_CASE("who a member is can be corrected, and another address signs in anew") {
    Hive hive;
    const Member tom = hive.person("tom@acme.example", "Tom");
    const auto edit = [&](const Context& context, const MemberId& id, const std::string& email,
                          const std::string& first) {
        return edit_member(context, hive.customer, id, {email, first, "Ruiz", "", "Chef"});
    };
    const auto link = create_portal_link(hive.server(), hive.customer, tom.id, {}).value();
    const auto open = sign_in(*hive.services, link.url.substr(link.url.rfind('/') + 1)).value();
    const auto renamed = edit(hive.as(tom), tom.id, "tom@acme.example", "Thomas");
    REQUIRE(renamed.has_value());
    CHECK(renamed->full_name() == "Thomas Ruiz");
    CHECK(renamed->position == "Chef");
    CHECK(hive.events("member.changed") == 1);
    REQUIRE(edit(hive.as(tom), tom.id, "tom@acme.example", "Thomas").has_value());
    CHECK(hive.events("member.changed") == 1);
    CHECK(find_session(*hive.services, open.token).has_value());
    CHECK(why(edit(hive.as(tom), tom.id, "thomas@acme.example", "Thomas")) == ErrorCode::kRoleRequired);
    const auto moved = edit(hive.as_owner(), tom.id, "Thomas@ACME.example", "Thomas");
    REQUIRE(moved.has_value());
    CHECK(moved->email == "Thomas@acme.example");
    CHECK(!find_session(*hive.services, open.token).has_value());
    CHECK(hive.seat("thomas@acme.example")->member.id == tom.id);
}

TEST_CASE("a correction keeps addresses apart, and leaves one where it is needed") {
    Hive hive;
    const Member ana = hive.person("ana@acme.example");
    const Member bo = hive.person("bo@acme.example", "Bo");
    const auto edit = [&](const Context& context, const MemberId& id, const NewPerson& person) {
        return edit_member(context, hive.customer, id, person);
    };
    CHECK(why(edit(hive.as_owner(), bo.id, {"ANA@acme.example", "Bo", "", ""})) == ErrorCode::kMemberExists);
    CHECK(why(edit(hive.as_owner(), bo.id, {"nobody", "Bo", "", ""})) == ErrorCode::kEmailMalformed);
    CHECK(why(edit(hive.as_owner(), bo.id, {})) == ErrorCode::kFieldRequired);
    CHECK(why(edit(hive.as(ana), bo.id, {"bo@acme.example", "B", "", ""})) == ErrorCode::kRoleRequired);
    CHECK(why(edit(hive.as_owner(), hive.owner, {"", "Anna", "", ""})) == ErrorCode::kMemberWithoutEmail);
    REQUIRE(hive.seat("bo@acme.example").has_value());
    CHECK(why(edit(hive.as_owner(), bo.id, {"", "Bo", "", ""})) == ErrorCode::kMemberWithoutEmail);
    CHECK(edit(hive.as_owner(), ana.id, {"", "Room 1", "", ""}).has_value());
    REQUIRE(remove_member(hive.as_owner(), hive.customer, bo.id).has_value());
    CHECK(why(edit(hive.as_owner(), bo.id, {"bo@acme.example", "Bo", "", ""})) == ErrorCode::kMemberNotFound);
    CHECK(edit(hive.as_owner(), ana.id, {"bo@acme.example", "Ana", "", ""}).has_value());
}

TEST_CASE("the owner hands over in one step, and what was open goes on with the new role") {
    Hive hive;
    const Member ana = hive.person("ana@acme.example");
    const auto link = create_portal_link(hive.server(), hive.customer, hive.owner, {}).value();
    const auto open = sign_in(*hive.services, link.url.substr(link.url.rfind('/') + 1)).value();
    CHECK(why(transfer_ownership(hive.as_owner(), hive.customer, ana.id, "owner")) == ErrorCode::kFieldInvalid);
    const auto next = transfer_ownership(hive.as_owner(), hive.customer, ana.id, "member");
    REQUIRE(next.has_value());
    CHECK(next->is_owner);
    CHECK(find_session(*hive.services, open.token)->actor.role == Code("member"));
    // The owner of before, from a page that was open, owns nothing any more.
    CHECK(why(transfer_ownership(hive.as_owner(), hive.customer, hive.owner, {})) == ErrorCode::kRoleRequired);
    int owners = 0;
    const auto members = list_members(hive.server(), hive.customer).value();
    for (const Member& member : members) owners += member.is_owner ? 1 : 0;
    CHECK(owners == 1);
}

TEST_CASE("a link that was made before somebody left or handed over signs in nobody else than they are now") {
    Hive hive;
    const Member ana = hive.person("ana@acme.example");
    const auto token_of = [](const PortalLink& link) { return link.url.substr(link.url.rfind('/') + 1); };
    // As if the link were written while the member was being removed: the row of before is put back.
    SignInLink stale;
    stale.token_hash = digest_hex("stale");
    stale.vendor = hive.vendor;
    stale.actor = {Actor::Kind::kMember, "owner", hive.owner.str()};
    stale.customer = hive.customer;
    stale.member = hive.owner;
    stale.target = "/portal";
    stale.expires_at = hive.clock.now().plus_seconds(600);
    stale.reusable = true;
    REQUIRE(transfer_ownership(hive.as_owner(), hive.customer, ana.id, "member").has_value());
    const auto add = [&](Transaction& tx) { return tx.add_sign_in_link(stale); };
    REQUIRE(hive.store->write(add).has_value());
    const auto signed_in = sign_in(*hive.services, "stale");
    REQUIRE(signed_in.has_value());
    CHECK(find_session(*hive.services, signed_in->token)->actor.role == Code("member"));
    const auto unused = create_portal_link(hive.server(), hive.customer, ana.id, {}).value();
    const auto as_owner = sign_in(*hive.services, token_of(unused)).value();
    CHECK(find_session(*hive.services, as_owner.token)->actor.role == Code("owner"));
    REQUIRE(remove_member(hive.server(), hive.customer, hive.owner).has_value());
    REQUIRE(hive.store
                ->write([&](Transaction& tx) {
                    stale.token_hash = digest_hex("stale again");
                    return tx.add_sign_in_link(stale);
                })
                .has_value());
    CHECK(why(sign_in(*hive.services, "stale again")) == ErrorCode::kSignInLinkSpent);
}

TEST_CASE("nobody gives away, or takes from somebody, rights they do not have") {
    Town town;
    town.go_to(Date(2026, 4, 1));
    town.welcome("agorapulse", "FR");
    const auto add = [&](const Context& context, const std::string& email, Code role) {
        return add_member(context, {town.customer, {email, "A", "B", "en"}, role});
    };
    const Member manager = add(town.server(), "m@acme.example", "manager").value();
    const Member co_owner = add(town.server(), "c@acme.example", "co_owner").value();
    const Context as_manager = town.member(town.customer, manager.id, "manager");
    CHECK(why(add(as_manager, "x@acme.example", "co_owner")) == ErrorCode::kRoleRequired);
    CHECK(add(as_manager, "x@acme.example", "member").has_value());
    CHECK(why(remove_member(as_manager, town.customer, co_owner.id)) == ErrorCode::kRoleRequired);
    CHECK(why(edit_member(as_manager, town.customer, co_owner.id, {"m2@acme.example", "", "", ""})) ==
          ErrorCode::kRoleRequired);
    const Context as_member = town.member(town.customer, co_owner.id, "member");
    CHECK(why(list_members(as_member, town.customer)) == ErrorCode::kRoleRequired);
}

TEST_CASE("who sat when it ended can be seen and can leave before anything is bought again") {
    Hive hive(3);
    for (const char* email : {"a@acme.example", "b@acme.example", "c@acme.example"}) REQUIRE(hive.seat(email));
    hive.order(app_test::act(ChangeKind::kCancel));
    hive.go_to(Date(2026, 5, 2));
    while (run_due(hive.server(), hive.customer).value() > 0) {
    }
    REQUIRE(hive.subscription().state == SubscriptionState::kEnded);
    const auto list = list_seats(hive.as_owner(), hive.customer);
    REQUIRE(list.has_value());
    REQUIRE(list->seats.size() == 3);
    CHECK(list->counts.front().paid == 0);
    CHECK(why(hive.seat("d@acme.example")) == ErrorCode::kPaymentRequired);
    REQUIRE(release_seat(hive.as_owner(), hive.customer, list->seats[0].holder.id).has_value());
    CHECK(list_seats(hive.as_owner(), hive.customer)->counts.front().taken == 2);
}

TEST_CASE("a code with another limit goes on counting, and stays off") {
    Hive hive(5);
    hive.set_code("RUCHE-2026", 2);
    REQUIRE(hive.redeem(hive.person("ana@acme.example"), "RUCHE-2026").has_value());
    REQUIRE(switch_invitation_code(hive.as_owner(), hive.customer, false).has_value());
    hive.set_code("ruche-2026", 3);
    const InvitationCode code = read_invitation_code(hive.as_owner(), hive.customer).value();
    CHECK(code.uses == 1);
    CHECK(!code.is_active);
    CHECK(code.use_limit == 3);
    CHECK(why(set_invitation_code(hive.as_owner(), {hive.customer, "RUCHE-2026", 0})) == ErrorCode::kFieldInvalid);
    REQUIRE(switch_invitation_code(hive.as_owner(), hive.customer, true).has_value());
    REQUIRE(hive.redeem(hive.person("bo@acme.example"), "RUCHE-2026").has_value());
    CHECK(why(set_invitation_code(hive.as_owner(), {hive.customer, "RUCHE-2026", 1})) == ErrorCode::kFieldInvalid);
    hive.set_code("OTHER-2026", 1);
    CHECK(read_invitation_code(hive.as_owner(), hive.customer)->uses == 0);
}
