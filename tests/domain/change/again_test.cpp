// Whoever begins again begins without the troubles of before.
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
