// The only door to "paid": repeated, late and interrupted news of a payment.
#include "app/payment/settle_payment.h"

#include <barrier>
#include <thread>

#include "app/payment/collect_payment.h"
#include "app/payment/pay_invoice.h"
#include "app/payment/receive_webhook.h"
#include "tests/app/town.h"

using namespace settle;
using app_test::of;
using app_test::plan;
using app_test::Town;
using app_test::users;

namespace {

ConfirmedChange first_order(Town& town) {
    town.welcome("beesbusy", "FR");
    return town.order(plan("business", Cycle::kMonth, of("user", 10)));
}

/// A provider whose calls are kept up on the way.
class SlowLine final : public PaymentGateway {
public:
    explicit SlowLine(PaymentGateway& bank) : bank_(bank) {}
    bool loses_payments = false;
    std::function<void()> before_not_found;  ///< Happens once, between the provider's "not found" and our hearing it.

    Result<ProviderPayment> create_payment(const CreatePayment& order) override {
        if (loses_payments) return fail(ErrorCode::kGatewayUnavailable);
        return bank_.create_payment(order);
    }
    Result<ProviderPayment> find_payment(const PaymentAttemptId& key) override { return bank_.find_payment(key); }
    Result<ProviderPayment> cancel_payment(const PaymentAttemptId& key) override {
        auto stopped = bank_.cancel_payment(key);
        if (!stopped && before_not_found) std::exchange(before_not_found, {})();
        return stopped;
    }
    Result<void> refund_payment(const Refund& refund) override { return bank_.refund_payment(refund); }
    Result<PaymentAttemptId> read_webhook(const HttpRequest& request, Instant now) override {
        return bank_.read_webhook(request, now);
    }

private:
    PaymentGateway& bank_;
};

}  // namespace

TEST_CASE("a webhook settles what nobody came back from, and its copy does nothing") {
    Town town;
    const ConfirmedChange change = first_order(town);
    town.pay(change, "card_ok");
    CHECK(town.subscription().plan == Code("free"));
    town.bank->deliver_due_webhooks(town.clock.now());
    REQUIRE_FALSE(town.heard.empty());
    for (int i = 0; i < 2; ++i)
        for (const HttpRequest& webhook : town.heard) CHECK(receive_webhook(*town.services, webhook).has_value());
    CHECK(town.subscription().plan == Code("business"));
    CHECK(town.invoices().size() == 1);
    CHECK(town.moved("charge") == 1);
    CHECK(town.events("invoice.paid") == 1);
    CHECK(town.refreshed(change).order.state == OrderState::kApplied);
}

TEST_CASE("a webhook that somebody made up is refused") {
    Town town;
    const ConfirmedChange change = first_order(town);
    town.pay(change, "card_ok");
    town.bank->deliver_due_webhooks(town.clock.now());
    REQUIRE_FALSE(town.heard.empty());
    HttpRequest forged = town.heard.front();
    forged.body += " ";
    CHECK(receive_webhook(*town.services, forged).error().code == ErrorCode::kWebhookSignatureInvalid);
    town.clock.advance_seconds(3600);
    CHECK(receive_webhook(*town.services, town.heard.front()).error().code == ErrorCode::kWebhookSignatureInvalid);
    CHECK(town.subscription().plan == Code("free"));
    REQUIRE(town.refreshed(change).order.state == OrderState::kApplied);
}

TEST_CASE("money that comes in for a change that was given up goes back") {
    Town town;
    const ConfirmedChange change = first_order(town);
    const ProviderPayment given_up{
        change.attempt->id, {}, ProviderPayment::State::kCancelled, change.attempt->amount, {}, {}, std::nullopt};
    REQUIRE(settle_payment(town.server(), given_up).has_value());
    CHECK(town.refreshed(change).order.state == OrderState::kFailed);
    town.pay(change, "card_ok");
    town.bank->deliver_due_webhooks(town.clock.now());
    for (int i = 0; i < 2; ++i)
        for (const HttpRequest& webhook : town.heard) CHECK(receive_webhook(*town.services, webhook).has_value());
    CHECK(town.moved("charge") == 1);
    CHECK(town.moved("refund") == 1);
    CHECK(town.events("payment.refunded") == 1);
    CHECK(town.invoices().empty());
    CHECK(town.subscription().plan == Code("free"));
}

