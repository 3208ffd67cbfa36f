// A bank in memory, a gateway to it, and a browser without a screen.
#pragma once

#include <doctest/doctest.h>

#include "adapters/bank_sandbox/forms.h"
#include "adapters/bank_sandbox/gateway.h"
#include "adapters/bank_sandbox/payer.h"

namespace settle::bank_test {

inline constexpr Instant kStart{1'795'262'400'000'000};  // 2026-11-21T12:00:00Z
inline constexpr const char* kWebhookSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

struct Town {
    Instant now = kStart;
    int secrets = 0;
    int status_of_shop = 200;
    std::vector<bank::Webhook> heard;
    std::unique_ptr<Bank> bank;
    std::unique_ptr<SandboxGateway> gateway;

    explicit Town(const std::string& path = ":memory:") {
        BankOptions options;
        options.path = path;
        options.public_url = "http://bank.example";
        options.api_secret = "api-secret";
        options.webhook_secret = kWebhookSecret;
        options.webhook_urls = {{"acme", "http://shop.example/webhooks"}, {"other", "http://other.example/hook"}};
        options.now = [this] { return now; };
        options.send_webhook = [this](const bank::Webhook& webhook) {
            heard.push_back(webhook);
            return status_of_shop;
        };
        bank = Bank::open(std::move(options)).value();
        gateway = make_in_process_gateway({"acme", "api-secret", kWebhookSecret}, *bank);
    }

    static CreatePayment order(const std::string& key, MethodKind method = MethodKind::kCard) {
        CreatePayment order{.key = PaymentAttemptId(key),
                            .amount = Money(4877, kEuro),
                            .method = method,
                            .saved_token = "",
                            .return_url = "http://shop.example/back?step=2",
                            .description = "Acme – Pro plan",
                            .language = "en",
                            .customer_reference = "cus_1",
                            .card_brands = {"visa", "mastercard", "amex"}};
        return order;
    }

    HttpResponse get(const std::string& path) {
        HttpRequest request;
        request.method = "GET";
        request.path = path;
        return bank->handle(request);
    }

    HttpResponse post(const std::string& path, const std::string& body) {
        HttpRequest request;
        request.method = "POST";
        request.path = path;
        request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
        request.body = body;
        return bank->handle(request);
    }

    HttpResponse admin(const std::string& method, const std::string& path, const std::string& body) {
        HttpRequest request;
        request.method = method;
        request.path = path;
        request.headers = {{"Authorization", "Bearer api-secret"}};
        request.body = body;
        return bank->handle(request);
    }

    /// Submits the card form of a payment as its page stands now.
    HttpResponse enter_card(const PaymentAttemptId& key, const std::string& number, const std::string& expiry = "12/34",
                            const std::string& cvc = "123", const std::string& name = "Ada") {
        const auto page = bank->page_of(key).value();
        return post(page.path,
                    fmt::format("nonce={}&action=pay&number={}&expiry={}&cvc={}&name={}", bank::encode_url(page.nonce),
                                bank::encode_url(number), bank::encode_url(expiry), cvc, bank::encode_url(name)));
    }

    ProviderPayment payment(const std::string& key) { return gateway->find_payment(PaymentAttemptId(key)).value(); }
    int count(std::string_view kind) {
        int found = 0;
        for (const bank::Charge& charge : bank->books().charges) found += charge.kind == kind ? 1 : 0;
        return found;
    }
    /// Pays with a card and answers its token.
    std::string save_card(const std::string& key, const std::string& number) {
        REQUIRE(gateway->create_payment(order(key)).has_value());
        enter_card(PaymentAttemptId(key), number);
        if (payment(key).state == ProviderPayment::State::kWaitingForCustomer)
            REQUIRE(complete_challenge(*bank, PaymentAttemptId(key), ChallengeAnswer::kOk).has_value());
        return payment(key).details->token;
    }
};

}  // namespace settle::bank_test
