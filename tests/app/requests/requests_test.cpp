#include "app/requests/decide_request.h"
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