TEST_CASE("two who find money that nobody waits for send it back and tell of it once") {
    const app_test::TemporaryFile file;
    Town town(file.str());
    for (int round = 0; round < 50; ++round) {
        const ConfirmedChange change = first_order(town);
        const ProviderPayment given_up{
            change.attempt->id, {}, ProviderPayment::State::kCancelled, change.attempt->amount, {}, {}, std::nullopt};
        REQUIRE(settle_payment(town.server(), given_up).has_value());
        town.pay(change, "card_ok");
        ProviderPayment paid = given_up;
        paid.state = ProviderPayment::State::kSucceeded;
        std::array<Result<PaymentAttempt>, 2> answers{fail(ErrorCode::kInternal), fail(ErrorCode::kInternal)};
        {
            std::barrier ready(2);
            std::vector<std::jthread> threads;
            for (auto& answer : answers)
                threads.emplace_back([&] {
                    ready.arrive_and_wait();
                    answer = settle_payment(town.server(), paid);
                });
        }
        for (const auto& answer : answers) CHECK(answer.has_value());
        REQUIRE(town.events("payment.refunded") == 1);
        REQUIRE(town.moved("refund") == round + 1);
    }
}

TEST_CASE("whoever brings the news of a payment, who ordered did what was ordered") {
    Town town;
    const ConfirmedChange change = first_order(town);
    town.pay(change, "card_ok");
    town.bank->deliver_due_webhooks(town.clock.now());
    for (const HttpRequest& webhook : town.heard) REQUIRE(receive_webhook(*town.services, webhook).has_value());
    const auto told = list_events(town.server(), town.customer, 0, 1000).value();
    int about = 0;
    for (const Event& event : told)
        if (event.type == "subscription.activated" || event.type == "invoice.issued") {
            ++about;
            CHECK(event.actor.id == town.owner.str());
        }
    CHECK(about == 2);
}

TEST_CASE("money that the provider refuses to send back is told of once") {
    Town town;
    const ConfirmedChange change = first_order(town);
    const ProviderPayment given_up{
        change.attempt->id, {}, ProviderPayment::State::kCancelled, change.attempt->amount, {}, {}, std::nullopt};
    REQUIRE(settle_payment(town.server(), given_up).has_value());
    town.pay(change, "card_ok");
    REQUIRE(town.gateway->refund_payment({change.attempt->id, "by hand", change.attempt->amount}).has_value());
    town.bank->deliver_due_webhooks(town.clock.now());
    for (int i = 0; i < 2; ++i)
        for (const HttpRequest& webhook : town.heard) CHECK(receive_webhook(*town.services, webhook).has_value());
    CHECK(town.events("payment.refund_refused") == 1);
    CHECK(town.events("payment.refunded") == 0);
    CHECK(town.moved("refund") == 1);
    CHECK(town.invoices().empty());
}

TEST_CASE("a card that is entered again stays one method, and is the default again") {
    Town town;
    town.welcome("beesbusy", "FR");
    town.buy(plan("business", Cycle::kMonth, of("user", 10)));
    const auto methods = [&] { return list_payment_methods(town.server(), town.customer).value(); };
    const PaymentMethod first = methods().front();
    const auto enter = [&](std::string_view card) {
        const auto added = add_payment_method(town.as_owner(), town.customer, MethodKind::kCard, "/portal").value();
        REQUIRE(act_as_payer(*town.bank, added.id, card).has_value());
        REQUIRE(refresh_attempt(town.as_owner(), added.id).value().state == AttemptState::kSucceeded);
    };
    enter("card_declined_later");
    REQUIRE(methods().size() == 2);
    enter("card_declined_later");
    CHECK(methods().size() == 2);
    enter("card_ok");
    REQUIRE(methods().size() == 2);
    CHECK(methods().front().id == first.id);
    CHECK(methods().front().is_default);
    CHECK_FALSE(methods().back().is_default);
    // The newest name is the one that is charged.
    CHECK(methods().front().details.token != first.details.token);
    CHECK(town.buy(users(12), "card_ok").order.state == OrderState::kApplied);
    CHECK(methods().size() == 2);
}

