// A plan made to measure: quoted line by line, accepted by the customer, billed as agreed, and not theirs to change.
#include "app/change/confirm_change.h"
#include "app/renewal/run_due.h"
#include "app/requests/proposals.h"
#include "app/requests/requests.h"
#include "tests/app/town.h"

using namespace settle;
using app_test::of;
using app_test::plan;
using app_test::Town;

namespace {

using Word = ProposalAnswer::Word;

/// 12 users at 1575.00 a year each.
Verdict quote() {
    Wanted wanted;
    wanted.plan = Code("custom");
    wanted.cycle = Cycle::kYear;
    return {.reason = "12 users for a year.",
            .set = wanted,
            .lines = {{Code("user"), 12, UnitPrice::parse("1575.00", kEuro).value()}}};
}

Request wants_custom(Town& town) {
    town.go_to(Date(2026, 4, 1));
    town.welcome("agorapulse", "FR");
    Wanted wanted;
    wanted.plan = Code("custom");
    return file_request(town.as_owner(), {town.customer, RequestType::kCustomPlan, "We are many.", wanted, {}}).value();
}

}  // namespace

TEST_CASE("AC-A16: a quote that the customer accepts is billed line by line, and renewed at what was agreed") {
    Town town;
    const Request asked = wants_custom(town);
    REQUIRE(propose(town.staff(), asked.id, quote(), Date(2026, 4, 20)).has_value());
    const RequestView seen = view_request(town.as_owner(), asked.id).value();
    REQUIRE(seen.proposals.size() == 1);
    CHECK(seen.proposals[0].until == Date(2026, 4, 20));
    REQUIRE(seen.proposals[0].set.lines.size() == 1);
    CHECK(seen.proposals[0].set.lines[0].quantity == 12);
    CHECK(detail_of(seen.proposal_today, "effect.due_now") == "22680.00");
    CHECK(town.subscription().state == SubscriptionState::kNone);

    const Request accepted = answer_proposal(town.as_owner(), asked.id, {1, Word::kAccept}).value();
    CHECK(accepted.state == RequestState::kApplied);
    Subscription now = town.subscription();
    CHECK(now.state == SubscriptionState::kActive);
    CHECK(now.plan == Code("custom"));
    CHECK(now.quantities.of("user") == 12);
    CHECK(!now.self_managed);
    REQUIRE(town.invoices().size() == 1);
    CHECK(town.invoices()[0].amounts.net.str() == "18900.00");
    CHECK(town.invoices()[0].amounts.total.str() == "22680.00");

    // What was agreed is changed by talking to staff.
    const ReadPreview one_more = town.preview(app_test::users(13));
    REQUIRE(one_more.preview.ruling.refusal);
    CHECK(one_more.preview.ruling.refusal->code == ErrorCode::kStaffOnly);

    town.go_to(Date(2027, 4, 1), 12);
    REQUIRE(run_due(town.server(), town.customer).has_value());
    now = town.subscription();
    CHECK(now.period == Period{Date(2027, 4, 1), Date(2028, 4, 1)});
    REQUIRE(town.invoices().size() == 2);
    CHECK(town.invoices()[1].reason == InvoiceReason::kRenewal);
    CHECK(town.invoices()[1].amounts.net.str() == "18900.00");
    CHECK(town.invoices()[1].amounts.total.str() == "22680.00");
}

TEST_CASE("a quote that is over by itself sells nothing, and the next one may be another") {
    Town town;
    const Request asked = wants_custom(town);
    REQUIRE(propose(town.staff(), asked.id, quote(), Date(2026, 4, 20)).has_value());
    town.go_to(Date(2026, 4, 21), 1);
    CHECK(expire_proposals(town.server()).value() == 1);
    const auto late = answer_proposal(town.as_owner(), asked.id, {1, Word::kAccept});
    REQUIRE(!late.has_value());
    CHECK(late.error().code == ErrorCode::kProposalNotOpen);
    CHECK(town.invoices().empty());
    Verdict cheaper = quote();
    cheaper.lines[0].unit_price = UnitPrice::parse("1500.00", kEuro).value();
    REQUIRE(propose(town.staff(), asked.id, cheaper, Date(2026, 5, 20)).has_value());
    REQUIRE(answer_proposal(town.as_owner(), asked.id, {2, Word::kAccept}).has_value());
    CHECK(town.invoices().front().amounts.net.str() == "18000.00");
}
