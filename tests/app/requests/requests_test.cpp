#include "app/requests/decide_request.h"
#include "app/renewal/run_due.h"
#include "app/requests/requests.h"

#include "tests/app/town.h"

using namespace settle;
using app_test::of;
using app_test::plan;
using app_test::Town;

namespace {

Request problem_after_declined_card(Town& town) {
    town.welcome("beesbusy", "FR");
    const ConfirmedChange declined = town.buy(plan("business", Cycle::kMonth, of("user", 10)), "card_declined");
    REQUIRE(declined.order.state == OrderState::kFailed);
    return file_request(town.as_owner(),
                        {town.customer, RequestType::kPaymentProblem, "I paid!", {}, declined.order.id})
        .value();
}

std::string detail(const Request& request, std::string_view name) {
    for (const auto& [key, value] : request.details)
        if (key == name) return value;
    return {};
}

}  // namespace

TEST_CASE("a payment problem carries the facts of our own records") {
    Town town;
    const Request request = problem_after_declined_card(town);
    CHECK(detail(request, "amount") == "118.80");
    CHECK(detail(request, "currency") == "EUR");
    CHECK(detail(request, "reason") == "card_declined");
    CHECK(detail(request, "last4") == "0002");
}

TEST_CASE("staff who clear a payment apply the order once, with one paid invoice") {
    Town town;
    const Request request = problem_after_declined_card(town);
    CHECK(decide_request(town.as_owner(), request.id, {Decision::kAccept, "paid"}).error().code ==
          ErrorCode::kStaffRequired);
    CHECK(decide_request(town.staff(), request.id, {Decision::kAccept, ""}).error().code == ErrorCode::kReasonRequired);
    CHECK(town.invoices().empty());
    const Request decided =
        decide_request(town.staff(), request.id, {Decision::kAccept, "seen on the account"}).value();
    CHECK(decided.state == RequestState::kApplied);
    CHECK(decided.decided_by == "sam");
    REQUIRE(town.invoices().size() == 1);
    CHECK(town.invoices().front().status == InvoiceStatus::kPaid);
    CHECK(town.subscription().plan == Code("business"));
    CHECK(decide_request(town.staff(), request.id, {Decision::kAccept, "again"}).error().code ==
          ErrorCode::kRequestAlreadyDecided);
    CHECK(town.invoices().size() == 1);
}

TEST_CASE("money the bank has after all is not billed a second time when staff clear the payment") {
    Town town;
    town.welcome("beesbusy", "FR");
    const ConfirmedChange waiting = town.order(plan("business", Cycle::kMonth, of("user", 10)));
    const Request request =
        file_request(town.as_owner(), {town.customer, RequestType::kPaymentProblem, "", {}, waiting.order.id}).value();
    town.pay(waiting, "card_ok");
    CHECK(decide_request(town.staff(), request.id, {Decision::kAccept, "seen"}).value().state ==
          RequestState::kApplied);
    CHECK(town.invoices().size() == 1);
    CHECK(town.moved("charge") == 1);
    CHECK(town.moved("refund") == 0);
}

TEST_CASE("a declined request changes nothing but itself") {
    Town town;
    town.welcome("beesbusy", "FR");
    Wanted wanted;
    wanted.plan = Code("free");
    const Request request =
        file_request(town.as_owner(), {town.customer, RequestType::kReduction, "too dear", wanted, {}}).value();
    const Subscription before = town.subscription();
    CHECK(decide_request(town.staff(), request.id, {Decision::kDecline, "no"}).value().state ==
          RequestState::kDeclined);
    CHECK(town.subscription() == before);
    CHECK(list_requests(town.as_owner(), town.customer, {}).value().size() == 1);
}

TEST_CASE("requests of other customers do not exist for a member") {
    Town town;
    const Request request = problem_after_declined_card(town);
    town.welcome("beesbusy", "FR");
    CHECK(read_request(town.as_owner(), request.id).error().code == ErrorCode::kRequestNotFound);
    CHECK(list_requests(town.as_owner(), request.customer, {}).value().empty());
    CHECK(list_requests(town.staff(), {}, {}).value().size() == 1);
}

namespace {

Request asks_for(Town& town, RequestType type) {
    return file_request(town.as_owner(), {town.customer, type, "please", {}, {}}).value();
}

}  // namespace

