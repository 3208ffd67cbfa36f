// "We can do this instead": offered, answered, taken back, over; and what happens when two do that at once.
#include "app/requests/proposals.h"

#include <barrier>
#include <thread>

#include "app/requests/requests.h"
#include "tests/app/town.h"

using namespace settle;
using app_test::of;
using app_test::plan;
using app_test::TemporaryFile;
using app_test::Town;
using app_test::users;

namespace {

using Word = ProposalAnswer::Word;

ErrorCode code_of(const auto& outcome) {
    REQUIRE(!outcome.has_value());
    return outcome.error().code;
}

/// A customer with ten users for the year, who wants to pay by the month again.
Request wants_months(Town& town) {
    town.go_to(Date(2026, 4, 1));
    town.welcome("beesbusy", "FR");
    town.buy(plan("business", Cycle::kYear, of("user", 10)));
    Wanted wanted;
    wanted.cycle = Cycle::kMonth;
    return file_request(town.as_owner(), {town.customer, RequestType::kReduction, "too dear", wanted, {}}).value();
}

Verdict offer(std::int64_t count, std::string text = "Fewer users instead?") {
    return {.reason = std::move(text), .set = users(count)};
}

constexpr Date kUntil(2026, 4, 10);

}  // namespace

TEST_CASE("a proposal waits for the customer, who accepts it and has it at once") {
    Town town;
    const Request asked = wants_months(town);
    const Request offered = propose(town.staff(), asked.id, offer(12, "Two more users at your price."), kUntil).value();
    CHECK(offered.state == RequestState::kWaitingCustomer);
    const RequestView seen = view_request(town.as_owner(), asked.id).value();
    REQUIRE(seen.proposals.size() == 1);
    CHECK(seen.proposals[0].set == users(12));
    CHECK(seen.proposals[0].by == "sam");
    CHECK(detail_of(seen.proposals[0].effect, "effect.due_now") == detail_of(seen.proposal_today, "effect.due_now"));
    CHECK(!detail_of(seen.proposal_today, "effect.due_now").empty());
    const auto invoices_before = town.invoices().size();

    const Request accepted = answer_proposal(town.as_owner(), asked.id, {1, Word::kAccept}).value();
    CHECK(accepted.state == RequestState::kApplied);
    CHECK(accepted.decided_by == "sam");
    CHECK(accepted.decision_reason == "Two more users at your price.");
    CHECK(!accepted.change.empty());
    CHECK(town.subscription().quantities.of("user") == 12);
    CHECK(town.invoices().size() == invoices_before + 1);
    CHECK(town.invoices().back().status == InvoiceStatus::kPaid);
    CHECK(town.events("request.proposal_accepted") == 1);
    CHECK(town.events("request.decided") == 1);
    CHECK(view_request(town.as_owner(), asked.id).value().proposals[0].state == ProposalState::kAccepted);
    CHECK(code_of(answer_proposal(town.as_owner(), asked.id, {1, Word::kAccept})) == ErrorCode::kRequestAlreadyDecided);
}

TEST_CASE("what it costs is what it costs on the day it is accepted") {
    Town town;
    const Request asked = wants_months(town);
    REQUIRE(propose(town.staff(), asked.id, offer(12), Date(2026, 6, 30)).has_value());
    const auto at_first = view_request(town.as_owner(), asked.id).value();
    town.go_to(Date(2026, 6, 1));
    const auto later = view_request(town.as_owner(), asked.id).value();
    CHECK(detail_of(later.proposals[0].effect, "effect.due_now") ==
          detail_of(at_first.proposals[0].effect, "effect.due_now"));
    const std::string due(detail_of(later.proposal_today, "effect.due_now"));
    CHECK(due != detail_of(at_first.proposal_today, "effect.due_now"));
    REQUIRE(answer_proposal(town.as_owner(), asked.id, {1, Word::kAccept}).has_value());
    CHECK(town.invoices().back().amounts.total.str() == due);
}

TEST_CASE("a refused proposal leaves the request with staff, who may make another") {
    Town town;
    const Request asked = wants_months(town);
    REQUIRE(propose(town.staff(), asked.id, offer(12), kUntil).has_value());
    const Request refused = answer_proposal(town.as_owner(), asked.id, {1, Word::kRefuse, "Too many."}).value();
    CHECK(refused.state == RequestState::kInProgress);
    CHECK(town.subscription().quantities.of("user") == 10);
    REQUIRE(propose(town.staff(), asked.id, offer(11), kUntil).has_value());
    const RequestView seen = view_request(town.as_owner(), asked.id).value();
    REQUIRE(seen.proposals.size() == 2);
    CHECK(seen.proposals[0].state == ProposalState::kRefused);
    CHECK(seen.proposals[0].answer == "Too many.");
    CHECK(seen.proposals[1].number == 2);
    CHECK(answer_proposal(town.as_owner(), asked.id, {2, Word::kAccept}).value().state == RequestState::kApplied);
}

