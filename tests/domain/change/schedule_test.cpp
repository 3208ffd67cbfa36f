#include "domain/renewal/renewal.h"
#include "tests/domain/change/scene.h"

using namespace settle;
using change_test::Scene;

TEST_CASE("what is decided later about a number replaces what was scheduled for it") {
    Scene scene("beesbusy", Date(2026, 4, 1));
    scene.change("plan business cycle month user 8");
    scene.change("user 5");
    REQUIRE(scene.subscription.scheduled.size() == 1);
    const Preview more = scene.change("user 10");
    CHECK(scene.subscription.scheduled.empty());
    CHECK(more.next_invoice.net.str() == "99.00");
    const auto step = scene.due(Date(2026, 5, 1));
    REQUIRE(step.has_value());
    CHECK(step->after.quantities.of("user") == 10);
}

TEST_CASE("scheduling the same number twice schedules it once") {
    Scene scene("beesbusy", Date(2026, 4, 1));
    scene.change("plan business cycle month user 8");
    scene.change("user 5");
    scene.change("user 6");
    REQUIRE(scene.subscription.scheduled.size() == 1);
    CHECK(scene.subscription.scheduled.front().set.quantities.of("user") == 6);
}

TEST_CASE("a first order without numbers begins on the first step that is worth having") {
    PlanItem item;
    item.included = 3;
    item.min = 0;
    item.step = 5;
    CHECK(smallest_quantity(item) == 5);
    item.included = 5;
    CHECK(smallest_quantity(item) == 5);
    item.min = 7;
    CHECK(smallest_quantity(item) == 7);
}

TEST_CASE("charges that wait for the next invoice never claim another document") {
    Scene scene("agorapulse", Date(2026, 3, 1));
    scene.change("plan advanced cycle month");
    scene.today = Date(2026, 3, 11);
    scene.change("plan standard");
    for (const ChargedLine& charged : scene.subscription.charged) CHECK(charged.line == -1);
}

TEST_CASE("a commitment that is renewed lasts its own length again") {
    Scene scene("workstaff", Date(2026, 4, 11));
    scene.sell("plan max cycle year manager 4 worker 55");
    CHECK(scene.subscription.commitment_end == Date(2027, 4, 11));
    const auto step = scene.due(Date(2027, 4, 11));
    REQUIRE(step.has_value());
    CHECK(step->after.commitment_end == Date(2028, 4, 11));
}

TEST_CASE("a reduction that staff make waits for the end of what was paid") {
    Scene scene("beesbusy", Date(2026, 5, 1));
    scene.change("plan enterprise cycle month user 12");
    scene.today = Date(2026, 5, 11);
    scene.act_as("staff");
    const Preview smaller = scene.change("plan business");
    CHECK(smaller.ruling.outcome == Outcome::kPeriodEnd);
    CHECK(smaller.due_now.lines.empty());
    CHECK(smaller.next_invoice.net.str() == "118.80");
    CHECK(scene.subscription.plan.view() == "enterprise");
}
