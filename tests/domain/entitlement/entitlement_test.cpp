#include "domain/entitlement/entitlement.h"
#include "tests/domain/change/scene.h"

using namespace settle;
using change_test::Scene;

namespace {

bool may_use(const Entitlements& entitlements, const Code& feature) {
    for (const auto& [code, given] : entitlements.features)
        if (code == feature) return given;
    FAIL("no such feature");
    return false;
}

std::int64_t limit(const Entitlements& entitlements, const Code& item) {
    for (const auto& [code, count] : entitlements.limits)
        if (code == item) return count;
    FAIL("no such item");
    return 0;
}

}  // namespace

TEST_CASE("a bigger plan opens its features, and everything of the smaller ones") {
    Scene scene("workstaff", Date(2026, 4, 1));
    scene.sell("plan pro cycle month manager 4 worker 55");
    const Entitlements pro = entitlements_of(scene.catalog, scene.subscription);
    CHECK(may_use(pro, "scheduling"));
    CHECK_FALSE(may_use(pro, "clock_in_out"));
    CHECK(limit(pro, "worker") == 55);
    CHECK(pro.valid_until == Date(2026, 5, 1));
    scene.change("plan max");
    const Entitlements max = entitlements_of(scene.catalog, scene.subscription);
    for (const char* feature : {"clock_in_out", "live_presence", "timesheets"})
        CHECK(may_use(max, Code::parse(feature).value()));
    for (const auto& [feature, given] : pro.features)
        if (given) CHECK(may_use(max, feature));
    CHECK(max.version > pro.version);
}

TEST_CASE("an add-on gives its feature, and none of it takes it away") {
    Scene scene("workstaff", Date(2026, 4, 1));
    scene.sell("plan pro cycle month photos 1");
    CHECK(may_use(entitlements_of(scene.catalog, scene.subscription), "photos"));
    CHECK_FALSE(may_use(entitlements_of(scene.catalog, scene.subscription), "onboarding"));
}

TEST_CASE("access follows the state") {
    Scene scene("agorapulse", Date(2026, 4, 1));
    CHECK(entitlements_of(scene.catalog, scene.subscription).access == Access::kNone);
    scene.subscription = start_trial(scene.view()).value();
    const Entitlements trial = entitlements_of(scene.catalog, scene.subscription);
    CHECK(trial.access == Access::kFull);
    CHECK(may_use(trial, "roi_reports"));
    CHECK(limit(trial, "profile") == 15);
    CHECK(trial.valid_until == Date(2026, 5, 1));
    const std::pair<SubscriptionState, Access> rows[] = {
        {SubscriptionState::kTrialEnded, Access::kReadOnly}, {SubscriptionState::kActive, Access::kFull},
        {SubscriptionState::kEnding, Access::kFull},         {SubscriptionState::kPastDue, Access::kFull},
        {SubscriptionState::kPaused, Access::kNone},         {SubscriptionState::kEnded, Access::kNone},
    };
    for (const auto& [state, access] : rows) {
        scene.subscription.state = state;
        CAPTURE(name_of(state));
        CHECK(entitlements_of(scene.catalog, scene.subscription).access == access);
    }
    CHECK_FALSE(may_use(entitlements_of(scene.catalog, scene.subscription), "publishing"));
}

TEST_CASE("where there is a free plan, that is what is left in the end") {
    Scene scene("beesbusy", Date(2026, 4, 1));
    scene.change("plan enterprise cycle month user 10");
    CHECK(may_use(entitlements_of(scene.catalog, scene.subscription), "white_label"));
    scene.subscription.state = SubscriptionState::kEnded;
    const Entitlements ended = entitlements_of(scene.catalog, scene.subscription);
    CHECK(ended.plan == Code("free"));
    CHECK(ended.access == Access::kFull);
    CHECK(may_use(ended, "what_view"));
    CHECK_FALSE(may_use(ended, "white_label"));
    CHECK(limit(ended, "user") == 0);
}
