#include "app/billing/give_credit.h"
#include "app/payment/collect_payment.h"
#include "app/payment/pay_invoice.h"
#include "app/renewal/run_due.h"
#include "domain/entitlement/entitlement.h"
#include "tests/app/town.h"

using namespace settle;
using app_test::of;
using app_test::plan;
using app_test::Town;

namespace {

// Ten users, bought on 1 April with a card that pays once and never again; 1 May has come.
void fall_behind(Town& town) {
    town.go_to(Date(2026, 4, 1));
    town.welcome("beesbusy", "FR");
    const ConfirmedChange change = town.order(plan("business", Cycle::kMonth, of("user", 10)));
    town.pay_by_card(change.attempt->id, "4000000000000341");
    REQUIRE(town.refreshed(change).order.state == OrderState::kApplied);
    town.go_to(Date(2026, 5, 1));
    REQUIRE(run_due(town.server(), town.customer).has_value());
    REQUIRE(town.subscription().state == SubscriptionState::kPastDue);
}

int tries(Town& town) {
    const InvoiceId invoice = town.invoices().back().id;
    return static_cast<int>(
        look_up(*town.store,
                [&](Transaction& tx) { return tx.attempts_of_invoice(town.vendor, town.customer, invoice); })
            .value()
            .size());
}

}  // namespace

TEST_CASE("an unpaid renewal is tried again on its days, then less may be used, then it ends") {
    Town town;
    fall_behind(town);
    CHECK(tries(town) == 1);
    const std::pair<Date, int> calendar[] = {{Date(2026, 5, 2), 2}, {Date(2026, 5, 4), 3}, {Date(2026, 5, 8), 4}};
    for (const auto& [day, count] : calendar) {
        town.go_to(day);
        CHECK(run_due(town.server(), town.customer).value() == 1);
        CHECK(tries(town) == count);
        CHECK(read_entitlements(town.server(), town.customer).value().access == Access::kFull);
    }
    town.go_to(Date(2026, 5, 11));
    CHECK(run_due(town.server(), town.customer).value() == 1);
    CHECK(read_entitlements(town.server(), town.customer).value().access == Access::kReadOnly);
    town.go_to(Date(2026, 5, 31));
    CHECK(run_due(town.server(), town.customer).value() == 1);
    CHECK(town.subscription().state == SubscriptionState::kEnded);
    CHECK(town.invoices().back().status == InvoiceStatus::kUncollectible);
    CHECK(town.moved("charge") == 1);
}

TEST_CASE("a new card pays what is owed at once") {
    Town town;
    fall_behind(town);
    town.go_to(Date(2026, 5, 12));
    REQUIRE(run_due(town.server(), town.customer).has_value());
    const PaymentAttempt saving =
        add_payment_method(town.as_owner(), town.customer, MethodKind::kCard, "/portal/payment/return").value();
    CHECK(saving.redirect_url.starts_with("http"));
    CHECK(saving.return_url.find("payment=" + saving.id.str()) != std::string::npos);
    town.pay_by_card(saving.id, "4242424242424242");
    CHECK(refresh_attempt(town.as_owner(), saving.id).value().state == AttemptState::kSucceeded);
    CHECK(town.subscription().state == SubscriptionState::kActive);
    CHECK_FALSE(town.subscription().past_due.has_value());
    CHECK(town.invoices().back().status == InvoiceStatus::kPaid);
    CHECK(town.events("subscription.recovered") == 1);
    CHECK(read_entitlements(town.server(), town.customer).value().access == Access::kFull);
    // The next period is charged to the new card.
    town.go_to(Date(2026, 6, 1));
    CHECK(run_due(town.server(), town.customer).value() == 1);
    CHECK(town.invoices().back().status == InvoiceStatus::kPaid);
}

