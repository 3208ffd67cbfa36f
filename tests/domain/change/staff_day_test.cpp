// Staff choose the day: today is now, later waits, and nobody else may choose.
#include "tests/domain/change/scene.h"

using namespace settle;
using change_test::lines;
using change_test::Scene;

TEST_CASE("what staff want for today is what they want now") {
    struct Case {
        const char* vendor;
        const char* has;
        const char* wants;
    };
    for (const auto& [vendor, has, wants] :
         {Case{"agorapulse", "plan standard cycle month user 3", "plan advanced"},
          Case{"agorapulse", "plan standard cycle month user 3", "user 5 profile 20"},
          Case{"workstaff", "plan pro cycle month worker 40", "worker 44"},
          Case{"beesbusy", "plan business cycle month user 9", "cycle year"}}) {
        CAPTURE(wants);
        Scene scene(vendor, Date(2026, 4, 1));
        scene.sell(has);
        scene.act_as("staff");
        scene.today = Date(2026, 4, 11);
        const Preview now = scene.preview(wants).value();
        const Preview today = scene.preview(std::string(wants) + " on 2026-04-11").value();
        REQUIRE_FALSE(now.due_now.lines.empty());
        CHECK(now.due_now == today.due_now);
        CHECK(now.next_invoice == today.next_invoice);
        CHECK(now.after == today.after);
        CHECK(today.ruling.outcome == Outcome::kNow);
    }
}

TEST_CASE("only staff choose a day, and none that is over") {
    Scene scene("agorapulse", Date(2026, 4, 1));
    scene.change("plan standard cycle month");
    CHECK(scene.preview("user 2 on 2026-04-20").error().code == ErrorCode::kStaffRequired);
    scene.act_as("staff");
    CHECK(scene.preview("user 2 on 2026-03-31").error().code == ErrorCode::kDateInThePast);
    CHECK(scene.preview("act pause from 2026-04-10 to 2026-04-10").has_value());  // Refused by rule, not by its dates.
    CHECK(scene.preview("act cancel user 2").error().code == ErrorCode::kFieldInvalid);
}

TEST_CASE("on its day a scheduled change is clamped to what is in use, or held") {
    Scene scene("beesbusy", Date(2026, 4, 1));
    scene.change("plan business cycle month user 14");
    scene.change("user 12");
    scene.assigned.set("user", 13);
    auto step = scene.due(Date(2026, 5, 1)).value();
    CHECK(step.after.quantities.of("user") == 13);
    CHECK(step.due.total.str() == "154.44");
    REQUIRE(step.notices.size() == 1);
    CHECK(step.notices[0].change.held.empty());
    CHECK(step.notices[0].change.set.quantities.of("user") == 12);
    CHECK(step.notices[0].applied.quantities.of("user") == 13);

    // Its plan is not sold by that cycle any more: it is held, and what there was goes on.
    Catalog catalog = change_test::catalog_of("agorapulse");
    Scene other(catalog, Date(2026, 4, 1));
    other.change("plan standard cycle year");
    other.change("cycle month");
    catalog.plans[0].cycles = {Cycle::kYear};
    step = other.due(Date(2027, 4, 1)).value();
    CHECK(step.after.cycle == Cycle::kYear);
    REQUIRE(step.notices.size() == 1);
    CHECK(step.notices[0].change.held == "cycle_not_offered");
    REQUIRE(step.after.scheduled.size() == 1);
    CHECK(step.after.scheduled[0].held == "cycle_not_offered");
    other.subscription = step.after;
    CHECK(other.due(Date(2028, 4, 1)).value().notices.empty());
}

TEST_CASE("a price by the second charges half a day for half a day") {
    Catalog catalog = change_test::catalog_of("agorapulse");
    for (Plan& plan : catalog.plans) plan.proration = Proration::kSecond;
    Scene scene(catalog, Date(2026, 4, 1));
    scene.change("plan standard cycle month");
    scene.today = Date(2026, 4, 30);
    Situation noon = scene.view();
    noon.second = 43'200;
    const Preview half = preview_change(noon, change_test::wish("user 11")).value();
    CHECK(half.due_now.lines[0].ratio == Ratio{43'200, 30 * 86'400});
    CHECK(lines(half.due_now) == "16.50");  // 990.00 for 30 days.
    // What was taken at noon and given back at noon cost nothing; at six it cost a quarter of a day.
    scene.take(half);
    Situation later = scene.view();
    later.second = 43'200;
    CHECK(preview_change(later, change_test::wish("user 1")).value().after.carried[0].amount.str() == "-16.50");
    later.second = 64'800;
    CHECK(preview_change(later, change_test::wish("user 1")).value().after.carried[0].amount.str() == "-8.25");
}