TEST_CASE("nobody accepts what they did not read: another proposal has another number") {
    Town town;
    const Request asked = wants_months(town);
    REQUIRE(propose(town.staff(), asked.id, offer(12), kUntil).has_value());
    REQUIRE(propose(town.staff(), asked.id, offer(20), kUntil).has_value());
    CHECK(view_request(town.as_owner(), asked.id).value().proposals[0].state == ProposalState::kTakenBack);
    CHECK(code_of(answer_proposal(town.as_owner(), asked.id, {1, Word::kAccept})) == ErrorCode::kProposalNotOpen);
    CHECK(town.subscription().quantities.of("user") == 10);
}

TEST_CASE("staff take a proposal back, or decide otherwise, and then nobody can accept it") {
    Town town;
    const Request asked = wants_months(town);
    CHECK(code_of(take_back_proposal(town.staff(), asked.id)) == ErrorCode::kProposalNotOpen);
    REQUIRE(propose(town.staff(), asked.id, offer(12), kUntil).has_value());
    SUBCASE("taken back") {
        CHECK(take_back_proposal(town.staff(), asked.id).value().state == RequestState::kInProgress);
        CHECK(code_of(answer_proposal(town.as_owner(), asked.id, {1, Word::kAccept})) == ErrorCode::kProposalNotOpen);
        CHECK(code_of(take_back_proposal(town.staff(), asked.id)) == ErrorCode::kProposalNotOpen);
    }
    SUBCASE("declined") {
        REQUIRE(decide_request(town.staff(), asked.id, {Decision::kDecline, "no"}).has_value());
        CHECK(code_of(answer_proposal(town.as_owner(), asked.id, {1, Word::kAccept})) ==
              ErrorCode::kRequestAlreadyDecided);
    }
    SUBCASE("withdrawn by the customer") {
        REQUIRE(withdraw_request(town.as_owner(), asked.id).has_value());
        CHECK(code_of(take_back_proposal(town.staff(), asked.id)) == ErrorCode::kRequestAlreadyDecided);
    }
    CHECK(view_request(town.staff(), asked.id).value().proposals[0].state == ProposalState::kTakenBack);
    CHECK(town.subscription().quantities.of("user") == 10);
}

TEST_CASE("a proposal is good through its last day where the customer is, and then over by itself") {
    Town town;
    const Request asked = wants_months(town);
    REQUIRE(propose(town.staff(), asked.id, offer(12), kUntil).has_value());
    town.go_to(kUntil, 23);
    CHECK(expire_proposals(town.server()).value() == 0);
    town.go_to(kUntil.plus_days(1));
    // Not even before anybody has noted it.
    CHECK(code_of(answer_proposal(town.as_owner(), asked.id, {1, Word::kAccept})) == ErrorCode::kProposalNotOpen);
    CHECK(expire_proposals(town.server()).value() == 1);
    CHECK(expire_proposals(town.server()).value() == 0);
    const RequestView seen = view_request(town.as_owner(), asked.id).value();
    CHECK(seen.proposals[0].state == ProposalState::kExpired);
    CHECK(seen.request.state == RequestState::kInProgress);
    CHECK(town.events("request.proposal_expired") == 1);
    // The days it waited are not staff's.
    CHECK(seen.request.due_at > asked.due_at);
}

TEST_CASE("staff offer only what they could do themselves") {
    Town town;
    const Request asked = wants_months(town);
    const auto refusal = [&](const Verdict& terms, Date until = kUntil) {
        return code_of(propose(town.staff(), asked.id, terms, until));
    };
    CHECK(code_of(propose(town.as_owner(), asked.id, offer(12), kUntil)) == ErrorCode::kStaffRequired);
    CHECK(refusal(offer(12, "")) == ErrorCode::kFieldRequired);
    CHECK(refusal(offer(12), Date(2026, 3, 31)) == ErrorCode::kDateInThePast);
    CHECK(refusal(offer(12), Date(2026, 7, 1)) == ErrorCode::kFieldInvalid);
    CHECK(refusal(offer(10)) == ErrorCode::kNoChange);
    CHECK(refusal(offer(2'000'000)) == ErrorCode::kQuantityOutOfRange);
    CHECK(view_request(town.staff(), asked.id).value().proposals.empty());
    CHECK(view_request(town.staff(), asked.id).value().request.state == RequestState::kNew);
    const Request contact =
        file_request(town.as_owner(), {town.customer, RequestType::kContact, "hello", {}, {}}).value();
    CHECK(code_of(propose(town.staff(), contact.id, {.reason = "What?"}, kUntil)) == ErrorCode::kFieldRequired);
    CHECK(propose(town.staff(), contact.id, offer(12), kUntil).has_value());
}

