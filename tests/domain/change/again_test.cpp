// Whoever begins again begins without the troubles of before.
#include "domain/change/next_period.h"
#include "tests/domain/change/scene.h"

using namespace settle;
using change_test::Scene;

TEST_CASE("a first order out of the free plan owes nothing any more") {
    Scene scene("beesbusy", Date(2026, 4, 1));
    scene.change("plan business cycle month user 3");
    scene.act_as("staff");
    fall_past_due(scene.catalog, scene.subscription, InvoiceId("inv_1"), scene.today);
    scene.today = Date(2026, 4, 5);
    scene.change("plan free on 2026-04-05");
    REQUIRE(scene.subscription.past_due.has_value());
    scene.today = Date(2026, 4, 6);
    scene.change("plan business cycle month user 3");
    CHECK(scene.subscription.state == SubscriptionState::kActive);
    CHECK_FALSE(scene.subscription.past_due.has_value());
    CHECK_FALSE(scene.subscription.pause.has_value());
}

TEST_CASE("what waited for an invoice is foreseen on the free plan too, and nothing else") {
    Scene scene("beesbusy", Date(2026, 4, 1));
    CHECK(scene.preview("plan free").value().next_invoice.lines.empty());
    scene.change("plan business cycle month user 3");
    scene.act_as("staff");
    const Preview down = scene.change("plan free on 2026-04-20");
    CHECK(down.next_invoice.lines.empty());
    scene.live_until(Date(2026, 4, 20));
    CHECK(scene.live_until(Date(2026, 6, 2)).size() == 2);
    scene.subscription.carried.push_back({Code("user"),
                                          Code("business"),
                                          LineKind::kCharge,
                                          1,
                                          UnitPrice(99'0000, kEuro),
                                          scene.subscription.period,
                                          kWhole,
                                          Money(990, kEuro),
                                          {},
                                          -1});
    Subscription future = scene.subscription;
    const auto bill = foresee_bill(scene.view(), future);
    REQUIRE(bill.has_value());
    const auto step = scene.due(Date(2026, 7, 1));
    REQUIRE(step.has_value());
    CHECK(step->due.net.str() == "9.90");
    CHECK(bill->lines == step->due.lines);
}