TEST_CASE("accepting a refund gives the money back once, with a credit note that the request names") {
    Town town;
    town.welcome("beesbusy", "FR");
    town.buy(plan("business", Cycle::kMonth, of("user", 5)));
    const Invoice paid = town.invoices().front();
    const Request asked = asks_for(town, RequestType::kRefund);
    const auto refused = [&](const Verdict& verdict) {
        const auto decided = decide_request(town.staff(), asked.id, verdict);
        REQUIRE(!decided.has_value());
        return std::pair(decided.error().code, decided.error().field);
    };
    CHECK(refused({Decision::kAccept, "two had left"}) == std::pair(ErrorCode::kFieldRequired, std::string("refund")));
    CHECK(refused({.decision = Decision::kAccept, .reason = "", .refund = RefundTerms{paid.id, "10.00"}}).first ==
          ErrorCode::kReasonRequired);
    CHECK(refused({.decision = Decision::kAccept, .reason = "x", .refund = RefundTerms{paid.id, "9999.00"}}) ==
          std::pair(ErrorCode::kRefundTooLarge, std::string("refund.amount")));
    CHECK(refused({.decision = Decision::kAccept, .reason = "x", .refund = RefundTerms{InvoiceId("inv_9"), "1.00"}})
              .first == ErrorCode::kInvoiceNotFound);
    CHECK(town.invoices().size() == 1);
    CHECK(read_request(town.staff(), asked.id).value().state == RequestState::kNew);

    Context once = town.staff();
    once.caller.once = OnceKey{"decide_request", "key", "hash"};
    const Verdict verdict{
        .decision = Decision::kAccept, .reason = "two had left", .refund = RefundTerms{paid.id, "10.00"}};
    const Request decided = decide_request(once, asked.id, verdict).value();
    CHECK(decided.state == RequestState::kApplied);
    CHECK(decide_request(once, asked.id, verdict).value().state == RequestState::kApplied);
    REQUIRE(town.invoices().size() == 2);
    const Invoice note = town.invoices().back();
    CHECK(note.kind == InvoiceKind::kCreditNote);
    CHECK(note.amounts.total.str() == "-10.00");
    CHECK(note.status == InvoiceStatus::kPaid);
    CHECK(detail(decided, "credit_note") == note.number);
    CHECK(town.moved("refund") == 1);
    CHECK(town.events("payment.refunded") == 1);
    CHECK(town.events("request.decided") == 1);
}

TEST_CASE("what was paid by one customer is not given back to another") {
    Town town;
    town.welcome("beesbusy", "FR");
    town.buy(plan("business", Cycle::kMonth, of("user", 5)));
    const Invoice paid = town.invoices().front();
    town.welcome("beesbusy", "FR");
    const Request asked = asks_for(town, RequestType::kRefund);
    const auto decided =
        decide_request(town.staff(), asked.id,
                       {.decision = Decision::kAccept, .reason = "x", .refund = RefundTerms{paid.id, "10.00"}});
    REQUIRE(!decided.has_value());
    CHECK(decided.error().code == ErrorCode::kInvoiceNotFound);
    CHECK(town.moved("refund") == 0);
}

TEST_CASE("a reactivation turns the renewal on again, and sells anew what has ended") {
    Town town;
    town.welcome("beesbusy", "FR");
    town.buy(plan("business", Cycle::kMonth, of("user", 5)));
    const Request leaves = asks_for(town, RequestType::kCancellation);
    REQUIRE(decide_request(town.staff(), leaves.id, {Decision::kAccept, "as asked"}).has_value());
    REQUIRE(town.subscription().ends_on);
    SUBCASE("before its end") {
        const Request asked = asks_for(town, RequestType::kReactivation);
        const Request decided = decide_request(town.staff(), asked.id, {Decision::kAccept, "gladly"}).value();
        CHECK(decided.state == RequestState::kApplied);
        CHECK(!town.subscription().ends_on);
        CHECK(town.subscription().state == SubscriptionState::kActive);
        CHECK(town.invoices().size() == 1);
    }
    SUBCASE("after it") {
        town.go_to(*town.subscription().ends_on, 12);
        REQUIRE(run_due(town.server(), town.customer).has_value());
        REQUIRE(town.subscription().state == SubscriptionState::kEnded);
        const Request asked = asks_for(town, RequestType::kReactivation);
        const auto bare = decide_request(town.staff(), asked.id, {Decision::kAccept, "gladly"});
        REQUIRE(!bare.has_value());
        CHECK(bare.error().code == ErrorCode::kFieldRequired);
        CHECK(bare.error().field == "set");
        const Request decided = decide_request(town.staff(), asked.id,
                                               {.decision = Decision::kAccept,
                                                .reason = "gladly",
                                                .set = plan("business", Cycle::kMonth, of("user", 3))})
                                    .value();
        CHECK(decided.state == RequestState::kApplied);
        CHECK(town.subscription().state == SubscriptionState::kActive);
        CHECK(town.subscription().quantities.of("user") == 3);
        CHECK(town.invoices().size() == 2);
    }
}
