// The whole API over a store in memory and a bank in the same process, with a clock moved by hand.
#pragma once

#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "adapters/bank_sandbox/gateway.h"
#include "adapters/bank_sandbox/payer.h"
#include "adapters/catalog_yaml/catalog_reader.h"
#include "adapters/documents/documents.h"
#include "adapters/store/change_hub.h"
#include "adapters/store/open_store.h"
#include "adapters/system/clocks.h"
#include "adapters/system/ids.h"
#include "adapters/system/time_zones.h"
#include "adapters/tax_register_stub/stub_register.h"
#include "adapters/trust/trust.h"
#include "app/access/sign_in.h"
#include "http/api.h"
#include "http/contract.h"
#include "tests/http/handlers/schema.h"
#include "wire/document_words.h"

namespace settle::http_test {

namespace json = boost::json;

/// A gateway that can lose its line to the bank.
class FlakyGateway : public PaymentGateway {
public:
    explicit FlakyGateway(std::unique_ptr<SandboxGateway> bank) : bank_(std::move(bank)) {}
    bool down = false;

    Result<ProviderPayment> create_payment(const CreatePayment& order) override {
        if (down) return fail(ErrorCode::kGatewayUnavailable);
        return bank_->create_payment(order);
    }
    Result<ProviderPayment> find_payment(const PaymentAttemptId& key) override {
        if (down) return fail(ErrorCode::kGatewayUnavailable);
        return bank_->find_payment(key);
    }
    Result<ProviderPayment> cancel_payment(const PaymentAttemptId& key) override { return bank_->cancel_payment(key); }
    Result<void> refund_payment(const Refund& refund) override {
        if (down) return fail(ErrorCode::kGatewayUnavailable);
        return bank_->refund_payment(refund);
    }
    Result<PaymentAttemptId> read_webhook(const HttpRequest& request, Instant now) override {
        return bank_->read_webhook(request, now);
    }

private:
    std::unique_ptr<SandboxGateway> bank_;
};

/// One answer, with its body parsed when there is one.
struct Seen {
    HttpResponse response;
    int status = 0;
    json::value body;

