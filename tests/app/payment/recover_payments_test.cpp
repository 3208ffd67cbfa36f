#include "app/payment/collect_payment.h"
#include "app/renewal/run_due.h"
#include "tests/app/town.h"

using namespace settle;
using app_test::of;
using app_test::plan;
using app_test::Town;

namespace {

constexpr RecoveryLimits kAtOnce{.older_than_seconds = 0};
constexpr std::int64_t kDaySeconds = 86'400;

}  // namespace

TEST_CASE("a renewal whose charge never reached the provider is sent again, once") {
    Town town;
    town.welcome("beesbusy", "FR");
    town.buy(plan("business", Cycle::kMonth, of("user", 10)));
    town.clock.advance_seconds(32 * kDaySeconds);
    town.bank->inject({bank::FaultKind::kTimeoutBefore, 1, {}});
    CHECK(run_due(town.server(), town.customer).value() == 1);
    CHECK(town.invoices().back().status == InvoiceStatus::kOpen);
    CHECK(town.moved("charge") == 1);

    town.clock.advance_seconds(60);
    CHECK(recover_payments(town.server(), kAtOnce).value().finished == 1);
    CHECK(town.invoices().back().status == InvoiceStatus::kPaid);
    CHECK(town.moved("charge") == 2);
    CHECK(recover_payments(town.server(), kAtOnce).value().finished == 0);
    CHECK(town.moved("charge") == 2);
}

TEST_CASE("a charge that was made but not answered is not made again") {
    Town town;
    town.welcome("beesbusy", "FR");
    town.buy(plan("business", Cycle::kMonth, of("user", 10)));
    town.clock.advance_seconds(32 * kDaySeconds);
    town.bank->inject({bank::FaultKind::kTimeoutAfter, 1, {}});
    CHECK(run_due(town.server(), town.customer).value() == 1);
    CHECK(town.moved("charge") == 2);
    town.clock.advance_seconds(60);
    CHECK(recover_payments(town.server(), kAtOnce).value().finished == 1);
    CHECK(town.invoices().back().status == InvoiceStatus::kPaid);
    CHECK(town.moved("charge") == 2);
}

TEST_CASE("a page that nobody finished for a day is given up, and its order with it") {
    Town town;
    town.welcome("beesbusy", "FR");
    const ConfirmedChange waiting = town.order(plan("business", Cycle::kMonth, of("user", 10)));
    town.clock.advance_seconds(3600);
    CHECK(recover_payments(town.server(), kAtOnce).value().finished == 0);
    town.clock.advance_seconds(kDaySeconds);
    CHECK(recover_payments(town.server(), kAtOnce).value().finished == 1);
    const ConfirmedChange after = read_change(town.as_owner(), town.customer, waiting.order.id).value();
    CHECK(after.order.state == OrderState::kFailed);
    CHECK(town.subscription().plan.view() == "free");
    CHECK(town.moved("charge") == 0);
}

TEST_CASE("what waits does not keep what comes behind it from its turn") {
    Town town;
    constexpr RecoveryLimits kOne{.older_than_seconds = 0, .count_max = 1};
    std::vector<ConfirmedChange> waiting;
    for (int i = 0; i < 3; ++i) {
        town.welcome("beesbusy", "FR");
        waiting.push_back(town.order(plan("business", Cycle::kMonth, of("user", 10))));
        town.clock.advance_seconds(1);
    }
    // The last one has paid and closed the page before it led back; the others still look at theirs.
    town.pay(waiting.back(), "card_ok");
    town.clock.advance_seconds(60);
    RecoveryPlace place;
    CHECK(recover_payments(town.server(), kOne, place).value().finished == 0);
    CHECK(recover_payments(town.server(), kOne, place).value().finished == 0);
    CHECK(recover_payments(town.server(), kOne, place).value().finished == 1);
    CHECK(town.subscription().quantities.of("user") == 10);
    // Behind the last comes the first again.
    CHECK(recover_payments(town.server(), kOne, place).value().finished == 0);
    town.clock.advance_seconds(kDaySeconds);
    int given_up = 0;
    for (int i = 0; i < 4; ++i) given_up += recover_payments(town.server(), kOne, place).value().finished;
    CHECK(given_up == 2);
}

TEST_CASE("a provider that is away is not asked about one after the other") {
    Town town;
    for (int i = 0; i < 6; ++i) {
        town.welcome("beesbusy", "FR");
        town.order(plan("business", Cycle::kMonth, of("user", 10)));
    }
    town.clock.advance_seconds(60);
    town.bank->inject({bank::FaultKind::kTimeoutBefore, 3, {}});
    RecoveryPlace place;
    const Recovery first = recover_payments(town.server(), kAtOnce, place).value();
    CHECK(first.provider_is_away);
    CHECK(first.failures.size() == 3);
    const Recovery second = recover_payments(town.server(), kAtOnce, place).value();
    CHECK(!second.provider_is_away);
    CHECK(second.failures.empty());
}

TEST_CASE("a provider out of reach is told of and tried again") {
    Town town;
    town.welcome("beesbusy", "FR");
    town.order(plan("business", Cycle::kMonth, of("user", 10)));
    town.clock.advance_seconds(60);
    town.bank->inject({bank::FaultKind::kTimeoutBefore, 1, {}});
    const Recovery first = recover_payments(town.server(), kAtOnce).value();
    REQUIRE(first.failures.size() == 1);
    CHECK(first.failures.front().ends_with("gateway_unavailable"));
    CHECK(recover_payments(town.server(), kAtOnce).value().failures.empty());
}