TEST_CASE("whoever left the page that asks for a card gets another one, and the first is closed") {
    Town town;
    town.welcome("beesbusy", "FR");
    town.buy(plan("business", Cycle::kMonth, of("user", 10)));
    const auto open = [&] {
        return add_payment_method(town.as_owner(), town.customer, MethodKind::kCard, "/portal").value();
    };
    const PaymentAttempt left = open();
    const PaymentAttempt second = open();
    CHECK(second.id != left.id);
    CHECK(refresh_attempt(town.as_owner(), left.id).value().state == AttemptState::kCancelled);
    CHECK(town.server().with.gateway.find_payment(left.id).value().state == ProviderPayment::State::kCancelled);
    REQUIRE(act_as_payer(*town.bank, second.id, "card_declined_later").has_value());
    CHECK(refresh_attempt(town.as_owner(), second.id).value().state == AttemptState::kSucceeded);
    CHECK(list_payment_methods(town.server(), town.customer).value().size() == 2);
}

TEST_CASE("an amount that nobody asked for is not taken") {
    Town town;
    const ConfirmedChange change = first_order(town);
    const ProviderPayment wrong{change.attempt->id, {}, ProviderPayment::State::kSucceeded, Money(1, kEuro), {}, {},
                                std::nullopt};
    CHECK(settle_payment(town.server(), wrong).error().code == ErrorCode::kAmountMismatch);
    CHECK(town.invoices().empty());
}

TEST_CASE("an answer that got lost is asked for, and the payment is made once") {
    using bank::FaultKind;
    for (const FaultKind kind :
         {FaultKind::kTimeoutBefore, FaultKind::kTimeoutAfter, FaultKind::kError500After, FaultKind::kGarbageAfter}) {
        CAPTURE(static_cast<int>(kind));
        Town town;
        town.welcome("beesbusy", "FR");
        town.buy(plan("business", Cycle::kMonth, of("user", 10)));
        const std::string saved = list_payment_methods(town.server(), town.customer).value().front().id.str();
        const ReadPreview read = town.preview(users(14));
        town.bank->inject({kind, 1, "create"});
        const auto lost = confirm_change(town.as_owner(), town.confirmation(users(14), read.fingerprint, saved));
        REQUIRE_FALSE(lost.has_value());
        CHECK(lost.error().code == ErrorCode::kGatewayUnavailable);
        const auto again =
            confirm_change(town.as_owner(), town.confirmation(users(14), read.fingerprint, saved)).value();
        CHECK(std::get<ConfirmedChange>(again).order.state == OrderState::kApplied);
        CHECK(town.moved("charge") == 2);
        CHECK(town.invoices().size() == 2);
        CHECK(town.subscription().quantities.of("user") == 14);
    }
}

TEST_CASE("what nobody asked about again is found by the recovery") {
    Town town;
    town.welcome("beesbusy", "FR");
    town.buy(plan("business", Cycle::kMonth, of("user", 10)));
    const std::string saved = list_payment_methods(town.server(), town.customer).value().front().id.str();
    town.bank->inject({bank::FaultKind::kTimeoutAfter, 1, "create"});
    CHECK_FALSE(
        confirm_change(town.as_owner(), town.confirmation(users(14), town.preview(users(14)).fingerprint, saved))
            .has_value());
    CHECK(town.subscription().quantities.of("user") == 10);
    town.clock.advance_seconds(60);
    CHECK(recover_payments(town.server(), {}).value().finished == 1);
    CHECK(town.subscription().quantities.of("user") == 14);
    CHECK(recover_payments(town.server(), {}).value().finished == 0);
    CHECK(town.moved("charge") == 2);
}

