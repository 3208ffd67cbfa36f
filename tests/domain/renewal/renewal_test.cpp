#include <rapidcheck.h>

#include "domain/renewal/renewal.h"
#include "tests/domain/change/scene.h"

using namespace settle;
using change_test::Scene;

namespace {

DueStep renew(Scene& scene) {
    DueStep step = scene.due(scene.subscription.period.end_day).value();
    scene.subscription = step.after;
    return step;
}

}  // namespace

TEST_CASE("boundaries are counted from the anchor: a period that began on a 31st comes back to the 31st") {
    Scene scene("beesbusy", Date(2027, 12, 31));
    scene.change("plan business cycle month user 7");
    const Date expected[] = {Date(2028, 1, 31), Date(2028, 2, 29), Date(2028, 3, 31), Date(2028, 4, 30),
                             Date(2028, 5, 31)};
    for (const Date end : expected) {
        CHECK(scene.subscription.period.end_day == end);
        CHECK(renew(scene).due.net.str() == "69.30");
    }
}

TEST_CASE("every boundary is the anchor and a whole number of cycles, without a gap") {
    CHECK(rc::check([] {
        const Date start = Date(2026, 1, 1).plus_days(*rc::gen::inRange<std::int64_t>(0, 1500));
        Scene scene("agorapulse", start);
        const auto cycle = *rc::gen::element<std::string>("month", "year");
        scene.change("plan standard cycle " + cycle);
        const int months = cycle == "month" ? 1 : 12;
        for (int n = 1; n < 30; ++n) {
            RC_ASSERT(scene.subscription.period.end_day == add_months(start, n * months));
            const Date end = scene.subscription.period.end_day;
            renew(scene);
            RC_ASSERT(scene.subscription.period.first_day == end);
        }
    }));
}

TEST_CASE("nothing is due before its day") {
    Scene scene("beesbusy", Date(2026, 4, 1));
    CHECK_FALSE(next_due_on(scene.subscription).has_value());
    scene.change("plan business cycle month user 10");
    CHECK(next_due_on(scene.subscription) == Date(2026, 5, 1));
    CHECK_FALSE(scene.due(Date(2026, 4, 30)).has_value());
    CHECK(scene.due(Date(2026, 5, 1)).has_value());
}

TEST_CASE("the trial ends on the day after its last one") {
    Scene scene("agorapulse", Date(2026, 1, 5));
    scene.subscription = start_trial(scene.view()).value();
    CHECK(scene.subscription.quantities.of("profile") == 15);
    CHECK_FALSE(scene.due(Date(2026, 2, 3)).has_value());
    const auto step = scene.due(Date(2026, 2, 4));
    REQUIRE(step.has_value());
    CHECK(step->kind == DueStep::Kind::kTrialEnded);
    CHECK(step->after.state == SubscriptionState::kTrialEnded);
    scene.subscription = step->after;
    CHECK(start_trial(scene.view()).error().code == ErrorCode::kTrialUsed);
}

TEST_CASE("what was scheduled takes part on its day") {
    Scene scene("agorapulse", Date(2026, 4, 1));
    scene.change("plan standard cycle year user 3");
    scene.today = Date(2026, 6, 1);
    const Preview preview = scene.change("cycle month");
    CHECK(preview.scheduled.has_value());
    CHECK(preview.next_invoice.net.str() == "297.00");
    const DueStep step = renew(scene);
    CHECK(step.on == Date(2027, 4, 1));
    CHECK(step.due.net.str() == "297.00");
    CHECK(scene.subscription.cycle == Cycle::kMonth);
    CHECK(scene.subscription.period == Period{Date(2027, 4, 1), Date(2027, 5, 1)});
    CHECK(scene.subscription.scheduled.empty());
    CHECK(renew(scene).on == Date(2027, 5, 1));
}

TEST_CASE("a commitment goes on with every annual period") {
    Scene scene("workstaff", Date(2028, 2, 29));
    scene.sell("plan pro cycle year");
    CHECK(scene.subscription.commitment_end == Date(2029, 2, 28));
    renew(scene);
    CHECK(scene.subscription.commitment_end == Date(2030, 2, 28));
}

TEST_CASE("an ending subscription ends and is billed no more") {
    Scene scene("beesbusy", Date(2026, 4, 1));
    scene.change("plan business cycle month user 10");
    scene.change("act cancel");
    const DueStep step = renew(scene);
    CHECK(step.kind == DueStep::Kind::kEnded);
    CHECK(step.due.lines.empty());
    CHECK(scene.subscription.state == SubscriptionState::kEnded);
    CHECK_FALSE(next_due_on(scene.subscription).has_value());
}
