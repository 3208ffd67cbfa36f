#include "adapters/bank_sandbox/webhook.h"
#include "tests/adapters/bank_sandbox/fixture.h"

namespace settle {
namespace {

using bank::FaultKind;
using bank_test::kStart;
using bank_test::kWebhookSecret;
using bank_test::Town;
using State = ProviderPayment::State;

TEST_CASE("after a fault the outcome is unknown, and asking tells it") {
    struct Row {
        FaultKind kind;
        bool acted;
    };
    const Row rows[] = {{FaultKind::kTimeoutBefore, false},
                        {FaultKind::kTimeoutAfter, true},
                        {FaultKind::kError500After, true},
                        {FaultKind::kGarbageAfter, true}};
    for (const Row& row : rows) {
        CAPTURE(static_cast<int>(row.kind));
        Town town;
        CreatePayment order = Town::order("pay_2");
        order.saved_token = town.save_card("pay_1", "4242424242424242");
        town.bank->inject({row.kind, 1, "create"});
        CHECK(town.gateway->create_payment(order).error().code == ErrorCode::kGatewayUnavailable);
        const auto found = town.gateway->find_payment(order.key);
        CHECK(found.has_value() == row.acted);
        if (!found) CHECK(found.error().code == ErrorCode::kPaymentNotFound);
        CHECK(town.gateway->create_payment(order)->state == State::kSucceeded);
        CHECK(town.count("charge") == 2);
    }
}

TEST_CASE("faults hit the route they name, as often as they say") {
    Town town;
    REQUIRE(town.gateway->create_payment(Town::order("pay_1")).has_value());
    REQUIRE(act_as_payer(*town.bank, PaymentAttemptId("pay_1"), "card_ok").has_value());
    CHECK(town.admin("POST", "/admin/faults", R"({"fault":"timeout_after","count":2,"route":"refund"})").status == 204);
    const PaymentAttemptId key("pay_1");
    CHECK(town.gateway->find_payment(key).has_value());
    for (int i = 0; i < 2; ++i)
        CHECK(town.gateway->refund_payment({key, "ref_1", Money(4877, kEuro)}).error().code ==
              ErrorCode::kGatewayUnavailable);
    CHECK(town.gateway->refund_payment({key, "ref_1", Money(4877, kEuro)}).has_value());
    CHECK(town.count("refund") == 1);
    town.bank->inject({FaultKind::kTimeoutBefore, 1000});
    CHECK_FALSE(town.gateway->find_payment(key).has_value());
    CHECK(town.admin("POST", "/admin/faults", R"({"fault":"none"})").status == 204);
    CHECK(town.gateway->find_payment(key).has_value());
}

TEST_CASE("a fault that does not exist is refused with what would be right") {
    Town town;
    for (const char* body : {R"({"fault":"earthquake"})", R"({"fault":"timeout_before","count":0})", "[]", "{",
                             R"({"fault":"timeout_before","route":"x"})", R"({"webhook_mode":"loud"})"}) {
        CAPTURE(body);
        CHECK(town.admin("POST", "/admin/faults", body).status == 422);
    }
    CHECK(town.admin("POST", "/admin/faults", R"({"fault":"x"})").body.find("timeout_before") != std::string::npos);
}

TEST_CASE("whatever is not a clear answer leaves the outcome unknown") {
    const auto body_with = [](std::string_view key, std::string_view state, std::string_view amount) {
        return fmt::format(R"({{"key":"{}","reference":"r","state":"{}","amount_minor":{},"currency":"EUR",)"
                           R"("method":null,"redirect_url":"","reason_code":""}})",
                           key, state, amount);
    };
    const std::string odd_bodies[] = {"",
                                      "{}",
                                      "null",
                                      "[1]",
                                      "<html>",
                                      body_with("pay_1", "exploded", "1"),
                                      body_with("pay_1", "succeeded", "\"1\""),
                                      body_with("pay_2", "succeeded", "1")};
    for (const std::string& body : odd_bodies) {
        CAPTURE(body);
        SandboxGateway gateway({"acme", "s", "w"},
                               [&](const HttpRequest&) -> Result<HttpResponse> { return HttpResponse{200, {}, body}; });
        CHECK(gateway.find_payment(PaymentAttemptId("pay_1")).error().code == ErrorCode::kGatewayUnavailable);
    }
    for (const int status : {0, 301, 400, 401, 404, 429, 500, 502, 503}) {
        CAPTURE(status);
        SandboxGateway gateway({"acme", "s", "w"}, [&](const HttpRequest&) -> Result<HttpResponse> {
            return HttpResponse{status, {}, "<html>a proxy's page</html>"};
        });
        CHECK(gateway.create_payment(Town::order("pay_1")).error().code == ErrorCode::kGatewayUnavailable);
    }
}

TEST_CASE("nobody without the secret reaches the API or the controls") {
    Town town;
    auto stranger = make_in_process_gateway({"acme", "wrong", kWebhookSecret}, *town.bank);
    CHECK(stranger->create_payment(Town::order("pay_1")).error().code == ErrorCode::kGatewayUnavailable);
    CHECK(town.get("/admin/books").status == 401);
    CHECK(town.get("/api/payments/by-key/pay_1").status == 401);
    CHECK(town.bank->books().payments.empty());
    CHECK(town.admin("GET", "/admin/books", "").status == 200);
}

TEST_CASE("nobody listening is an unknown outcome too") {
    auto gateway = make_http_gateway({"acme", "s", "w"}, "http://127.0.0.1:9", std::chrono::milliseconds{500});
    CHECK(gateway->create_payment(Town::order("pay_1")).error().code == ErrorCode::kGatewayUnavailable);
}

TEST_CASE("a webhook is signed as Standard Webhooks has it") {
    CHECK(bank::sign_webhook(kWebhookSecret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", R"({"test": 2432232314})") ==
          "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    // Padding is a habit of the tool that made the secret, not a part of it.
    CHECK(bank::sign_webhook("whsec_-_8b3Q==", "msg_1", "1795262400", "{}") ==
          bank::sign_webhook("\xfb\xff\x1b\xdd", "msg_1", "1795262400", "{}"));
    CHECK(bank::sign_webhook("whsec_b3RoZXI", "msg_1", "1795262400", "{}") ==
          bank::sign_webhook("other", "msg_1", "1795262400", "{}"));
    CHECK(bank::sign_webhook("plain", "msg_1", "1795262400", R"({"a":1})") ==
          "v1,6+LSxLMnB1Grzh6HmK6Ggjzyn7oB0vPBNu3si/AKC88=");
}

TEST_CASE("a genuine webhook names its payment; anything else is refused") {
    Town town;
    const std::string body = R"({"type":"payment.succeeded","data":{"key":"pay_1"}})";
    const HttpRequest genuine = bank::make_webhook(kWebhookSecret, "msg_1", kStart, body);
    const auto read = [&](const HttpRequest& request, Instant now) { return town.gateway->read_webhook(request, now); };
    CHECK(read(genuine, kStart)->str() == "pay_1");
    CHECK(read(genuine, kStart.plus_seconds(300))->str() == "pay_1");
    CHECK(read(genuine, kStart.plus_seconds(-300))->str() == "pay_1");

    std::vector<std::pair<const char*, HttpRequest>> forged;
    const auto forge = [&](const char* what) -> HttpRequest& { return forged.emplace_back(what, genuine).second; };
    forge("body with a blank more").body += " ";
    forge("truncated body").body.pop_back();
    forge("other payment").body = R"({"type":"payment.succeeded","data":{"key":"pay_2"}})";
    forge("other id").headers[1].second = "msg_2";
    forge("younger timestamp").headers[2].second = "1795262401";
    forge("timestamp that is no number").headers[2].second = "1795262400x";
    forge("no signature").headers.pop_back();
    forge("empty signature").headers[3].second = "";
    forge("signature without its version").headers[3].second.erase(0, 3);
    forge("signature cut short").headers[3].second.pop_back();
    forged.emplace_back("other secret", bank::make_webhook("whsec_b3RoZXI=", "msg_1", kStart, body));
    forged.emplace_back("empty secret", bank::make_webhook("", "msg_1", kStart, body));
    forged.emplace_back("genuine, but no payment", bank::make_webhook(kWebhookSecret, "msg_1", kStart, "{}"));
    forged.emplace_back("genuine, but no JSON", bank::make_webhook(kWebhookSecret, "msg_1", kStart, "{"));
    for (const auto& [what, request] : forged) {
        CAPTURE(what);
        CHECK(read(request, kStart).error().code == ErrorCode::kWebhookSignatureInvalid);
    }
    CHECK_FALSE(read(genuine, kStart.plus_seconds(301)).has_value());
    CHECK_FALSE(read(genuine, kStart.plus_seconds(-301)).has_value());

    HttpRequest two_signatures = genuine;
    two_signatures.headers[3].second = "v1,AAAA v2,BBBB " + genuine.headers[3].second;
    CHECK(read(two_signatures, kStart).has_value());
    auto without_secret = make_in_process_gateway({"acme", "api-secret", ""}, *town.bank);
    CHECK_FALSE(without_secret->read_webhook(bank::make_webhook("", "msg_1", kStart, body), kStart).has_value());
}

}  // namespace
}  // namespace settle