TEST_CASE("a change counts from the day it was confirmed, even if the bank settles later") {
    Town town;
    town.welcome("beesbusy", "FR");
    town.buy(plan("business", Cycle::kMonth, of("user", 10)));
    const ReadPreview read = town.preview(users(14));
    const auto change = std::get<ConfirmedChange>(town.confirm(users(14), read.fingerprint));
    town.pay(change, "card_3ds");
    CHECK(town.refreshed(change).order.state == OrderState::kAwaitingPayment);
    town.clock.advance_seconds(2 * 24 * 3600);
    REQUIRE(complete_challenge(*town.bank, change.attempt->id, ChallengeAnswer::kOk).has_value());
    CHECK(town.refreshed(change).order.state == OrderState::kApplied);
    CHECK(town.invoices().back().amounts == read.preview.due_now);
}

TEST_CASE("giving up stops the payment; one that was faster stays") {
    Town town;
    const ConfirmedChange waiting = first_order(town);
    CHECK(cancel_change(town.as_owner(), town.customer, waiting.order.id).value().order.state == OrderState::kFailed);
    town.pay(waiting, "card_ok");
    CHECK(town.moved("charge") == 0);
    const ConfirmedChange next = town.order(plan("business", Cycle::kMonth, of("user", 10)));
    town.pay(next, "card_ok");
    CHECK(cancel_change(town.as_owner(), town.customer, next.order.id).value().order.state == OrderState::kApplied);
    CHECK(town.moved("charge") == 1);
    CHECK(town.moved("refund") == 0);
}

TEST_CASE("a payment that reaches the bank while it is given up is stopped there") {
    Town town;
    town.welcome("beesbusy", "FR");
    SlowLine line(*town.gateway);
    Services slow{town.catalogs,     *town.store,          line,
                  town.tax_register, town.clock,           town.zones,
                  town.ids,          town.services->rates, town.services->settings};
    const Context owner{slow, town.as_owner().caller};
    const Wanted wanted = plan("business", Cycle::kMonth, of("user", 10));
    const Confirmation confirmation = town.confirmation(wanted, town.preview(wanted).fingerprint);

    line.loses_payments = true;
    CHECK(confirm_change(owner, confirmation).error().code == ErrorCode::kGatewayUnavailable);
    line.loses_payments = false;
    const ChangeOrder waiting = [&] {
        auto open = look_up(*town.store, [&](Transaction& tx) { return tx.open_order(town.vendor, town.customer); });
        return open.value().value();
    }();
    const auto confirms_again = [&] { return std::get<ConfirmedChange>(confirm_change(owner, confirmation).value()); };

    SUBCASE("who confirmed it again finds its page closed") {
        std::optional<ConfirmedChange> again;
        line.before_not_found = [&] { again = confirms_again(); };
        CHECK(cancel_change(owner, town.customer, waiting.id).value().order.state == OrderState::kFailed);
        REQUIRE(again.has_value());
        CHECK(again->attempt->state == AttemptState::kPending);
        town.pay(*again, "card_ok");
        CHECK(town.moved("charge") == 0);
    }
    SUBCASE("who has paid it already has what was paid for") {
        line.before_not_found = [&] { town.pay(confirms_again(), "card_ok"); };
        CHECK(cancel_change(owner, town.customer, waiting.id).value().order.state == OrderState::kApplied);
        CHECK(town.moved("charge") == 1);
        CHECK(town.invoices().size() == 1);
    }
    SUBCASE("what never arrived is forgotten") {
        CHECK(cancel_change(owner, town.customer, waiting.id).value().order.state == OrderState::kFailed);
        CHECK(town.moved("charge") == 0);
    }
}
