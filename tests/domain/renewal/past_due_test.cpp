// What an unpaid renewal brings, day by day, and which reminders go out before a date.
#include "tests/domain/change/scene.h"

using namespace settle;
using change_test::Scene;
using Kind = DueStep::Kind;

namespace {

std::string told(const std::vector<DueStep>& steps) {
    std::string text;
    for (const DueStep& step : steps) text += (text.empty() ? "" : "; ") + step.on.str() + " " + event_of(step);
    return text;
}

std::string reminders(const Subscription& subscription) {
    std::string text;
    for (const Reminder& reminder : subscription.reminders)
        text += fmt::format("{}{} {}", text.empty() ? "" : "; ", reminder.on.str(), name_of(reminder.kind));
    return text;
}

}  // namespace

TEST_CASE("an unpaid renewal is tried again, restricted and given up on the catalog's days") {
    Scene scene("agorapulse", Date(2026, 4, 1));
    scene.change("plan standard cycle month");
    REQUIRE(scene.live_until(Date(2026, 5, 1)).size() == 1);
    fall_past_due(scene.catalog, scene.subscription, InvoiceId("inv_2"), scene.today);
    CHECK(scene.subscription.state == SubscriptionState::kPastDue);
    CHECK(scene.subscription.past_due->access == Access::kFull);
    Scene paid = scene;
    CHECK(told(scene.live_until(Date(2026, 6, 30))) ==
          "2026-05-02 payment.retried; 2026-05-04 payment.retried; 2026-05-08 payment.retried; "
          "2026-05-11 subscription.access_changed; 2026-05-31 subscription.ended");
    CHECK(scene.subscription.state == SubscriptionState::kEnded);
    CHECK_FALSE(scene.subscription.past_due.has_value());

    paid.live_until(Date(2026, 5, 12));
    CHECK(paid.subscription.past_due->access == Access::kReadOnly);
    recover(paid.subscription);
    CHECK(paid.subscription.state == SubscriptionState::kActive);
    CHECK(told(paid.live_until(Date(2026, 6, 30))) == "2026-06-01 subscription.renewed");
}

TEST_CASE("whoever was ending when it was not paid is ending again once it is") {
    Scene scene("agorapulse", Date(2026, 4, 1));
    scene.change("plan standard cycle month");
    scene.live_until(Date(2026, 5, 1));
    fall_past_due(scene.catalog, scene.subscription, InvoiceId("inv_2"), scene.today);
    scene.change("act cancel");
    CHECK(scene.subscription.state == SubscriptionState::kPastDue);
    recover(scene.subscription);
    CHECK(scene.subscription.state == SubscriptionState::kEnding);
}

TEST_CASE("a vendor that never gives up keeps the subscription past due") {
    Catalog catalog = change_test::catalog_of("agorapulse");
    catalog.payment.dunning = {{2}, {}, 0};
    Scene scene(catalog, Date(2026, 4, 1));
    scene.change("plan standard cycle year");
    fall_past_due(catalog, scene.subscription, InvoiceId("inv_1"), scene.today);
    CHECK_FALSE(scene.subscription.past_due->ends_on.has_value());
    CHECK(told(scene.live_until(Date(2027, 3, 1))) == "2026-04-03 payment.retried");
    CHECK(scene.subscription.state == SubscriptionState::kPastDue);
}

TEST_CASE("reminders stand before a trial's, a commitment's and a year's end, and only those still to come") {
    Scene trial("agorapulse", Date(2026, 1, 5));
    trial.subscription = start_trial(trial.view()).value();
    CHECK(reminders(trial.subscription) == "2026-01-28 trial.ending; 2026-02-01 trial.ending; 2026-02-03 trial.ending");
    trial.today = Date(2026, 2, 2);
    trial.act_as("staff");
    trial.subscription = extend_trial(trial.view(), 2).value();
    CHECK(trial.subscription.trial_end == Date(2026, 2, 6));
    CHECK(reminders(trial.subscription) == "2026-02-03 trial.ending; 2026-02-05 trial.ending");
    CHECK(extend_trial(trial.view(), 366).error().code == ErrorCode::kFieldInvalid);
    trial.act_as("owner");
    CHECK(extend_trial(trial.view(), 2).error().code == ErrorCode::kStaffRequired);

    Scene year("agorapulse", Date(2026, 4, 1));
    year.change("plan standard cycle year");
    CHECK(reminders(year.subscription) == "2027-03-02 renewal.announced");
    year.change("act cancel");
    CHECK(reminders(year.subscription).empty());
    year.change("act renewal_on");
    CHECK(reminders(year.subscription) == "2027-03-02 renewal.announced");

    Scene bound("workstaff", Date(2026, 4, 1));
    bound.sell("plan pro cycle year");
    CHECK(reminders(bound.subscription) == "2027-01-31 commitment.ending; 2027-03-02 commitment.ending");
    arm_reminders(bound.catalog, bound.subscription, Date(2027, 1, 31));
    CHECK(reminders(bound.subscription) == "2027-03-02 commitment.ending");
}

TEST_CASE("a pause by staff moves the end of a commitment by the days paused, unless the catalog says no") {
    for (const bool moves : {true, false}) {
        Catalog catalog = change_test::catalog_of("workstaff");
        catalog.pause.extends_commitment = moves;
        Scene scene(catalog, Date(2026, 4, 1));
        scene.sell("plan pro cycle year manager 3");
        scene.act_as("staff");
        const Preview pause = scene.change("act pause from 2026-06-01 to 2026-07-01");
        CHECK(pause.ruling.overrides_commitment);
        REQUIRE(scene.live_until(Date(2026, 7, 1)).size() == 2);
        CHECK(scene.subscription.commitment_end == Date(2027, moves ? 5 : 4, 1));
        CHECK(scene.subscription.period == Period{Date(2026, 7, 1), Date(2027, 5, 1)});
    }
}

TEST_CASE("no bill is foreseen beyond the day on which what is not paid is given up") {
    Scene scene("agorapulse", Date(2026, 4, 1));
    scene.change("plan standard cycle month user 2");
    scene.live_until(Date(2026, 5, 1));
    fall_past_due(scene.catalog, scene.subscription, InvoiceId("inv_2"), scene.today);
    REQUIRE(scene.subscription.past_due->ends_on == Date(2026, 5, 31));
    Subscription future = scene.subscription;
    CHECK_FALSE(foresee_bill(scene.view(), future).has_value());
    scene.act_as("staff");
    const Preview more = scene.preview("user 3").value();
    REQUIRE_FALSE(more.ruling.refusal.has_value());
    CHECK(more.next_invoice.lines.empty());
    // Given up after the next renewal: that one is billed before.
    scene.subscription.past_due->ends_on = Date(2026, 6, 2);
    const Preview later = scene.preview("user 3").value();
    CHECK(later.next_invoice_on == Date(2026, 6, 1));
    CHECK_FALSE(later.next_invoice.lines.empty());
    CHECK(later.later.lines.empty());
}
