#include <atomic>
#include <thread>

#include "tests/adapters/bank_sandbox/fixture.h"

namespace settle {
namespace {

using bank::DeliveryState;
using bank::WebhookMode;
using bank_test::Town;

void pay(Town& town, const std::string& key, std::string_view method = "card_ok") {
    REQUIRE(town.gateway->create_payment(Town::order(key)).has_value());
    REQUIRE(act_as_payer(*town.bank, PaymentAttemptId(key), method).has_value());
}

std::vector<std::string> keys_heard(Town& town) {
    std::vector<std::string> keys;
    for (const bank::Webhook& webhook : town.heard)
        keys.push_back(town.gateway->read_webhook(webhook.request, town.now).value().str());
    return keys;
}

TEST_CASE("every final state and every refund is told to the merchant, signed") {
    Town town;
    pay(town, "pay_1");
    pay(town, "pay_2", "card_declined");
    pay(town, "pay_3", "card_3ds");
    REQUIRE(town.gateway->cancel_payment(PaymentAttemptId("pay_3")).has_value());
    REQUIRE(town.gateway->refund_payment({PaymentAttemptId("pay_1"), "ref_1", Money(4877, kEuro)}).has_value());
    CHECK(town.bank->deliver_due_webhooks(town.now) == 4);
    CHECK(keys_heard(town) == std::vector<std::string>{"pay_1", "pay_2", "pay_3", "pay_1"});
    CHECK(town.heard[0].url == "http://shop.example/webhooks");
    CHECK(town.heard[0].merchant == "acme");
    CHECK(town.heard[0].request.body.find("payment.succeeded") != std::string::npos);
    CHECK(town.heard[3].request.body.find("payment.refunded") != std::string::npos);
    CHECK(town.bank->deliver_due_webhooks(town.now) == 0);
}

TEST_CASE("a webhook nobody took is tried again, ever later, and given up after ten tries") {
    Town town;
    town.status_of_shop = 503;
    pay(town, "pay_1");
    const std::int64_t pauses[] = {0, 1, 2, 5, 10, 20, 30, 60, 120, 300};
    for (const std::int64_t pause : pauses) {
        CAPTURE(pause);
        if (pause > 0) {
            town.now = town.now.plus_seconds(pause - 1);
            CHECK(town.bank->deliver_due_webhooks(town.now) == 0);
            town.now = town.now.plus_seconds(1);
        }
        CHECK(town.bank->deliver_due_webhooks(town.now) == 1);
    }
    const auto delivery = town.bank->books().deliveries.at(0);
    CHECK(delivery.state == DeliveryState::kGivenUp);
    CHECK(delivery.tries == 10);
    CHECK(delivery.last_status == 503);
    CHECK(town.heard.size() == 10);
    CHECK(header_of(town.heard[0].request.headers, "webhook-id") ==
          header_of(town.heard[9].request.headers, "webhook-id"));
}

TEST_CASE("a webhook that was taken at a later try is not sent again") {
    Town town;
    town.status_of_shop = 0;
    pay(town, "pay_1");
    town.bank->deliver_due_webhooks(town.now);
    town.status_of_shop = 204;
    town.now = town.now.plus_seconds(1);
    CHECK(town.bank->deliver_due_webhooks(town.now) == 1);
    town.now = town.now.plus_seconds(3600);
    CHECK(town.bank->deliver_due_webhooks(town.now) == 0);
    CHECK(town.bank->books().deliveries.at(0).state == DeliveryState::kDelivered);
}

TEST_CASE("webhooks come twice, late and in the wrong order when asked to") {
    Town town;
    town.bank->set_webhook_mode(WebhookMode::kDuplicate);
    pay(town, "pay_1");
    CHECK(town.bank->deliver_due_webhooks(town.now) == 2);
    CHECK(header_of(town.heard[0].request.headers, "webhook-id") ==
          header_of(town.heard[1].request.headers, "webhook-id"));

    town.heard.clear();
    town.bank->set_webhook_mode(WebhookMode::kHold);
    pay(town, "pay_2");
    town.now = town.now.plus_seconds(3600);
    CHECK(town.bank->deliver_due_webhooks(town.now) == 0);
    town.bank->set_webhook_mode(WebhookMode::kOutOfOrder);
    CHECK(town.bank->deliver_due_webhooks(town.now) == 1);

    town.heard.clear();
    pay(town, "pay_3");
    town.now = town.now.plus_seconds(1);
    pay(town, "pay_4");
    CHECK(town.bank->deliver_due_webhooks(town.now) == 0);
    town.now = town.now.plus_seconds(2);
    CHECK(town.bank->deliver_due_webhooks(town.now) == 2);
    CHECK(keys_heard(town) == std::vector<std::string>{"pay_4", "pay_3"});
}

TEST_CASE("one test card has its webhook come twice, another late") {
    Town town;
    REQUIRE(town.gateway->create_payment(Town::order("pay_1")).has_value());
    town.enter_card(PaymentAttemptId("pay_1"), "4000000000000259");
    CHECK(town.bank->deliver_due_webhooks(town.now) == 2);
    REQUIRE(town.gateway->create_payment(Town::order("pay_2")).has_value());
    town.enter_card(PaymentAttemptId("pay_2"), "4000000000000267");
    CHECK(town.bank->deliver_due_webhooks(town.now) == 0);
    town.now = town.now.plus_seconds(5);
    CHECK(town.bank->deliver_due_webhooks(town.now) == 1);
}

TEST_CASE("who hears a webhook can ask the bank about it at once") {
    BankOptions options;
    options.api_secret = "s";
    options.webhook_secret = "w";
    options.webhook_urls = {{"acme", ""}};
    options.now = [] { return bank_test::kStart; };
    std::unique_ptr<SandboxGateway> gateway;
    std::atomic<int> succeeded = 0;
    options.send_webhook = [&](const bank::Webhook& webhook) {
        const auto key = gateway->read_webhook(webhook.request, bank_test::kStart);
        if (gateway->find_payment(*key)->state == ProviderPayment::State::kSucceeded) ++succeeded;
        return 200;
    };
    const auto bank = Bank::open(std::move(options)).value();
    gateway = make_in_process_gateway({"acme", "s", "w"}, *bank);
    bank->start();
    bank->start();
    REQUIRE(gateway->create_payment(Town::order("pay_1")).has_value());
    REQUIRE(act_as_payer(*bank, PaymentAttemptId("pay_1"), "card_ok").has_value());
    for (int i = 0; i < 500 && succeeded == 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds{10});
    bank->stop();
    bank->stop();
    CHECK(succeeded == 1);
}

TEST_CASE("many threads asking for one payment make one charge") {
    Town town;
    CreatePayment order = Town::order("pay_2");
    order.saved_token = town.save_card("pay_1", "4242424242424242");
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] {
                for (int j = 0; j < 20; ++j) static_cast<void>(town.gateway->create_payment(order));
            });
    }
    CHECK(town.count("charge") == 2);
}

}  // namespace
}  // namespace settle