TEST_CASE("a proposal that is no longer possible is refused with the reason, and stays open") {
    Town town;
    const Request asked = wants_months(town);
    REQUIRE(propose(town.staff(), asked.id, offer(12), kUntil).has_value());
    town.buy(users(12));
    CHECK(code_of(answer_proposal(town.as_owner(), asked.id, {1, Word::kAccept})) == ErrorCode::kNoChange);
    const RequestView seen = view_request(town.as_owner(), asked.id).value();
    CHECK(detail_of(seen.proposal_today, "effect.refused") == "no_change");
    CHECK(seen.proposals[0].state == ProposalState::kOpen);
    CHECK(seen.request.state == RequestState::kWaitingCustomer);
}

TEST_CASE("accepting takes the right to change the plan, and is not staff's") {
    Town town;
    const Request asked = wants_months(town);
    const Member clerk =
        add_member(town.server(), {town.customer, {"clerk@acme.example", "C", "Lerk", "en"}, "billing_manager"})
            .value();
    REQUIRE(propose(town.staff(), asked.id, offer(12), kUntil).has_value());
    const Context as_clerk = town.member(town.customer, clerk.id, "billing_manager");
    CHECK(code_of(answer_proposal(as_clerk, asked.id, {1, Word::kAccept})) == ErrorCode::kRoleRequired);
    CHECK(code_of(answer_proposal(town.staff(), asked.id, {1, Word::kAccept})) == ErrorCode::kRoleRequired);
    const CustomerId customer = town.customer;
    const MemberId owner = town.owner;
    town.welcome("beesbusy", "FR");
    CHECK(code_of(answer_proposal(town.as_owner(), asked.id, {1, Word::kAccept})) == ErrorCode::kRequestNotFound);
    town.customer = customer;
    town.owner = owner;
    CHECK(answer_proposal(as_clerk, asked.id, {1, Word::kRefuse}).has_value());
}

namespace {

constexpr int kRounds = 100;

template <class A, class B>
void at_once(A one, B other) {
    std::barrier ready(2);
    std::jthread first([&] {
        ready.arrive_and_wait();
        one();
    });
    ready.arrive_and_wait();
    other();
}

bool lost_fairly(const Result<Request>& outcome) {
    return outcome || outcome.error().code == ErrorCode::kRequestAlreadyDecided ||
           outcome.error().code == ErrorCode::kProposalNotOpen || outcome.error().code == ErrorCode::kVersionStale;
}

}  // namespace

TEST_CASE("two of the staff decide at the same moment: one does, the other is told") {
    TemporaryFile file;
    Town town(file.str());
    for (int round = 0; round < kRounds; ++round) {
        const Request asked = wants_months(town);
        Result<Request> accepted = fail(ErrorCode::kInternal), declined = fail(ErrorCode::kInternal);
        at_once([&] { accepted = decide_request(town.staff(), asked.id, {Decision::kAccept, "as agreed"}); },
                [&] { declined = decide_request(town.staff(), asked.id, {Decision::kDecline, "no"}); });
        CHECK(accepted.has_value() != declined.has_value());
        CHECK(lost_fairly(accepted));
        CHECK(lost_fairly(declined));
        const bool has_months = town.subscription().cycle == Cycle::kMonth || !town.subscription().scheduled.empty();
        CHECK(has_months == accepted.has_value());
        CHECK(town.events("request.decided") == 1);
    }
}

TEST_CASE("the customer accepts while staff take the proposal back: it is one or the other, never both") {
    TemporaryFile file;
    Town town(file.str());
    for (int round = 0; round < kRounds; ++round) {
        const Request asked = wants_months(town);
        REQUIRE(propose(town.staff(), asked.id, offer(12), kUntil).has_value());
        Result<Request> accepted = fail(ErrorCode::kInternal), taken_back = fail(ErrorCode::kInternal);
        at_once([&] { accepted = answer_proposal(town.as_owner(), asked.id, {1, Word::kAccept}); },
                [&] { taken_back = take_back_proposal(town.staff(), asked.id); });
        CHECK(accepted.has_value() != taken_back.has_value());
        CHECK(lost_fairly(accepted));
        CHECK(lost_fairly(taken_back));
        CHECK(town.subscription().quantities.of("user") == (accepted ? 12 : 10));
        CHECK(town.invoices().size() == (accepted ? 2 : 1));
        const auto state = view_request(town.staff(), asked.id).value().proposals.back().state;
        CHECK(state == (accepted ? ProposalState::kAccepted : ProposalState::kTakenBack));
    }
}
