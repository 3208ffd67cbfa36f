// A commitment binds its customer whatever else changes; staff may set it aside, and that is marked.
#include "tests/domain/change/scene.h"

using namespace settle;
using change_test::Scene;

namespace {

// A month at a time, bound for two years; a year at a time, bound for one or not at all.
Catalog bound_by_month(bool year_binds) {
    Catalog catalog = change_test::catalog_of("agorapulse");
    for (Plan& plan : catalog.plans) {
        plan.commitment_months[Cycle::kMonth] = 24;
        if (year_binds) plan.commitment_months[Cycle::kYear] = 12;
    }
    return catalog;
}

}  // namespace

TEST_CASE("no change that its customer makes shortens a commitment") {
    for (const bool year_binds : {true, false}) {
        CAPTURE(year_binds);
        const Catalog catalog = bound_by_month(year_binds);
        Scene scene(catalog, Date(2026, 4, 1));
        scene.change("plan standard cycle month");
        CHECK(scene.subscription.commitment_end == Date(2028, 4, 1));
        scene.today = Date(2026, 5, 11);
        scene.change("cycle year");
        CHECK(scene.subscription.commitment_start == Date(2026, 4, 1));
        CHECK(scene.subscription.commitment_end == Date(2028, 4, 1));
    }
    // Where the new one binds longer, it counts.
    const Catalog catalog = bound_by_month(true);
    Scene late(catalog, Date(2026, 4, 1));
    late.change("plan standard cycle month");
    late.today = Date(2027, 8, 1);
    late.change("cycle year");
    CHECK(late.subscription.commitment_end == Date(2028, 8, 1));
}

TEST_CASE("staff may set a commitment aside by another cycle") {
    const Catalog catalog = bound_by_month(false);
    Scene scene(catalog, Date(2026, 4, 1));
    scene.change("plan standard cycle month");
    scene.act_as("staff");
    scene.change("cycle year");
    CHECK_FALSE(scene.subscription.commitment_end.has_value());
}

TEST_CASE("a cancellation that came first does not shorten a commitment that begins after it") {
    Catalog catalog = bound_by_month(false);
    for (Plan& plan : catalog.plans) plan.commitment_months = {{Cycle::kYear, 24}};
    Scene scene(catalog, Date(2026, 4, 1));
    scene.change("plan standard cycle month");
    scene.change("act cancel");
    CHECK(scene.subscription.ends_on == Date(2026, 5, 1));
    scene.change("cycle year");
    CHECK(scene.subscription.commitment_end == Date(2028, 4, 1));
    CHECK(scene.subscription.ends_on == Date(2028, 4, 1));
}

TEST_CASE("staff end a commitment with the subscription, and that is marked") {
    Scene scene("workstaff", Date(2026, 4, 1));
    scene.sell("plan pro cycle year manager 3 worker 20");
    scene.act_as("staff");
    scene.today = Date(2026, 6, 11);
    // Without a day it waits for the end of the commitment, so nothing is set aside.
    const Preview at_end = scene.preview("act cancel").value();
    CHECK(at_end.ruling.outcome == Outcome::kPeriodEnd);
    CHECK(at_end.ruling.on == Date(2027, 4, 1));
    CHECK_FALSE(at_end.ruling.overrides_commitment);
    const Preview before = scene.preview("act cancel on 2026-09-01").value();
    CHECK(before.ruling.overrides_commitment);
    CHECK(before.after.state == SubscriptionState::kEnding);
    CHECK(before.after.ends_on == Date(2026, 9, 1));
    CHECK(before.next_invoice.lines.empty());
    // Today is now.
    const Preview now = scene.change("act cancel on 2026-06-11");
    CHECK(now.ruling.outcome == Outcome::kNow);
    CHECK(now.ruling.overrides_commitment);
    CHECK(scene.subscription.state == SubscriptionState::kEnded);
    CHECK_FALSE(scene.subscription.commitment_end.has_value());
    CHECK_FALSE(scene.subscription.commitment_start.has_value());
    CHECK(scene.subscription.reminders.empty());
}

TEST_CASE("a plan that binds begins its commitment at the same cycle too, where none runs") {
    Catalog catalog = change_test::catalog_of("agorapulse");
    for (Plan& plan : catalog.plans)
        if (plan.code.view() != "standard") plan.commitment_months[Cycle::kMonth] = 12;
    Scene scene(catalog, Date(2026, 4, 1));
    scene.change("plan standard cycle month");
    REQUIRE_FALSE(scene.subscription.commitment_end.has_value());
    scene.today = Date(2026, 4, 11);
    const Preview bound = scene.change("plan professional");
    CHECK(bound.after.commitment_start == Date(2026, 4, 11));
    CHECK(bound.after.commitment_end == Date(2027, 4, 11));
    CHECK(scene.preview("act cancel").value().ruling.refusal->code == ErrorCode::kCommitmentActive);
    // The one that runs goes on, through another plan that binds and one that does not.
    scene.today = Date(2026, 6, 5);
    scene.change("plan advanced");
    CHECK(scene.subscription.commitment_start == Date(2026, 4, 11));
    CHECK(scene.subscription.commitment_end == Date(2027, 4, 11));
    scene.change("plan standard");
    scene.live_until(Date(2026, 7, 1));
    CHECK(scene.subscription.commitment_end == Date(2027, 4, 11));
}

TEST_CASE("a plan that waits for the end of the period begins its commitment there") {
    Catalog catalog = change_test::catalog_of("agorapulse");
    for (Plan& plan : catalog.plans)
        if (plan.code.view() == "standard") plan.commitment_months[Cycle::kMonth] = 12;
    for (Rule& rule : catalog.rules)
        if (rule.outcome == Outcome::kNow) rule.outcome = Outcome::kPeriodEnd;
    Scene scene(catalog, Date(2026, 4, 1));
    scene.sell("plan professional cycle month on 2026-04-01");
    scene.today = Date(2026, 4, 11);
    const Preview smaller = scene.change("plan standard");
    REQUIRE(smaller.scheduled.has_value());
    CHECK_FALSE(scene.subscription.commitment_end.has_value());
    scene.live_until(Date(2026, 5, 1));
    CHECK(scene.subscription.plan.view() == "standard");
    CHECK(scene.subscription.commitment_start == Date(2026, 5, 1));
    CHECK(scene.subscription.commitment_end == Date(2027, 5, 1));
}

TEST_CASE("a cancellation that came first does not shorten the commitment of another plan at the same cycle") {
    Catalog catalog = change_test::catalog_of("agorapulse");
    for (Plan& plan : catalog.plans)
        if (plan.code.view() != "standard") plan.commitment_months[Cycle::kMonth] = 12;
    Scene scene(catalog, Date(2026, 4, 1));
    scene.change("plan standard cycle month");
    scene.change("act cancel");
    CHECK(scene.subscription.ends_on == Date(2026, 5, 1));
    scene.change("plan professional");
    CHECK(scene.subscription.ends_on == Date(2027, 4, 1));
}