    const json::value& at(const char* pointer) const { return body.at_pointer(pointer); }
    std::string text(const char* pointer) const {
        const auto& value = body.at_pointer(pointer);
        return value.is_string() ? std::string(value.get_string().c_str()) : json::serialize(value);
    }
    std::string header(std::string_view name) const { return std::string(header_of(response.headers, name)); }
};

struct House {
    MovableClock clock{Instant{1'772'352'000'000'000}};  // 2026-03-01T08:00:00Z
    CountingIds ids;
    AbslTimeZones zones;
    StubRegister tax_register{StubRegisterOptions{}};
    Catalogs catalogs;
    std::vector<bank::Webhook> webhooks;
    std::unique_ptr<Bank> bank;
    std::unique_ptr<FlakyGateway> gateway;
    ChangeHub changes;
    std::unique_ptr<Store> store;
    std::unique_ptr<Trust> trust =
        make_trust({.memory_mib = 8, .passes = 1, .seal_key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}).value();
    std::unique_ptr<DocumentRenderer> documents = make_document_renderer({.words = wire::document_words()});
    std::optional<Services> services;
    std::unique_ptr<http::Api> api;
    std::string key;        ///< Of Agorapulse's server.
    std::string other_key;  ///< Of another vendor's.
    int keys_used = 0;

    explicit House(const std::string& store_url = "sqlite::memory:") {
        for (const char* vendor : {"agorapulse", "beesbusy", "workstaff"})
            catalogs.put(read_catalog_file(fmt::format("examples/{}/catalog.yaml", vendor)).value());
        BankOptions options;
        options.public_url = "http://bank.example";
        options.api_secret = "api";
        options.webhook_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        options.webhook_urls = {{"settle", "http://shop.example/v1/provider-webhooks/sandbox"}};
        options.now = [this] { return clock.now(); };
        options.send_webhook = [this](const bank::Webhook& webhook) {
            webhooks.push_back(webhook);
            return 204;
        };
        const std::string secret = options.webhook_secret;
        bank = Bank::open(std::move(options)).value();
        gateway = std::make_unique<FlakyGateway>(make_in_process_gateway({"settle", "api", secret}, *bank));
        store =
            open_store({.url = store_url, .on_change = [this](const ChangeNotice& notice) { changes.tell(notice); }})
                .value();
        services.emplace(Services{catalogs,
                                  *store,
                                  *gateway,
                                  tax_register,
                                  clock,
                                  zones,
                                  ids,
                                  RateTable::built_in(),
                                  {.public_url = "http://shop.example"},
                                  nullptr,
                                  nullptr,
                                  trust.get()});
        services->documents = documents.get();
        api = std::make_unique<http::Api>(*services, http::ApiOptions{.changes = &changes});
        key = create_api_key(*services, "agorapulse", "test").value();
        other_key = create_api_key(*services, "beesbusy", "test").value();
    }

    /// Every answer of every test is held against the contract.
    void check_promises(const HttpRequest& request, const HttpResponse& response) {
        static const json::value contract = json::parse(std::string(http::kOpenApiJson));
        http::Router router;
        std::string pattern;
        for (const http::Operation& operation : http::kOperations)
            router.add(operation.method, operation.path, operation.operation_id,
                       [&, path = std::string(operation.path)](const auto&) {
                           pattern = path;
                           return HttpResponse{};
                       });
        router.answer(request);
        if (pattern.empty()) return;
        for (const std::string& broken :
             broken_promises(contract, request.method, pattern, response.status,
                             std::string(header_of(response.headers, "Content-Type")), response.body))
            FAIL_CHECK(request.method << " " << request.path << " -> " << response.status << ": " << broken);
    }

    Seen send(HttpRequest request) {
        Seen seen;
        request.headers.emplace_back("Host", "shop.example");
        request.headers.emplace_back("X-Request-Id", "req-1");
        request.remote_address = "192.0.2.1";
        seen.response = api->handle(request);
        seen.status = seen.response.status;
        check_promises(request, seen.response);
        json::error_code failure;
        seen.body = json::parse(seen.response.body, failure);
        return seen;
    }

    /// A call of a vendor's server, with a fresh idempotency key for writes.
    Seen call(const std::string& method, const std::string& path, const std::string& body = {}, Headers more = {}) {
        Headers headers = std::move(more);
        if (header_of(headers, "Authorization").empty()) headers.emplace_back("Authorization", "Bearer " + key);
        if (header_of(headers, "Idempotency-Key").empty())
            headers.emplace_back("Idempotency-Key", fmt::format("k{}", ++keys_used));
        headers.emplace_back("Content-Type", "application/json");
        const auto question = path.find('?');
        return send({method,
                     path.substr(0, question),
                     question == std::string::npos ? "" : path.substr(question + 1),
                     std::move(headers),
                     body,
                     {}});
    }
    Seen get(const std::string& path, Headers more = {}) { return call("GET", path, {}, std::move(more)); }
    Seen post(const std::string& path, const std::string& body, Headers more = {}) {
        return call("POST", path, body, std::move(more));
    }

    /// A French customer with all billing information; answers its id.
    std::string make_customer() {
        const Seen made = post("/v1/customers", R"({"name":"Acme SARL","country":"FR","language":"fr",
            "billing":{"company":"Acme SARL","first_name":"Anna","last_name":"Durand","email":"compta@acme.example",
                       "line1":"1 rue de la Paix","postal_code":"75002","city":"Paris"},
            "owner":{"email":"anna@acme.example","first_name":"Anna","last_name":"Durand"}})");
        REQUIRE(made.status == 201);
        return made.text("/id");
    }

    /// The session of a person.
    struct Person {
        std::string cookie;
        std::string csrf;
        Headers headers() const { return {{"Cookie", cookie}, {"X-CSRF-Token", csrf}, {"Authorization", ""}}; }
    };
    Person sign_in(const std::string& customer, const std::string& member) {
        const Seen link =
            post("/v1/portal-links", fmt::format(R"({{"customer":"{}","member":"{}"}})", customer, member));
        REQUIRE(link.status == 201);
        return open_link(link.text("/url"));
    }
    /// The session that a sign-in link opens.
    Person open_link(const std::string& url) {
        const std::string path = url.substr(std::string("http://shop.example").size());
        const Seen opened = send({"GET", path, {}, {}, {}, {}});
        REQUIRE(opened.status == 303);
        const std::string cookie = opened.header("Set-Cookie");
        Person person{cookie.substr(0, cookie.find(';')), {}};
        const Seen session = send({"GET", "/v1/session", {}, {{"Cookie", person.cookie}}, {}, {}});
        REQUIRE(session.status == 200);
        person.csrf = session.text("/csrf_token");
        return person;
    }
    Person sign_in_owner(const std::string& customer) {
        return sign_in(customer, get("/v1/customers/" + customer + "/members").text("/data/0/id"));
    }
    Person sign_in_member(const std::string& customer, const std::string& role) {
        const Seen member =
            post("/v1/customers/" + customer + "/members",
                 fmt::format(R"({{"email":"{}@acme.example","first_name":"Paul","last_name":"Martin","role":"{}"}})",
                             role, role));
        REQUIRE(member.status == 201);
        return sign_in(customer, member.text("/id"));
    }
    Seen call_as(const Person& person, const std::string& method, const std::string& path, const std::string& body = {},
                 Headers more = {}) {
        Headers headers = std::move(more);
        headers.emplace_back("Cookie", person.cookie);
        headers.emplace_back("X-CSRF-Token", person.csrf);
        headers.emplace_back("Idempotency-Key", fmt::format("k{}", ++keys_used));
        headers.emplace_back("Content-Type", "application/json");
        return send({method, path, {}, std::move(headers), body, {}});
    }
};

inline constexpr const char* kOrder = R"({"plan":"standard","cycle":"month","quantities":{"user":3,"profile":13}})";

inline std::string preview_body(std::string_view set = kOrder) { return fmt::format(R"({{"set":{}}})", set); }
inline std::string confirm_body(const std::string& fingerprint, std::string_view set = kOrder,
                                std::string_view pay_with = "card") {
    return fmt::format(R"({{"set":{},"fingerprint":"{}","pay_with":"{}","return_url":"/portal/checkout/return",)"
                       R"("accepted_policy":"2026-01"}})",
                       set, fingerprint, pay_with);
}

}  // namespace settle::http_test
