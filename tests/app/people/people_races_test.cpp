// Several people at the same moment, on a store in a file: never one seat too many, never two owners, and every loser
// is told why.
#include <barrier>
#include <thread>

#include "app/people/departures.h"
#include "app/people/invitation_codes.h"
#include "app/people/invitations.h"
#include "app/people/members.h"
#include "app/people/people_list.h"
#include "app/access/credentials.h"
#include "base/hash.h"
#include "tests/app/town.h"

using namespace settle;
using app_test::of;
using app_test::plan;
using app_test::TemporaryFile;
using app_test::Town;

namespace {

constexpr int kRounds = 1'000;
/// Where each round looks through the mails of those before.
constexpr int kMailRounds = 200;

struct Race {
    TemporaryFile file;
    Town town{file.str()};
    std::vector<Member> people;

    explicit Race(std::int64_t seats, int count) {
        town.go_to(Date(2026, 4, 1));
        town.welcome("beesbusy", "FR");
        town.buy(plan("business", Cycle::kMonth, of("user", seats)));
        for (int i = 0; i < count; ++i)
            people.push_back(
                add_member(
                    town.server(),
                    {town.customer, {fmt::format("p{}@acme.example", i), "P", fmt::to_string(i), "en"}, "member"})
                    .value());
        REQUIRE(set_invitation_code(town.as_owner(), {town.customer, "RUCHE-2026"}).has_value());
    }
    Result<SeatedMember> redeem(const Member& who) {
        return redeem_invitation_code(town.member(town.customer, who.id, who.role), town.customer, {}, "ruche-2026");
    }
    /// Those whom a member has put on a list of their own, and wants seated now.
    void list(const Context& as, const std::vector<std::string>& emails) {
        std::vector<JudgedLine> lines(emails.size());
        for (std::size_t i = 0; i < emails.size(); ++i) {
            lines[i].person.email = emails[i];
            lines[i].person.first_name = "Ana";
            lines[i].person.last_name = "Ruiz";
            lines[i].person.source = SeatSource::kImport;
        }
        REQUIRE(add_to_list(as, town.customer, std::move(lines), Keep::kAccepted)->accepted == std::ssize(emails));
    }
    Result<InvitedMember> invite(int round) {
        InvitationWish wish;
        wish.customer = town.customer;
        wish.person = {fmt::format("i{}@acme.example", round), "Ida", "Ito", "en"};
        wish.seat = Code::parse("user").value();
        return settle::invite(town.server(), wish);
    }
    /// The secret in the link of the mail that somebody was invited with.
    std::string secret_for(const std::string& email) {
        const auto mails =
            look_up(*town.store, [&](Transaction& tx) {
                return tx.list_mails(town.vendor, town.customer, {.after = {}, .limit = 2 * kMailRounds});
            }).value();
        for (const Mail& mail : mails)
            for (const auto& [name, value] : mail.fields)
                if (mail.email == email && name == "link") return value.substr(value.rfind('#') + 1);
        FAIL("no mail with a link");
        return {};
    }
    Result<SignInStep> open(const std::string& secret) {
        return sign_in_with_link(*town.services, {town.vendor, "A browser", "192.0.2.1"}, Side::kPortal, secret);
    }
    bool is_open(const SignInStep& step) {
        return look_up(*town.store,
                       [&](Transaction& tx) {
                           return tx.find_session(digest_hex(step.signed_in->token), town.clock.now());
                       })
            .value()
            .has_value();
    }
    std::int64_t taken() { return list_seats(town.server(), town.customer).value().counts.front().taken; }
    void clear() {
        const SeatList list = list_seats(town.server(), town.customer).value();
        for (const SeatedMember& seated : list.seats)
            REQUIRE(release_seat(town.server(), town.customer, seated.holder.id).has_value());
    }
};

void at_once(const std::vector<std::function<void()>>& acts) {
    std::barrier ready(std::ssize(acts));
    std::vector<std::jthread> threads;
    for (const auto& act : acts)
        threads.emplace_back([&ready, &act] {
            ready.arrive_and_wait();
            act();
        });
}

}  // namespace

