#include "tests/app/town.h"

using namespace settle;
using app_test::of;
using app_test::plan;
using app_test::Town;

TEST_CASE("a confirmation that is refused leaves the payment that waits alone") {
    Town town;
    town.welcome("beesbusy", "FR");
    const ConfirmedChange waiting = town.order(plan("business", Cycle::kMonth, of("user", 10)));
    const Wanted other = plan("enterprise", Cycle::kMonth, of("user", 10));
    const auto refused =
        confirm_change(town.as_owner(), town.confirmation(other, town.preview(other).fingerprint, "pm_unknown"));
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == ErrorCode::kPaymentMethodUnknown);
    town.pay(waiting, "card_ok");
    CHECK(town.refreshed(waiting).order.state == OrderState::kApplied);
    CHECK(town.subscription().plan.view() == "business");
}

TEST_CASE("only who may order finishes or gives up what was ordered") {
    Town town;
    town.welcome("beesbusy", "FR");
    const ConfirmedChange waiting = town.order(plan("business", Cycle::kMonth, of("user", 10)));
    const Member ben =
        add_member(town.server(), {town.customer, {"ben@acme.example", "Ben", "", ""}, "member"}).value();
    const Context member = town.member(town.customer, ben.id, ben.role);
    CHECK(cancel_change(member, town.customer, waiting.order.id).error().code == ErrorCode::kRoleRequired);
    CHECK(refresh_change(member, town.customer, waiting.order.id).error().code == ErrorCode::kRoleRequired);
    CHECK(read_change(town.as_owner(), town.customer, waiting.order.id).value().order.state ==
          OrderState::kAwaitingPayment);
}

TEST_CASE("a server that provisions is recorded as the server it is") {
    Town town;
    town.welcome("workstaff", "CA", "QC");
    Wanted wanted = plan("pro", Cycle::kMonth, of("manager", 3));
    wanted.quantities.set("worker", 40);
    const auto answer = confirm_change(town.server(), town.confirmation(wanted, "", "transfer")).value();
    CHECK(std::get<ConfirmedChange>(answer).order.actor.kind == Actor::Kind::kServer);
    CHECK(town.subscription().state == SubscriptionState::kActive);
    CHECK(town.invoices().front().status == InvoiceStatus::kOpen);
}
