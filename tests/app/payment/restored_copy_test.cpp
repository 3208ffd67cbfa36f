// A store restored from a copy, beside a provider that went on: nothing is charged a second time.
#include "adapters/store/backup.h"
#include "app/payment/collect_payment.h"
#include "app/payment/pay_invoice.h"
#include "app/renewal/run_due.h"
#include "tests/app/town.h"

namespace settle::app_test {
namespace {

constexpr RecoveryLimits kAtOnce{.older_than_seconds = 0};

/// A town whose store is a file, of which copies are made as time goes by.
struct History {
    TemporaryFile file;
    Town town;
    std::vector<std::unique_ptr<TemporaryFile>> copies;

    History() { use(file.str()); }
    /// From now on the town works on the store in this file.
    void use(const std::string& path) {
        town.services.reset();
        town.store = open_store({.url = path}).value();
        town.services.emplace(Services{town.catalogs, *town.store, *town.gateway, town.tax_register, town.clock,
                                       town.zones, town.ids, RateTable::built_in(),
                                       Settings{"http://shop.example", {}}});
    }
    void copy() {
        copies.push_back(std::make_unique<TemporaryFile>());
        const auto made = back_up({.store = file.str(), .file = copies.back()->str(), .verify = false});
        REQUIRE_MESSAGE(made.has_value(), made.error().detail);
    }
    void run() {
        REQUIRE(run_due(town.server(), town.customer).has_value());
        REQUIRE(recover_payments(town.server(), kAtOnce).has_value());
    }
    /// Goes back to each copy, one after the other, and lives on with it from today.
    void replay(int days, const std::function<void()>& look) {
        const Instant today = town.clock.now();
        for (const auto& copy : copies) {
            const TemporaryFile place;
            REQUIRE(restore({.file = copy->str(), .store = place.str()}).has_value());
            use(place.str());
            for (int day = 0; day < days; ++day) {
                run();
                town.clock.advance_seconds(86'400);
            }
            look();
            use(file.str());
            town.clock.set(today);
        }
    }
};

// Ten users from 1 April on.
void begin(History& history, const std::string& card) {
    history.town.go_to(Date(2026, 4, 1));
    history.town.welcome("beesbusy", "FR");
    const ConfirmedChange change = history.town.order(plan("business", Cycle::kMonth, of("user", 10)));
    history.town.pay_by_card(change.attempt->id, card);
    REQUIRE(history.town.refreshed(change).order.state == OrderState::kApplied);
}

}  // namespace

TEST_CASE("a copy from before renewals that were charged charges none of them again") {
    History history;
    Town& town = history.town;
    begin(history, "4242424242424242");
    for (int month = 1; month <= 3; ++month)
        for (int hours = -24; hours <= 24; hours += 6) {
            town.go_to(add_months(Date(2026, 4, 1), month));
            town.clock.advance_seconds(std::int64_t{hours} * 3600);
            history.copy();
            history.run();
        }
    REQUIRE(town.moved("charge") == 4);
    history.replay(3, [&] {
        CHECK(town.moved("charge") == 4);
        REQUIRE(town.invoices().size() == 4);
        for (const Invoice& invoice : town.invoices()) CHECK(invoice.status == InvoiceStatus::kPaid);
    });
}

TEST_CASE("a copy from before a declined renewal was paid in the end finds the payment, and makes no other") {
    History history;
    Town& town = history.town;
    begin(history, "4000000000000341");
    town.go_to(Date(2026, 4, 30));
    history.copy();
    town.go_to(Date(2026, 5, 1));
    history.run();
    history.copy();
    town.go_to(Date(2026, 5, 1), 12);
    SUBCASE("on the provider's page") {
        const auto paying = pay_invoice(town.as_owner(), {town.invoices().back().id, "card", "", ""}).value();
        history.copy();
        town.pay_by_card(paying.attempt->id, "4242424242424242");
        REQUIRE(refresh_attempt(town.as_owner(), paying.attempt->id).has_value());
    }
    SUBCASE("with another card") {
        const auto saving = add_payment_method(town.as_owner(), town.customer, MethodKind::kCard, "/").value();
        town.pay_by_card(saving.id, "4242424242424242");
        REQUIRE(refresh_attempt(town.as_owner(), saving.id).has_value());
    }
    REQUIRE(town.invoices().back().status == InvoiceStatus::kPaid);
    REQUIRE(town.moved("charge") == 2);
    town.go_to(Date(2026, 5, 3));
    history.replay(9, [&] {
        CHECK(town.moved("charge") == 2);
        CHECK(town.invoices().back().status == InvoiceStatus::kPaid);
        CHECK(town.subscription().state == SubscriptionState::kActive);
    });
}

TEST_CASE("what was charged for another amount after the copy is left to people, and not charged again") {
    History history;
    Town& town = history.town;
    begin(history, "4242424242424242");
    history.copy();
    const ConfirmedChange more =
        town.order(users(14), list_payment_methods(town.server(), town.customer).value().front().id.str());
    REQUIRE(more.order.state == OrderState::kApplied);
    town.go_to(Date(2026, 5, 1));
    history.run();
    REQUIRE(town.moved("charge") == 3);
    const TemporaryFile place;
    REQUIRE(restore({.file = history.copies.front()->str(), .store = place.str()}).has_value());
    history.use(place.str());
    const auto due = run_due(town.server(), town.customer);
    REQUIRE(!due.has_value());
    CHECK(due.error().code == ErrorCode::kAmountMismatch);
    for (int round = 0; round < 3; ++round) {
        town.clock.advance_seconds(86'400);
        (void)run_due(town.server(), town.customer);
        CHECK(recover_payments(town.server(), kAtOnce).value().failures.size() == 1);
    }
    CHECK(town.moved("charge") == 3);
    const InvoiceId owed = town.invoices().back().id;
    CHECK(town.invoices().back().status == InvoiceStatus::kOpen);
    // The customer has paid already, and cannot again; staff say with what.
    CHECK(pay_invoice(town.as_owner(), {owed, "card", "", ""}).error().code == ErrorCode::kAmountMismatch);
    CHECK(pay_invoice(town.staff(), {owed, "transfer", "", ""}).error().code == ErrorCode::kReasonRequired);
    CHECK(recover_payments(town.server(), kAtOnce).value().failures.size() == 1);
    REQUIRE(pay_invoice(town.staff(), {owed, "transfer", "", "paid as pay_… on 1 May"}).has_value());
    CHECK(town.invoices().back().status == InvoiceStatus::kPaid);
    CHECK(town.subscription().state == SubscriptionState::kActive);
    CHECK(recover_payments(town.server(), kAtOnce).value().failures.empty());
    CHECK(town.moved("charge") == 3);
}

}  // namespace settle::app_test
