// People who are invited by mail: their seat, the link that brings them, and what ends it.
#include "app/people/invitations.h"

#include <doctest/doctest.h>

#include "app/access/sign_in.h"
#include "app/people/members.h"
#include "app/people/seats.h"
#include "tests/app/town.h"

using namespace settle;
using namespace settle::app_test;

namespace {

struct Hive {
    Town town;

    explicit Hive(std::int64_t users = 2) {
        town.welcome("beesbusy", "FR");
        town.buy(plan("business", Cycle::kMonth, of("user", users)), "card_ok");
    }
    void hold_seat(bool is_held) {
        Catalog catalog = *town.catalogs.find("beesbusy").value();
        catalog.invitations.hold_seat = is_held;
        town.catalogs.put(std::move(catalog));
    }
    Result<InvitationView> invite(const std::string& email, const char* seat = "user", const Context* by = nullptr) {
        InvitationWish wish;
        wish.customer = town.customer;
        wish.person = {email, "Ana", "Ruiz", "fr"};
        if (seat != nullptr) wish.seat = Code::parse(seat).value();
        return settle::invite(by != nullptr ? *by : town.as_owner(), wish);
    }
    /// The link of the mail that was queued last.
    std::string link() {
        const auto mails = look_up(*town.store, [&](Transaction& tx) {
                               return tx.list_mails(town.vendor, town.customer, {.after = {}, .limit = 1});
                           }).value();
        REQUIRE(mails.size() == 1);
        CHECK(mails[0].template_name == "invitation");
        for (const auto& [name, value] : mails[0].fields)
            if (name == "link") return value.substr(value.rfind('/') + 1);
        return {};
    }
    bool opens(const std::string& token) { return sign_in(*town.services, token).has_value(); }
    std::size_t taken() { return list_seats(town.as_owner(), town.customer).value().seats.size(); }
    InvitationState state(const InvitationId& id) {
        const auto views = list_invitations(town.as_owner(), town.customer).value();
        for (const InvitationView& view : views)
            if (view.invitation.id == id) return view.invitation.state;
        return InvitationState::kCancelled;
    }
    void pass(std::int64_t seconds) { town.clock.set(town.clock.now().plus_seconds(seconds)); }
};

constexpr std::int64_t kSixtyDays = 60 * 86'400;

}  // namespace

TEST_CASE("whoever is invited holds their seat, comes by the link, once") {
    Hive hive;
    const auto invited = hive.invite("ana@ruche.example").value();
    CHECK(invited.invitation.state == InvitationState::kPending);
    CHECK(invited.member.email == "ana@ruche.example");
    CHECK(hive.taken() == 1);
    CHECK(hive.state(invited.invitation.id) == InvitationState::kPending);
    const std::string token = hive.link();
    CHECK(hive.opens(token));
    CHECK(hive.state(invited.invitation.id) == InvitationState::kAccepted);
    CHECK_FALSE(hive.opens(token));
    CHECK(hive.taken() == 1);
    CHECK(resend_invitation(hive.town.as_owner(), hive.town.customer, invited.invitation.id).error().code ==
          ErrorCode::kInvitationOver);
    CHECK(cancel_invitation(hive.town.as_owner(), hive.town.customer, invited.invitation.id).error().code ==
          ErrorCode::kInvitationOver);
}

TEST_CASE("an invitation counts as a seat, or not, as the catalog says") {
    Hive held(1);
    CHECK(held.invite("ana@ruche.example").has_value());
    CHECK(held.invite("bo@ruche.example").error().code == ErrorCode::kNoSeat);
    // What was refused left nobody behind.
    CHECK(list_members(held.town.as_owner(), held.town.customer).value().size() == 2);
    Hive later(1);
    later.hold_seat(false);
    CHECK(later.invite("ana@ruche.example").has_value());
    const std::string ana = later.link();
    const auto bo = later.invite("bo@ruche.example").value();
    const std::string bos = later.link();
    CHECK(later.taken() == 0);
    CHECK(later.opens(ana));
    CHECK(later.taken() == 1);
    CHECK_MESSAGE(later.opens(bos), "they come without a seat");
    CHECK(later.taken() == 1);
    CHECK(later.state(bo.invitation.id) == InvitationState::kAccepted);
}