TEST_CASE("five people enter a code for two seats: two sit, three are told why") {
    Race race(2, 5);
    for (int round = 0; round < kRounds; ++round) {
        std::vector<Result<SeatedMember>> outcomes(5, fail(ErrorCode::kInternal));
        std::vector<std::function<void()>> acts;
        for (std::size_t i = 0; i < 5; ++i) acts.emplace_back([&, i] { outcomes[i] = race.redeem(race.people[i]); });
        at_once(acts);
        int joined = 0;
        for (const auto& outcome : outcomes) {
            joined += outcome ? 1 : 0;
            if (!outcome) CHECK(outcome.error().code == ErrorCode::kNoSeat);
        }
        REQUIRE(joined == 2);
        REQUIRE(race.taken() == 2);
        race.clear();
    }
}

TEST_CASE("a code against giving a seat back: the seat goes to one, or to nobody") {
    Race race(1, 2);
    for (int round = 0; round < kRounds; ++round) {
        const auto held = race.redeem(race.people[0]);
        REQUIRE(held.has_value());
        Result<SeatedMember> joined = fail(ErrorCode::kInternal);
        Result<void> released;
        at_once({[&] { joined = race.redeem(race.people[1]); },
                 [&] { released = release_seat(race.town.as_owner(), race.town.customer, held->holder.id); }});
        REQUIRE(released.has_value());
        if (!joined) CHECK(joined.error().code == ErrorCode::kNoSeat);
        REQUIRE(race.taken() == (joined ? 1 : 0));
        race.clear();
    }
}

TEST_CASE("one person from two windows sits once") {
    Race race(3, 1);
    for (int round = 0; round < kRounds; ++round) {
        std::array<Result<SeatedMember>, 2> outcomes{fail(ErrorCode::kInternal), fail(ErrorCode::kInternal)};
        at_once({[&] { outcomes[0] = race.redeem(race.people[0]); },
                 [&] {
                     outcomes[1] = assign_seat(race.town.as_owner(), {race.town.customer, {}, race.people[0].id, {}});
                 }});
        REQUIRE(outcomes[0].has_value() != outcomes[1].has_value());
        for (const auto& outcome : outcomes)
            if (!outcome) CHECK(outcome.error().code == ErrorCode::kAlreadyBeneficiary);
        REQUIRE(race.taken() == 1);
        race.clear();
    }
}

TEST_CASE("the ownership given to two at once is one's, and the other is told") {
    Race race(1, 2);
    Town& town = race.town;
    std::vector<Member> people = race.people;
    MemberId owner = town.owner;
    for (int round = 0; round < kRounds; ++round) {
        std::array<Result<Member>, 2> outcomes{fail(ErrorCode::kInternal), fail(ErrorCode::kInternal)};
        const Context as_owner = town.member(town.customer, owner, "owner");
        std::vector<MemberId> others;
        const auto before = list_members(town.server(), town.customer).value();
        for (const Member& member : before)
            if (member.id != owner) others.push_back(member.id);
        at_once({[&] { outcomes[0] = transfer_ownership(as_owner, town.customer, others[0], "member"); },
                 [&] { outcomes[1] = transfer_ownership(as_owner, town.customer, others[1], "member"); }});
        REQUIRE(outcomes[0].has_value() != outcomes[1].has_value());
        const std::size_t won = outcomes[0] ? 0 : 1;
        CHECK(outcomes[1 - won].error().code == ErrorCode::kRoleRequired);
        int owners = 0;
        const auto after = list_members(town.server(), town.customer).value();
        for (const Member& member : after) owners += member.is_owner ? 1 : 0;
        REQUIRE(owners == 1);
        owner = others[won];
    }
}

