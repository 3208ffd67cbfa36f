// Which of a vendor's settings counts when a wish has several parts, and what becomes of very small amounts.
#include "tests/domain/change/scene.h"

using namespace settle;
using change_test::lines;
using change_test::Scene;

namespace {

Rule& rule_of(Catalog& catalog, std::string_view id) {
    return *std::ranges::find_if(catalog.rules, [&](const Rule& rule) { return rule.id.view() == id; });
}

}  // namespace

TEST_CASE("a plan that waits for its day does not decide what a new cycle gives back today") {
    Catalog catalog = change_test::catalog_of("agorapulse");
    rule_of(catalog, "plan-down").outcome = Outcome::kPeriodEnd;
    rule_of(catalog, "monthly-to-annual").unused = UnusedPart::kNothing;
    Scene scene(catalog, Date(2026, 4, 1));
    scene.change("plan advanced cycle month");
    scene.today = Date(2026, 4, 11);
    const Preview both = scene.change("plan standard cycle year");
    CHECK(lines(both.due_now) == "1788.00");
    CHECK(scene.subscription.plan.view() == "advanced");
    CHECK(scene.subscription.scheduled.size() == 1);

    rule_of(catalog, "plan-down").unused = UnusedPart::kNothing;
    rule_of(catalog, "monthly-to-annual").unused = UnusedPart::kCredit;
    Scene other(catalog, Date(2026, 4, 1));
    other.change("plan advanced cycle month");
    other.today = Date(2026, 4, 11);
    CHECK(lines(other.change("plan standard cycle year").due_now) == "-132.67 1788.00");
}

TEST_CASE("units that are worth less than half a cent cancel out with their charge all the same") {
    Catalog catalog = change_test::catalog_of("agorapulse");
    for (Plan& plan : catalog.plans)
        for (PlanItem& item : plan.items)
            for (Price& price : item.prices.rows) price.unit = UnitPrice(3000, kEuro);  // 0.0030
    Scene scene(catalog, Date(2026, 4, 1));
    scene.change("plan standard cycle month");
    CHECK(lines(scene.change("profile 12").due_now) == "0.01");
    scene.change("profile 11");
    scene.change("profile 10");
    Money waiting = Money::zero(kEuro);
    for (const Line& line : scene.subscription.carried) waiting += line.amount;
    CHECK(waiting.str() == "-0.01");
}
