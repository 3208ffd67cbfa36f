// A pause cuts a paid period in two: what was used before it is used, what is left follows it.
#include "domain/change/next_period.h"
#include "tests/domain/change/scene.h"

using namespace settle;
using change_test::lines;
using change_test::Scene;

namespace {

// Paid April, 30 days, ten of which were used when staff paused it on the 11th.
Scene paused_in_april(const std::string& what) {
    Scene scene("workstaff", Date(2026, 4, 1));
    scene.sell(what);
    scene.today = Date(2026, 4, 11);
    scene.act_as("staff");
    scene.change("act pause from 2026-04-11");
    REQUIRE(scene.subscription.state == SubscriptionState::kPaused);
    return scene;
}

void resume_on(Scene& scene, Date day) {
    scene.today = day;
    scene.change("act resume");
    REQUIRE(scene.live_until(day).size() == 1);
}

}  // namespace

TEST_CASE("the days that are left of a paid period follow the pause and cost nothing") {
    Scene scene = paused_in_april("plan pro cycle month manager 10 worker 10");
    CHECK(scene.subscription.period == Period{Date(2026, 4, 1), Date(2026, 4, 11)});
    CHECK(scene.subscription.pause->paid_days_left == 20);
    resume_on(scene, Date(2026, 5, 20));
    CHECK(scene.subscription.period == Period{Date(2026, 5, 20), Date(2026, 6, 9)});
    const auto next = scene.due(Date(2026, 6, 9)).value();
    CHECK(next.kind == DueStep::Kind::kRenewed);
    CHECK(next.after.period == Period{Date(2026, 6, 9), Date(2026, 7, 9)});
}

TEST_CASE("what was used before a pause is not given back after it") {
    Scene scene = paused_in_april("plan pro cycle month manager 10 worker 10");
    resume_on(scene, Date(2026, 5, 20));
    // 299.00 and 32.50 for 30 days, of which 20 are left.
    CHECK(lines(scene.preview("plan max").value().due_now) == "-199.33 -21.67 299.33 31.67");
}

TEST_CASE("the days that follow a pause are days of the period that was paid") {
    Scene scene = paused_in_april("plan pro cycle month manager 10 worker 10");
    resume_on(scene, Date(2026, 5, 20));
    // May has 31 days, the period that was paid had 30.
    CHECK(scene.preview("manager 11").value().due_now.lines[0].ratio == Ratio{20, 30});
    scene.today = Date(2026, 5, 30);
    CHECK(scene.preview("manager 11").value().due_now.lines[0].ratio == Ratio{10, 30});
    CHECK(lines(scene.preview("plan max").value().due_now) == "-99.67 -10.83 149.67 15.83");

    // 31 days paid, 30 left, followed by a February: never more than the price of the period.
    Scene winter("workstaff", Date(2026, 1, 1));
    winter.sell("plan pro cycle month manager 10 worker 10");
    winter.act_as("staff");
    winter.today = Date(2026, 1, 2);
    winter.change("act pause from 2026-01-02");
    resume_on(winter, Date(2026, 1, 30));
    CHECK(winter.subscription.period == Period{Date(2026, 1, 30), Date(2026, 3, 1)});
    CHECK(lines(winter.preview("manager 20").value().due_now) == "289.35");
    // A pause within the days that are left cuts off what is left of them.
    winter.today = Date(2026, 2, 9);
    winter.change("act pause from 2026-02-09");
    resume_on(winter, Date(2026, 2, 20));
    CHECK(winter.subscription.period == Period{Date(2026, 2, 20), Date(2026, 3, 12)});
    CHECK(winter.preview("manager 20").value().due_now.lines[0].ratio == Ratio{20, 31});
    const auto next = winter.due(Date(2026, 3, 12)).value();
    winter.subscription = next.after;
    winter.today = Date(2026, 3, 12);
    CHECK(winter.preview("manager 20").value().due_now.lines[0].ratio == Ratio{31, 31});
}

TEST_CASE("nothing used is given back whole, after a pause too") {
    Scene scene("workstaff", Date(2026, 4, 1));
    scene.sell("plan pro cycle month manager 3 worker 11");
    scene.act_as("staff");
    scene.change("act pause from 2026-04-01");
    resume_on(scene, Date(2026, 5, 7));
    CHECK(lines(scene.preview("plan max").value().due_now) == "-89.70 -35.75 134.70 52.25");
}