TEST_CASE("the ownership given to somebody who leaves at that moment: there is an owner who is there") {
    Race race(1, 0);
    Town& town = race.town;
    MemberId owner = town.owner;
    for (int round = 0; round < kRounds; ++round) {
        const Member next =
            add_member(town.server(),
                       {town.customer, {fmt::format("n{}@acme.example", round), "N", "", "en"}, "member"})
                .value();
        Result<Member> handed = fail(ErrorCode::kInternal);
        Result<void> left;
        at_once({[&] {
                     handed = transfer_ownership(town.member(town.customer, owner, "owner"), town.customer, next.id,
                                                 "member");
                 },
                 [&] { left = remove_member(town.server(), town.customer, next.id); }});
        REQUIRE(handed.has_value() != left.has_value());
        if (handed) CHECK(left.error().code == ErrorCode::kOwnerStays);
        else CHECK(handed.error().code == ErrorCode::kMemberNotFound);
        if (handed) owner = next.id;
    }
}

TEST_CASE("a list put in force against a code: all of the list or the one with the code, and the loser is told") {
    Race race(3, 1);
    for (int round = 0; round < kRounds; ++round) {
        const Context owner = race.town.as_owner();
        race.list(owner, {"a@acme.example", "b@acme.example", "c@acme.example"});
        Result<SeatedMember> joined = fail(ErrorCode::kInternal);
        Result<SeatList> listed = fail(ErrorCode::kInternal);
        at_once(
            {[&] { joined = race.redeem(race.people[0]); }, [&] { listed = apply_list(owner, race.town.customer); }});
        REQUIRE(joined.has_value() != listed.has_value());
        CHECK((joined ? listed.error().code : joined.error().code) == ErrorCode::kNoSeat);
        REQUIRE(race.taken() == (joined ? 1 : 3));
        // What did not come in waits on the list as it was.
        REQUIRE(std::ssize(read_people_list(owner, race.town.customer)->people) == (joined ? 3 : 0));
        REQUIRE(discard_list(owner, race.town.customer).has_value());
        race.clear();
    }
}

TEST_CASE("two lists put in force at once: one comes in whole, the other waits whole and its author is told") {
    Race race(3, 1);
    for (int round = 0; round < kRounds; ++round) {
        const std::array<Context, 2> authors{race.town.as_owner(),
                                             race.town.member(race.town.customer, race.people[0].id, "owner")};
        race.list(authors[0], {"a@acme.example", "b@acme.example"});
        race.list(authors[1], {"b@acme.example", "c@acme.example", "d@acme.example"});
        std::array<Result<SeatList>, 2> outcomes{fail(ErrorCode::kInternal), fail(ErrorCode::kInternal)};
        at_once({[&] { outcomes[0] = apply_list(authors[0], race.town.customer); },
                 [&] { outcomes[1] = apply_list(authors[1], race.town.customer); }});
        REQUIRE(outcomes[0].has_value() != outcomes[1].has_value());
        const std::size_t won = outcomes[0] ? 0 : 1;
        CHECK(outcomes[1 - won].error().code == ErrorCode::kNoSeat);
        REQUIRE(race.taken() == (won == 0 ? 2 : 3));
        for (std::size_t i = 0; i < 2; ++i) {
            const auto left = read_people_list(authors[i], race.town.customer);
            REQUIRE(left->people.empty() == (i == won));
            REQUIRE(discard_list(authors[i], race.town.customer).has_value());
        }
        race.clear();
    }
}

TEST_CASE("an invitation against a code for the last seat: one of them gets it, and the other is told") {
    Race race(1, 1);
    for (int round = 0; round < kRounds; ++round) {
        Result<InvitedMember> invited = fail(ErrorCode::kInternal);
        Result<SeatedMember> joined = fail(ErrorCode::kInternal);
        at_once({[&] { invited = race.invite(round); }, [&] { joined = race.redeem(race.people[0]); }});
        REQUIRE(invited.has_value() != joined.has_value());
        CHECK((invited ? joined.error().code : invited.error().code) == ErrorCode::kNoSeat);
        REQUIRE(race.taken() == 1);
        if (invited) REQUIRE(remove_member(race.town.server(), race.town.customer, invited->member.id).has_value());
        race.clear();
    }
}

