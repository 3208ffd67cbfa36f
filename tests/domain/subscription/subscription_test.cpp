#include <doctest/doctest.h>

#include "domain/subscription/subscription.h"

using namespace settle;

TEST_CASE("the whole period is counted from the anchor, also when the present one is a part of it") {
    Subscription subscription;
    subscription.cycle = Cycle::kMonth;
    subscription.anchor = Date(2026, 1, 31);
    subscription.period_number = 1;
    subscription.period = {Date(2026, 3, 10), Date(2026, 3, 31)};
    CHECK(subscription.full_period() == Period{Date(2026, 2, 28), Date(2026, 3, 31)});
    subscription.cycle = Cycle::kQuarter;
    CHECK(subscription.full_period() == Period{Date(2026, 4, 30), Date(2026, 7, 31)});
    subscription.cycle = Cycle::kYear;
    CHECK(subscription.full_period() == Period{Date(2027, 1, 31), Date(2028, 1, 31)});
}

TEST_CASE("a commitment binds until the day it ends, which is free") {
    Subscription subscription;
    CHECK_FALSE(subscription.is_committed_on(Date(2026, 4, 1)));
    subscription.commitment_end = Date(2027, 4, 11);
    CHECK(subscription.is_committed_on(Date(2027, 4, 10)));
    CHECK_FALSE(subscription.is_committed_on(Date(2027, 4, 11)));
}

TEST_CASE("a plan is in force while it is active, ending or past due") {
    for (int i = 0; i < static_cast<int>(SubscriptionState::kCount); ++i) {
        const auto state = static_cast<SubscriptionState>(i);
        const bool expected = state == SubscriptionState::kActive || state == SubscriptionState::kEnding ||
                              state == SubscriptionState::kPastDue;
        CAPTURE(name_of(state));
        CHECK(is_live(state) == expected);
    }
    CHECK(name_of(SubscriptionState::kNone) == "none");
    CHECK(name_of(SubscriptionState::kEnded) == "ended");
}
