// People who are invited by mail: their seat, the link that brings them, and what ends it.
#include "app/people/invitations.h"

#include <doctest/doctest.h>

#include "app/access/credentials.h"
#include "app/access/sessions.h"
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
    Result<InvitedMember> invite(const std::string& email, const char* seat = "user", const Context* by = nullptr) {
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
            if (name == "link") return value.substr(value.rfind('#') + 1);
        return {};
    }
    Result<SignInStep> open(const std::string& token) {
        return sign_in_with_link(*town.services, {town.vendor, "A browser", "192.0.2.1"}, Side::kPortal, token);
    }
    bool opens(const std::string& token) { return open(token).has_value(); }
    SeatCount count() { return list_seats(town.as_owner(), town.customer).value().counts.front(); }
    std::size_t taken() { return list_seats(town.as_owner(), town.customer).value().seats.size(); }
    InvitationState state(const InvitationId& id) {
        const auto invited = list_invitations(town.as_owner(), town.customer).value();
        for (const InvitedMember& one : invited)
            if (one.invitation.id == id) return one.invitation.state;
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

TEST_CASE("of the seats taken, it is said how many are held for who has not come, and who waits without one") {
    Hive held(3);
    CHECK(held.invite("ana@ruche.example").has_value());
    const std::string anas = held.link();
    CHECK(held.invite("bo@ruche.example").has_value());
    CHECK(held.invite("cy@ruche.example", nullptr).has_value());
    CHECK(held.count().taken == 2);
    CHECK(held.count().invited == 2);
    CHECK(held.count().waiting == 0);
    CHECK(held.opens(anas));
    CHECK(held.count().taken == 2);
    CHECK(held.count().invited == 1);
    held.pass(kSixtyDays);
    CHECK(expire_invitations(held.town.server()).value() == 2);
    CHECK(held.count().taken == 1);
    CHECK(held.count().invited == 0);
    Hive later(3);
    later.hold_seat(false);
    CHECK(later.invite("ana@ruche.example").has_value());
    const std::string link = later.link();
    const auto bo = later.invite("bo@ruche.example").value();
    CHECK(later.count().taken == 0);
    CHECK(later.count().invited == 0);
    CHECK(later.count().waiting == 2);
    CHECK(later.opens(link));
    CHECK(later.count().taken == 1);
    CHECK(later.count().waiting == 1);
    CHECK(cancel_invitation(later.town.as_owner(), later.town.customer, bo.invitation.id).has_value());
    CHECK(later.count().waiting == 0);
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

TEST_CASE("whoever comes by an invitation proved their address, and is where they were invited") {
    Hive hive;
    REQUIRE(hive.invite("ana@ruche.example").has_value());
    REQUIRE(hive.opens(hive.link()));
    const CustomerId first = hive.town.customer;
    hive.town.welcome("beesbusy", "FR");
    hive.town.buy(plan("business", Cycle::kMonth, of("user", 1)), "card_ok");
    hive.town.clock.advance_seconds(3'600);
    REQUIRE(hive.invite("ana@ruche.example").has_value());
    const SignInStep step = hive.open(hive.link()).value();
    const Session session = find_session(*hive.town.services, step.signed_in->token).value();
    CHECK(session.customer == hive.town.customer);
    CHECK(session.opened_by == SignInMethod::kEmail);
    const Context ana{*hive.town.services, {session.vendor, session.actor, session.customer, session.member, "en", {}}};
    CHECK(change_password(ana, session, {session.vendor, "", ""}, {}, "correct horse battery").has_value());
    CHECK(switch_organisation(ana, session, {session.vendor, "", ""}, first).has_value());
}

TEST_CASE("an invitation opens nothing behind a second factor, at another vendor, or on the desk") {
    Hive hive;
    REQUIRE(hive.invite("ana@ruche.example", nullptr).has_value());
    const std::string token = hive.link();
    Services& services = *hive.town.services;
    CHECK(sign_in_with_link(services, {"agorapulse", "", ""}, Side::kPortal, token).error().code ==
          ErrorCode::kSignInExpired);
    CHECK(sign_in_with_link(services, {"beesbusy", "", ""}, Side::kDesk, token).error().code ==
          ErrorCode::kSignInExpired);
    const Session session = find_session(services, hive.open(token).value().signed_in->token).value();
    const Context ana{services, {session.vendor, session.actor, session.customer, session.member, "en", {}}};
    const std::string key = set_up_code(ana, session).value().key;
    const std::int64_t step = hive.town.clock.now().micros / 30'000'000;
    REQUIRE(confirm_code(ana, session, {session.vendor, "", ""}, hive.town.trust->one_time_code(key, step).value()));
    hive.town.welcome("beesbusy", "FR");
    REQUIRE(hive.invite("ana@ruche.example", nullptr).has_value());
    const SignInStep asked = hive.open(hive.link()).value();
    CHECK_FALSE(asked.signed_in.has_value());
    CHECK_FALSE(asked.ticket.empty());
}

TEST_CASE("who did not come in time does not come by another way either") {
    Hive hive;
    REQUIRE(hive.invite("ana@ruche.example").has_value());
    hive.pass(kSixtyDays);
    REQUIRE(
        send_link(*hive.town.services, {"beesbusy", "", ""}, Side::kPortal, MailLink::kSignIn, "ana@ruche.example"));
    const auto mails = look_up(*hive.town.store, [&](Transaction& tx) {
                           return tx.list_mails(hive.town.vendor, hive.town.customer, {.after = {}, .limit = 9});
                       }).value();
    CHECK(std::ranges::none_of(mails, [](const Mail& mail) { return mail.template_name == "sign-in-link"; }));
    // Whoever waits for the tick is no sooner let in.
    CHECK(hive.taken() == 1);
}

TEST_CASE("nobody becomes the owner before they came") {
    Hive hive;
    const auto ana = hive.invite("ana@ruche.example").value();
    CHECK(transfer_ownership(hive.town.as_owner(), hive.town.customer, ana.member.id, {}).error().code ==
          ErrorCode::kMemberNotCome);
    REQUIRE(hive.opens(hive.link()));
    CHECK(transfer_ownership(hive.town.as_owner(), hive.town.customer, ana.member.id, {}).has_value());
}

TEST_CASE("an address is written to a few times at once, whoever asks") {
    Hive hive(1);
    for (int i = 0; i < 3; ++i) {
        const auto ana = hive.invite("ana@ruche.example", nullptr).value();
        REQUIRE(cancel_invitation(hive.town.as_owner(), hive.town.customer, ana.invitation.id).has_value());
    }
    CHECK(hive.invite("Ana@ruche.example", nullptr).error().code == ErrorCode::kTooManyRequests);
    for (int i = 0; i < 197; ++i) REQUIRE(hive.invite(fmt::format("a{}@ruche.example", i), nullptr).has_value());
    CHECK(hive.invite("b@ruche.example", nullptr).error().code == ErrorCode::kTooManyRequests);
    const Context server = hive.town.server();
    CHECK(hive.invite("b@ruche.example", nullptr, &server).has_value());
}

TEST_CASE("who is taken off a seat before they come does not sit there when they do") {
    Hive hive;
    const auto ana = hive.invite("ana@ruche.example").value();
    const std::string token = hive.link();
    const auto seats = list_seats(hive.town.as_owner(), hive.town.customer).value().seats;
    REQUIRE(release_seat(hive.town.as_owner(), hive.town.customer, seats.front().holder.id).has_value());
    REQUIRE(hive.opens(token));
    CHECK(hive.taken() == 0);
}

TEST_CASE("an invitation that is over takes back what it gave, and nothing else") {
    Hive hive;
    const auto ana = hive.invite("ana@ruche.example", nullptr).value();
    REQUIRE(assign_seat(hive.town.server(), {hive.town.customer, "user", ana.member.id, {}, {}}).has_value());
    hive.pass(kSixtyDays);
    CHECK(expire_invitations(hive.town.server()).value() == 1);
    CHECK(hive.taken() == 1);
}

TEST_CASE("whoever is invited keeps an address") {
    Hive hive;
    const auto ana = hive.invite("ana@ruche.example", nullptr).value();
    CHECK(edit_member(hive.town.as_owner(), hive.town.customer, ana.member.id, {"", "Ana", "Ruiz", "", ""})
              .error()
              .code == ErrorCode::kMemberWithoutEmail);
}

TEST_CASE("whoever is invited without a language is written to in their organisation's") {
    Hive hive;
    InvitationWish wish;
    wish.customer = hive.town.customer;
    wish.person = {"ana@ruche.example", "Ana", "Ruiz", ""};
    for (const char* language : {"en", "fr"}) {
        REQUIRE(hive.town.store
                    ->write([&](Transaction& tx) -> Result<void> {
                        Customer customer = TRY(tx.load_customer(hive.town.vendor, hive.town.customer));
                        customer.language = language;
                        return tx.save_customer(hive.town.vendor, customer);
                    })
                    .has_value());
        wish.person.email = fmt::format("ana.{}@ruche.example", language);
        CHECK(settle::invite(hive.town.server(), wish)->member.language == language);
    }
}

TEST_CASE("an invitation follows whoever gets another address before they came") {
    Hive hive;
    const auto invited = hive.invite("anna@ruche.example").value();
    const std::string mistyped = hive.link();
    CHECK(edit_member(hive.town.as_owner(), hive.town.customer, invited.member.id,
                      {"ana@ruche.example", "Ana", "Ruiz", "fr"})
              .has_value());
    const std::string corrected = hive.link();
    CHECK(corrected != mistyped);
    CHECK_FALSE(hive.opens(mistyped));
    CHECK(hive.opens(corrected));
    CHECK(hive.state(invited.invitation.id) == InvitationState::kAccepted);
    // Whoever has come is not invited again; the address that they leave is told.
    CHECK(edit_member(hive.town.as_owner(), hive.town.customer, invited.member.id,
                      {"ana.ruiz@ruche.example", "Ana", "Ruiz", "fr"})
              .has_value());
    const auto mails = look_up(*hive.town.store, [&](Transaction& tx) {
                           return tx.list_mails(hive.town.vendor, hive.town.customer, {.after = {}, .limit = 3});
                       }).value();
    REQUIRE(mails.size() == 3);
    CHECK(mails[0].template_name == "address-changed");
    CHECK(mails[0].email == "ana@ruche.example");
    CHECK(std::ranges::find(mails[0].fields, std::pair<std::string, std::string>{
                                                 "address", "ana.ruiz@ruche.example"}) != mails[0].fields.end());
    CHECK_MESSAGE(mails[1].template_name == "invitation", "what went to a wrong address is told to nobody");
    CHECK(mails[2].template_name == "invitation");
}

TEST_CASE("what somebody signs in with is forgotten in the transaction in which they leave") {
    Hive hive;
    const auto invited = hive.invite("ana@ruche.example").value();
    REQUIRE(hive.opens(hive.link()));
    const auto secret = make_password_ticket(*hive.town.services, hive.town.vendor, "ana@ruche.example", {}, {});
    const Doorstep from{hive.town.vendor, "A browser", "192.0.2.1"};
    REQUIRE(set_password_with_ticket(*hive.town.services, from, Side::kPortal, *secret, "correct horse battery")
                .has_value());
    int commits = 0;
    hive.town.on_boundary = [&](std::string_view boundary) { commits += boundary == "after_commit" ? 1 : 0; };
    CHECK(remove_member(hive.town.as_owner(), hive.town.customer, invited.member.id).has_value());
    hive.town.on_boundary = {};
    CHECK(commits == 1);
    CHECK(sign_in_with_password(*hive.town.services, from, Side::kPortal, "ana@ruche.example", "correct horse battery")
              .error()
              .code == ErrorCode::kSignInRefused);
}