TEST_CASE("an invitation that is cancelled as it is opened: they have come, or they are nobody") {
    Race race(1, 0);
    for (int round = 0; round < kMailRounds; ++round) {
        const auto invited = race.invite(round);
        REQUIRE(invited.has_value());
        const std::string secret = race.secret_for(invited->member.email);
        Result<SignInStep> opened = fail(ErrorCode::kInternal);
        Result<void> cancelled = fail(ErrorCode::kInternal);
        at_once(
            {[&] { opened = race.open(secret); },
             [&] { cancelled = cancel_invitation(race.town.server(), race.town.customer, invited->invitation.id); }});
        REQUIRE(opened.has_value() != cancelled.has_value());
        CHECK((opened ? cancelled.error().code : opened.error().code) ==
              (opened ? ErrorCode::kInvitationOver : ErrorCode::kSignInExpired));
        REQUIRE(race.taken() == (opened ? 1 : 0));
        if (opened) REQUIRE(remove_member(race.town.server(), race.town.customer, invited->member.id).has_value());
    }
}

TEST_CASE("one link opened in two windows brings one of them in") {
    Race race(1, 0);
    for (int round = 0; round < kMailRounds; ++round) {
        const auto invited = race.invite(round);
        REQUIRE(invited.has_value());
        const std::string secret = race.secret_for(invited->member.email);
        std::array<Result<SignInStep>, 2> windows{fail(ErrorCode::kInternal), fail(ErrorCode::kInternal)};
        at_once({[&] { windows[0] = race.open(secret); }, [&] { windows[1] = race.open(secret); }});
        CAPTURE(round);
        for (const auto& window : windows)
            if (!window) CHECK(window.error().code == ErrorCode::kSignInExpired);
        REQUIRE(windows[0].has_value() != windows[1].has_value());
        CHECK((windows[0] ? windows[1] : windows[0]).error().code == ErrorCode::kSignInExpired);
        REQUIRE(remove_member(race.town.server(), race.town.customer, invited->member.id).has_value());
    }
}

TEST_CASE("somebody who is removed as they sign in has nothing open afterwards") {
    Race race(1, 0);
    for (int round = 0; round < kMailRounds; ++round) {
        const auto invited = race.invite(round);
        REQUIRE(invited.has_value());
        const std::string secret = race.secret_for(invited->member.email);
        Result<SignInStep> opened = fail(ErrorCode::kInternal);
        Result<void> removed = fail(ErrorCode::kInternal);
        at_once({[&] { opened = race.open(secret); },
                 [&] { removed = remove_member(race.town.server(), race.town.customer, invited->member.id); }});
        REQUIRE(removed.has_value());
        if (opened) CHECK_FALSE(race.is_open(*opened));
        else CHECK(opened.error().code == ErrorCode::kSignInExpired);
        REQUIRE(race.taken() == 0);
    }
}

TEST_CASE("a departure planned as the seat is given back: nobody is left to leave") {
    Race race(1, 1);
    for (int round = 0; round < kRounds; ++round) {
        const auto held = race.redeem(race.people[0]);
        REQUIRE(held.has_value());
        Result<void> planned = fail(ErrorCode::kInternal);
        Result<void> released = fail(ErrorCode::kInternal);
        at_once({[&] {
                     planned = plan_departures(race.town.as_owner(),
                                               {race.town.customer, {held->holder.id}, Date(2026, 4, 20)});
                 },
                 [&] { released = release_seat(race.town.as_owner(), race.town.customer, held->holder.id); }});
        REQUIRE(released.has_value());
        if (!planned) CHECK(planned.error().code == ErrorCode::kSeatNotFound);
        REQUIRE(list_seats(race.town.as_owner(), race.town.customer)->departures.empty());
        REQUIRE(race.taken() == 0);
    }
}
