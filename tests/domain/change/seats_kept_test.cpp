// A plan is never changed over the heads of those who hold its seats.
#include "tests/domain/change/scene.h"

using namespace settle;
using change_test::Scene;

TEST_CASE("a plan made to measure is not had for nothing: staff say what was agreed, for a later day too") {
    Scene scene("agorapulse", Date(2026, 4, 1));
    scene.change("plan standard cycle month user 4 profile 12");
    scene.act_as("staff");
    for (const char* wanted : {"plan custom", "plan custom user 4", "plan custom on 2026-04-20"}) {
        const auto refused = scene.preview(wanted);
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().code == ErrorCode::kFieldRequired);
        CHECK(refused.error().field == "lines");
    }
    scene.change("plan custom user 4 profile 12 agreed 20.00");
    CHECK(scene.subscription.quantities.of("profile") == 12);
    CHECK(scene.change("act cancel").ruling.outcome == Outcome::kPeriodEnd);
}

TEST_CASE("a plan without the seats in use is refused, and held when its day comes") {
    Catalog catalog = change_test::catalog_of("agorapulse");
    std::erase_if(catalog.plans[0].items, [](const PlanItem& item) { return item.item == Code("x_plus"); });
    catalog.plans[0].items[1].max = 10;
    Scene scene(catalog, Date(2026, 4, 1));
    scene.change("plan advanced cycle month x_plus 3");
    scene.assigned.set("x_plus", 2);
    const Preview refused = scene.preview("plan standard").value();
    REQUIRE(refused.ruling.refusal.has_value());
    CHECK(refused.ruling.refusal->code == ErrorCode::kInUse);
    CHECK(refused.ruling.rule.view() == "guard-usage");
    CHECK(refused.ruling.item.view() == "x_plus");

    scene.assigned.set("x_plus", 0);
    scene.act_as("staff");
    scene.change("plan standard on 2026-04-20");
    scene.assigned.set("x_plus", 1);
    const auto steps = scene.live_until(Date(2026, 4, 20));
    REQUIRE(steps.size() == 1);
    REQUIRE(steps[0].notices.size() == 1);
    CHECK(steps[0].notices[0].change.held == "in_use");
    CHECK(scene.subscription.plan.view() == "advanced");
}

TEST_CASE("an agreement that leaves out seats in use is refused") {
    Scene scene("agorapulse", Date(2026, 4, 1));
    scene.change("plan standard cycle month user 4");
    scene.assigned.set("user", 4);
    scene.act_as("staff");
    Wanted wanted = change_test::wish("plan custom");
    wanted.lines = {{"profile", 12, UnitPrice::parse("131.25", kEuro).value()}};
    const auto preview = preview_change(scene.view(), wanted).value();
    REQUIRE(preview.ruling.refusal.has_value());
    CHECK(preview.ruling.refusal->code == ErrorCode::kBelowAssigned);
}

TEST_CASE("what a trial left in use is bought, or released first") {
    Scene scene("agorapulse", Date(2026, 1, 5));
    scene.subscription = start_trial(scene.view()).value();
    scene.assigned.set("profile", 11);
    scene.today = Date(2026, 1, 20);
    const Preview ten = scene.preview("plan standard cycle month").value();
    REQUIRE(ten.ruling.refusal.has_value());
    CHECK(ten.ruling.refusal->code == ErrorCode::kInUse);
    CHECK(ten.ruling.item.view() == "profile");
    CHECK(ten.due_now.lines.empty());
    const Preview eleven = scene.preview("plan standard cycle month profile 11").value();
    CHECK_FALSE(eleven.ruling.refusal.has_value());
    CHECK(eleven.due_now.net.str() == "114.00");
}

TEST_CASE("whoever is to leave by the day of a reduction does not stand in its way") {
    Scene scene("beesbusy", Date(2026, 4, 1));
    scene.change("plan business cycle month user 12");
    scene.assigned.set("user", 11);
    const auto refusal = [&](const char* wanted) {
        const Preview preview = scene.preview(wanted).value();
        return preview.ruling.refusal ? preview.ruling.refusal->code : ErrorCode::kInternal;
    };
    CHECK(refusal("user 9") == ErrorCode::kBelowAssigned);
    const auto leaves = [](const char* seat, Date on) {
        return Departure{on, SeatId(seat), "user", MemberId(std::string("mem_") + seat)};
    };
    // One day after the period is over is a day too late.
    scene.subscription.departures = {leaves("sea_1", Date(2026, 5, 1)), leaves("sea_2", Date(2026, 5, 2))};
    const Preview late = scene.preview("user 9").value();
    REQUIRE(late.ruling.refusal.has_value());
    CHECK(late.ruling.refusal->code == ErrorCode::kBelowAssigned);
    CHECK(late.ruling.possible_from == Date(2026, 5, 2));
    CHECK(late.ruling.refusal->params.front() == std::pair<std::string, std::string>{"assigned", "10"});
    scene.subscription.departures = {leaves("sea_2", Date(2026, 4, 20)), leaves("sea_1", Date(2026, 5, 1))};
    const Preview fits = scene.change("user 9");
    CHECK(fits.ruling.outcome == Outcome::kPeriodEnd);
    CHECK(fits.conflicts.empty());
    CHECK(fits.next_invoice.net.str() == "89.10");

    const auto steps = scene.live_until(Date(2026, 5, 1));
    REQUIRE(steps.size() == 3);
    CHECK(steps[0].kind == DueStep::Kind::kLeft);
    CHECK(steps[0].on == Date(2026, 4, 20));
    CHECK(steps[1].kind == DueStep::Kind::kLeft);
    CHECK(steps[1].departures.front().seat == SeatId("sea_1"));
    CHECK(steps[2].kind == DueStep::Kind::kRenewed);
    CHECK(steps[2].notices.empty());
    CHECK(scene.subscription.quantities.of("user") == 9);
    CHECK(scene.assigned.of("user") == 9);
    CHECK(scene.subscription.departures.empty());
}

TEST_CASE("who stays after all is kept on a seat when the day comes") {
    Scene scene("beesbusy", Date(2026, 4, 1));
    scene.change("plan business cycle month user 12");
    scene.assigned.set("user", 10);
    scene.subscription.departures = {{Date(2026, 5, 1), SeatId("sea_1"), "user", MemberId("mem_1")}};
    scene.change("user 9");
    scene.subscription.departures.clear();
    const auto steps = scene.live_until(Date(2026, 5, 1));
    REQUIRE(steps.size() == 1);
    REQUIRE(steps[0].notices.size() == 1);
    CHECK(steps[0].notices[0].change.held.empty());
    CHECK(scene.subscription.quantities.of("user") == 10);
}