TEST_CASE("an open invoice is paid on the provider's page, or by a transfer that staff saw") {
    Town town;
    fall_behind(town);
    const InvoiceId owed = town.invoices().back().id;
    SUBCASE("on the page") {
        const PaidInvoice paying = pay_invoice(town.as_owner(), {owed, "card", "", ""}).value();
        REQUIRE(paying.attempt.has_value());
        town.pay_by_card(paying.attempt->id, "4242424242424242");
        REQUIRE(refresh_attempt(town.as_owner(), paying.attempt->id).has_value());
    }
    SUBCASE("by transfer") {
        CHECK(pay_invoice(town.as_owner(), {owed, "transfer", "", "sent"}).error().code == ErrorCode::kStaffRequired);
        CHECK(pay_invoice(town.staff(), {owed, "transfer", "", ""}).error().code == ErrorCode::kReasonRequired);
        REQUIRE(pay_invoice(town.staff(), {owed, "transfer", "", "statement of 4 May"}).has_value());
    }
    CHECK(town.invoices().back().status == InvoiceStatus::kPaid);
    CHECK(town.subscription().state == SubscriptionState::kActive);
    CHECK(pay_invoice(town.as_owner(), {owed, "card", "", ""}).error().code == ErrorCode::kInvoiceNotOpen);
}

TEST_CASE("a page that was left does not make a subscription past due") {
    Town town;
    fall_behind(town);
    const InvoiceId owed = town.invoices().back().id;
    const Date since = town.subscription().past_due->since;
    REQUIRE(pay_invoice(town.as_owner(), {owed, "card", "", ""}).has_value());
    town.clock.advance_seconds(25 * 3600);
    REQUIRE(recover_payments(town.server(), {}).has_value());
    CHECK(town.subscription().past_due->since == since);
    CHECK(town.invoices().back().status == InvoiceStatus::kOpen);
}

TEST_CASE("a charge is said to be tried again only where it is") {
    Town town;
    fall_behind(town);
    SUBCASE("it is") {
        town.go_to(Date(2026, 5, 2));
        REQUIRE(run_due(town.server(), town.customer).value() == 1);
        CHECK(tries(town) == 2);
        CHECK(town.events("payment.retried") == 1);
        CHECK(town.events("payment.not_retried") == 0);
    }
    SUBCASE("somebody is at the provider's page already") {
        REQUIRE(pay_invoice(town.as_owner(), {town.invoices().back().id, "card", "", ""}).has_value());
        town.go_to(Date(2026, 5, 2));
        REQUIRE(run_due(town.server(), town.customer).value() == 1);
        CHECK(tries(town) == 2);
        CHECK(town.events("payment.retried") == 0);
        CHECK(town.events("payment.not_retried") == 1);
    }
}

TEST_CASE("the balance pays before the card does") {
    Town town;
    town.go_to(Date(2026, 4, 1));
    town.welcome("beesbusy", "FR");
    town.buy(plan("business", Cycle::kMonth, of("user", 10)));  // 118.80 a month
    CHECK(give_credit(town.as_owner(), town.customer, "20.00", "sorry").error().code == ErrorCode::kStaffRequired);
    CHECK(give_credit(town.staff(), town.customer, "0.00", "sorry").error().code == ErrorCode::kFieldInvalid);
    REQUIRE(give_credit(town.staff(), town.customer, "150.00", "two days of trouble").has_value());
    town.go_to(Date(2026, 5, 1));
    REQUIRE(run_due(town.server(), town.customer).has_value());
    CHECK(town.invoices().back().status == InvoiceStatus::kPaid);
    CHECK(town.subscription().balance.str() == "31.20");
    CHECK(town.moved("charge") == 1);
    const ReadPreview more = town.preview(app_test::users(14));  // 4 × 9.90 × 31/31 on the first day, and VAT
    CHECK(more.preview.due_now.total.str() == "47.52");
    CHECK(more.preview.from_balance.str() == "31.20");
    CHECK(more.preview.to_pay.str() == "16.32");
}

TEST_CASE("a renewal that could not be sent for more than a day is sent, not given up") {
    Town town;
    town.go_to(Date(2026, 4, 1));
    town.welcome("beesbusy", "FR");
    town.buy(plan("business", Cycle::kMonth, of("user", 10)));
    town.go_to(Date(2026, 5, 1));
    town.bank->inject({bank::FaultKind::kTimeoutBefore, 1, {}});
    REQUIRE(run_due(town.server(), town.customer).has_value());
    CHECK(town.invoices().back().status == InvoiceStatus::kOpen);
    town.clock.advance_seconds(30 * 3600);
    REQUIRE(recover_payments(town.server(), {}).has_value());
    CHECK(town.invoices().back().status == InvoiceStatus::kPaid);
    CHECK(town.subscription().state == SubscriptionState::kActive);
    CHECK(town.moved("charge") == 2);
}