TEST_CASE("who does not come in time gives the seat back, and may be asked again") {
    Hive hive(1);
    const auto ana = hive.invite("ana@ruche.example").value();
    const std::string first = hive.link();
    CHECK(resend_invitation(hive.town.as_owner(), hive.town.customer, ana.invitation.id).error().code ==
          ErrorCode::kTooManyRequests);
    hive.pass(kSixtyDays - 1);
    CHECK(expire_invitations(hive.town.server()).value() == 0);
    hive.pass(1);
    CHECK_FALSE(hive.opens(first));
    CHECK(expire_invitations(hive.town.server()).value() == 1);
    CHECK(expire_invitations(hive.town.server()).value() == 0);
    CHECK(hive.state(ana.invitation.id) == InvitationState::kExpired);
    CHECK(hive.taken() == 0);
    const auto again = resend_invitation(hive.town.as_owner(), hive.town.customer, ana.invitation.id).value();
    CHECK(again.invitation.sends == 2);
    CHECK(again.invitation.state == InvitationState::kPending);
    CHECK(hive.taken() == 1);
    const std::string second = hive.link();
    hive.pass(61);
    CHECK(resend_invitation(hive.town.as_owner(), hive.town.customer, ana.invitation.id).has_value());
    CHECK_FALSE_MESSAGE(hive.opens(second), "the link before opens nothing any more");
    CHECK(hive.opens(hive.link()));
}

TEST_CASE("cancelled, they are nobody, and can be invited anew") {
    Hive hive(1);
    const auto ana = hive.invite("ana@ruche.example").value();
    const std::string token = hive.link();
    CHECK(hive.invite("Ana@Ruche.example", nullptr).error().code == ErrorCode::kMemberExists);
    CHECK(cancel_invitation(hive.town.as_owner(), hive.town.customer, ana.invitation.id).has_value());
    CHECK(hive.taken() == 0);
    CHECK_FALSE(hive.opens(token));
    CHECK(hive.invite("ana@ruche.example").has_value());
    // Removed like anybody, they are waited for no more.
    const auto bo = hive.invite("bo@ruche.example", nullptr).value();
    CHECK(remove_member(hive.town.as_owner(), hive.town.customer, bo.member.id).has_value());
    CHECK(hive.state(bo.invitation.id) == InvitationState::kCancelled);
}

TEST_CASE("only who may manage members invites, and nobody into more than they are") {
    Hive hive;
    const auto max = hive.invite("max@ruche.example").value();
    const Context as_max = hive.town.member(hive.town.customer, max.member.id, "member");
    CHECK(hive.invite("x@ruche.example", "user", &as_max).error().code == ErrorCode::kRoleRequired);
    CHECK(list_invitations(as_max, hive.town.customer).error().code == ErrorCode::kRoleRequired);
    CHECK(cancel_invitation(as_max, hive.town.customer, max.invitation.id).error().code == ErrorCode::kRoleRequired);
    const Context stranger = hive.town.member(CustomerId("cus_other"), MemberId("mem_other"), "owner");
    CHECK(hive.invite("x@ruche.example", "user", &stranger).error().code == ErrorCode::kCustomerNotFound);
    InvitationWish wish;
    wish.customer = hive.town.customer;
    wish.person = {"y@ruche.example", "", "", ""};
    wish.role = "owner";
    CHECK(invite(hive.town.as_owner(), wish).error().code == ErrorCode::kFieldInvalid);
    wish.role = {};
    wish.person.email.clear();
    CHECK(invite(hive.town.as_owner(), wish).error().code == ErrorCode::kFieldRequired);
    CHECK(resend_invitation(hive.town.as_owner(), hive.town.customer, InvitationId("ivt_none")).error().code ==
          ErrorCode::kInvitationNotFound);
}
