#include "app/renewal/run_due.h"

#include "app/checkout/start_trial.h"
#include "tests/app/town.h"

using namespace settle;
using app_test::of;
using app_test::plan;
using app_test::Town;

namespace {

void go_to(Town& town, Date day) { town.go_to(day); }

}  // namespace

TEST_CASE("every period is billed once and charged to the saved method, also after a long sleep") {
    Town town;
    go_to(town, Date(2026, 1, 31));
    town.welcome("beesbusy", "FR");
    town.buy(plan("business", Cycle::kMonth, of("user", 7)));
    go_to(town, Date(2026, 4, 30));
    CHECK(run_due(town.server(), town.customer).value() == 3);
    CHECK(run_due(town.server(), town.customer).value() == 0);
    const auto invoices = town.invoices();
    REQUIRE(invoices.size() == 4);
    for (const Invoice& invoice : invoices) CHECK(invoice.status == InvoiceStatus::kPaid);
    CHECK(invoices[3].issued_on == Date(2026, 4, 30));
    CHECK(invoices[3].period == Period{Date(2026, 4, 30), Date(2026, 5, 31)});
    CHECK(town.moved("charge") == 4);
}

TEST_CASE("a renewal that cannot be charged stays open and the subscription is past due") {
    Town town;
    go_to(town, Date(2026, 4, 1));
    town.welcome("beesbusy", "FR");
    const ConfirmedChange change = town.order(plan("business", Cycle::kMonth, of("user", 10)));
    town.pay_by_card(change.attempt->id, "4000000000000341");
    REQUIRE(town.refreshed(change).order.state == OrderState::kApplied);
    go_to(town, Date(2026, 5, 1));
    CHECK(run_due(town.server(), town.customer).value() == 1);
    CHECK(town.subscription().state == SubscriptionState::kPastDue);
    CHECK(town.invoices().back().status == InvoiceStatus::kOpen);
    CHECK(town.moved("charge") == 1);
    CHECK(run_due(town.server(), town.customer).value() == 0);
}

TEST_CASE("a trial ends in the customer's own night") {
    Town town;
    go_to(town, Date(2026, 1, 5));
    town.welcome("agorapulse", "FR");
    REQUIRE(start_trial(town.as_owner(), town.customer).has_value());
    CHECK(start_trial(town.as_owner(), town.customer).error().code == ErrorCode::kTrialUsed);
    go_to(town, Date(2026, 2, 4));
    town.clock.advance_seconds(-1);
    CHECK(run_due(town.server(), town.customer).value() == 3);
    CHECK(town.events("trial.ending") == 3);
    CHECK(town.subscription().state == SubscriptionState::kTrialing);
    town.clock.advance_seconds(1);
    CHECK(run_due(town.server(), town.customer).value() == 1);
    CHECK(town.subscription().state == SubscriptionState::kTrialEnded);
    CHECK(town.events("trial.ended") == 1);
}
