#include "domain/renewal/renewal.h"
#include "tests/domain/change/scene.h"

using namespace settle;
using change_test::lines;
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

TEST_CASE("the summary of the next invoice knows what staff scheduled inside the period") {
    Scene scene("agorapulse", Date(2026, 4, 1));
    scene.change("plan standard cycle month user 2");
    scene.act_as("staff");
    scene.today = Date(2026, 4, 5);
    // A bigger plan is billed on its day, a smaller number waits for the invoice after it.
    const Preview up = scene.change("plan advanced on 2026-04-16");
    CHECK(up.next_invoice_on == Date(2026, 4, 16));
    const Preview down = scene.change("user 1 on 2026-04-21");
    CHECK(down.next_invoice_on == Date(2026, 4, 16));
    CHECK(lines(down.next_invoice) == "-49.50 -49.50 99.50 99.50");
    CHECK(down.later_on == Date(2026, 5, 1));
    CHECK(lines(down.later) == "199.00 -66.33");
    const auto steps = scene.live_until(Date(2026, 5, 1));
    REQUIRE(steps.size() == 3);
    CHECK(steps[0].on == Date(2026, 4, 16));
    CHECK(steps[0].due == down.next_invoice);
    CHECK(steps[1].on == Date(2026, 4, 21));
    CHECK(steps[1].due.lines.empty());
    CHECK(steps[2].due.total == down.later.total);
}

TEST_CASE("a planned pause moves the bill that is foreseen") {
    Scene scene("workstaff", Date(2026, 4, 1));
    scene.sell("plan pro cycle month manager 3 worker 40");
    scene.act_as("staff");
    scene.today = Date(2026, 4, 5);
    // Ten days used, twenty left: 20 May to 9 June.
    const Preview inside = scene.preview("act pause from 2026-04-11 to 2026-05-20").value();
    CHECK(inside.next_invoice_on == Date(2026, 6, 9));
    CHECK(inside.later_on == Date(2026, 7, 9));
    const Preview after = scene.preview("act pause to 2026-05-20").value();
    CHECK(after.ruling.on == Date(2026, 5, 1));
    CHECK(after.next_invoice_on == Date(2026, 5, 20));
    CHECK(after.next_invoice.total.str() == "252.61");
    CHECK(after.later_on == Date(2026, 6, 20));
    const Preview open = scene.preview("act pause from 2026-04-11").value();
    CHECK(open.next_invoice.lines.empty());
    CHECK(open.later.lines.empty());
}

TEST_CASE("whoever has ended a monthly plan and pays for a year has that year") {
    Scene scene("agorapulse", Date(2026, 3, 1));
    scene.change("plan standard cycle month");
    scene.today = Date(2026, 3, 20);
    scene.change("act cancel");
    CHECK(scene.subscription.ends_on == Date(2026, 4, 1));
    scene.change("cycle year");
    CHECK(scene.subscription.period == Period{Date(2026, 3, 20), Date(2027, 3, 20)});
    CHECK(scene.subscription.ends_on == Date(2027, 3, 20));
    CHECK(scene.subscription.state == SubscriptionState::kEnding);
}

TEST_CASE("a change says which scheduled one it leaves without room") {
    Scene scene("workstaff", Date(2026, 4, 1));
    scene.sell("plan pro cycle month manager 4 worker 40");
    const Preview fewer = scene.change("manager 3");
    CHECK(fewer.conflicts.empty());
    const Preview annual = scene.change("cycle year");
    REQUIRE(annual.conflicts.size() == 1);
    const ScheduleNotice& conflict = annual.conflicts.front();
    CHECK(conflict.change.on == Date(2026, 5, 1));
    CHECK(conflict.change.set.quantities.of("manager") == 3);
    REQUIRE(conflict.refusal.has_value());
    CHECK(name_of(conflict.refusal->code) == conflict.change.held);
    // What was foreseen is what happens on that day.
    const auto step = scene.due(Date(2026, 5, 1));
    REQUIRE(step.has_value());
    REQUIRE(step->notices.size() == 1);
    CHECK(step->notices.front().change.held == conflict.change.held);
    CHECK(step->after.quantities.of("manager") == 4);
}

TEST_CASE("a scheduled reduction below the seats in use is said to be cut down") {
    Scene scene("beesbusy", Date(2026, 4, 1));
    scene.change("plan business cycle month user 14");
    scene.change("user 12");
    scene.assigned.set("user", 13);
    const Preview bigger = scene.change("plan enterprise");
    REQUIRE(bigger.conflicts.size() == 1);
    CHECK_FALSE(bigger.conflicts.front().refusal.has_value());
    CHECK(bigger.conflicts.front().applied.quantities.of("user") == 13);
    CHECK(bigger.next_invoice.lines.front().quantity == 13);
}