TEST_CASE("a paused subscription ends on the day it was cancelled for") {
    Scene scene("workstaff", Date(2026, 4, 1));
    scene.sell("plan pro cycle month manager 3 worker 11");
    scene.act_as("staff");
    scene.today = Date(2026, 4, 5);
    scene.change("act cancel");
    CHECK(scene.subscription.ends_on == Date(2026, 5, 1));
    const Preview pause = scene.change("act pause from 2026-04-11 to 2026-05-20");
    CHECK(pause.next_invoice.lines.empty());
    const auto steps = scene.live_until(Date(2026, 7, 1));
    REQUIRE(steps.size() == 2);
    CHECK(steps[0].kind == DueStep::Kind::kPaused);
    CHECK(steps[1].kind == DueStep::Kind::kEnded);
    CHECK(steps[1].on == Date(2026, 5, 1));
}

TEST_CASE("whoever cancelled to the end of a commitment has all of it, also when a pause moves it") {
    Scene scene("workstaff", Date(2026, 4, 1));
    scene.sell("plan pro cycle year manager 3");
    scene.act_as("staff");
    scene.change("act cancel");
    REQUIRE(scene.subscription.ends_on == Date(2027, 4, 1));
    scene.change("act pause from 2026-06-01 to 2026-07-01");
    auto steps = scene.live_until(Date(2027, 4, 30));
    CHECK(scene.subscription.commitment_end == Date(2027, 5, 1));
    CHECK(scene.subscription.ends_on == Date(2027, 5, 1));
    CHECK(scene.subscription.state == SubscriptionState::kEnding);
    steps = scene.live_until(Date(2027, 6, 1));
    REQUIRE(steps.size() == 1);
    CHECK(steps[0].kind == DueStep::Kind::kEnded);
    CHECK(steps[0].on == Date(2027, 5, 1));
}

TEST_CASE("a pause over the end of a commitment holds up the end that waits for it") {
    for (const bool moves : {true, false}) {
        CAPTURE(moves);
        Catalog catalog = change_test::catalog_of("workstaff");
        catalog.pause.extends_commitment = moves;
        Scene scene(catalog, Date(2026, 4, 1));
        scene.sell("plan pro cycle year manager 3");
        scene.act_as("staff");
        scene.change("act cancel");
        scene.today = Date(2027, 3, 2);
        const Preview pause = scene.change("act pause from 2027-03-02 to 2027-04-11");
        CHECK(pause.next_invoice.lines.empty());
        const auto steps = scene.live_until(Date(2027, 7, 1));
        CHECK(scene.subscription.state == SubscriptionState::kEnded);
        CHECK(steps.back().kind == DueStep::Kind::kEnded);
        CHECK(steps.back().on == (moves ? Date(2027, 5, 11) : Date(2027, 4, 1)));
    }
    // One that staff set before the commitment's end stays where they set it.
    Scene early("workstaff", Date(2026, 4, 1));
    early.sell("plan pro cycle year manager 3");
    early.act_as("staff");
    early.change("act cancel on 2026-09-01");
    early.change("act pause from 2026-06-01 to 2026-07-01");
    CHECK(early.live_until(Date(2027, 1, 1)).back().on == Date(2026, 9, 1));
}

TEST_CASE("a pause moves a commitment as it was said when it was planned, whatever the catalog says since") {
    for (const bool moves : {true, false}) {
        CAPTURE(moves);
        Catalog catalog = change_test::catalog_of("workstaff");
        catalog.pause.extends_commitment = moves;
        Scene scene(catalog, Date(2026, 4, 1));
        scene.sell("plan pro cycle year manager 3");
        scene.act_as("staff");
        scene.change("act cancel");
        scene.change("act pause from 2026-06-01 to 2026-07-01");
        catalog.pause.extends_commitment = !moves;
        CHECK(scene.live_until(Date(2027, 7, 1)).back().on == (moves ? Date(2027, 5, 1) : Date(2027, 4, 1)));
    }
}

TEST_CASE("a commitment that was over before a pause holds nothing up") {
    Scene scene("workstaff", Date(2026, 4, 1));
    scene.sell("plan pro cycle month manager 3");
    scene.subscription.commitment_end = Date(2026, 4, 3);
    scene.act_as("staff");
    scene.today = Date(2026, 4, 5);
    scene.change("act cancel");
    scene.change("act pause from 2026-04-11");
    CHECK(scene.live_until(Date(2026, 7, 1)).back().on == Date(2026, 5, 1));
    CHECK(scene.subscription.state == SubscriptionState::kEnded);
}
