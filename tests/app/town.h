// The example vendors in one house: a store, a bank, a register and a clock that is moved by hand.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <mutex>

#include "adapters/bank_sandbox/gateway.h"
#include "adapters/bank_sandbox/payer.h"
#include "adapters/catalog_yaml/catalog_reader.h"
#include "adapters/documents/documents.h"
#include "adapters/people_file/people_file.h"
#include "adapters/store/open_store.h"
#include "adapters/system/clocks.h"
#include "adapters/system/ids.h"
#include "adapters/system/time_zones.h"
#include "adapters/tax_register_stub/stub_register.h"
#include "adapters/trust/trust.h"
#include "app/access/read.h"
#include "app/change/confirm_change.h"
#include "app/customer/customers.h"
#include "tests/support/postgres_server.h"
#include "wire/document_words.h"

namespace settle::app_test {

/// A path for a store that is removed again.
class TemporaryFile {
public:
    TemporaryFile()
        : path_(std::filesystem::temp_directory_path() / fmt::format("settle-app-{}", RandomIds().next("file_"))) {}
    ~TemporaryFile() {
        std::error_code ignored;
        for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path_.string() + suffix, ignored);
    }
    std::string str() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

struct Town {
    MovableClock clock{Instant{1'774'951'200'000'000}};  // 2026-03-31T10:00:00Z
    CountingIds ids;
    AbslTimeZones zones;
    StubRegister tax_register{{.refused = {"BE0403170701"}, .clock = &clock}};
    Catalogs catalogs;
    /// With SETTLE_TEST_STORE=postgres every house keeps its data there.
    std::optional<test::TemporarySchema> database;
    std::unique_ptr<Store> store;
    std::unique_ptr<Bank> bank;
    std::unique_ptr<PaymentGateway> gateway;
    std::unique_ptr<PeopleFile> people_file = make_people_file();
    std::unique_ptr<Trust> trust =
        make_trust({.memory_mib = 8, .passes = 1, .seal_key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}).value();
    std::unique_ptr<DocumentRenderer> documents = make_document_renderer({.words = wire::document_words()});
    std::optional<Services> services;
    std::mutex heard_mutex;
    std::vector<HttpRequest> heard;  ///< Webhooks as they came in.
    /// Called at the edges of the store's transactions; what it throws is a kill at that place.
    std::function<void(std::string_view)> on_boundary;
    /// Called with the name of each query that wrote.
    std::function<void(std::string_view)> on_statement;
    VendorName vendor = "beesbusy";
    CustomerId customer;
    MemberId owner;

    explicit Town(const std::string& path = ":memory:") {
        for (const char* name : {"workstaff", "agorapulse", "beesbusy"})
            catalogs.put(read_catalog_file(fmt::format("examples/{}/catalog.yaml", name)).value());
        const char* kind = std::getenv("SETTLE_TEST_STORE");
        if (kind != nullptr && std::string_view(kind) == "postgres") database.emplace();
        store = open_store({.url = database ? database->url() : path,
                            .on_boundary =
                                [this](std::string_view boundary) {
                                    if (on_boundary) on_boundary(boundary);
                                },
                            .on_statement =
                                [this](std::string_view query) {
                                    if (on_statement) on_statement(query);
                                }})
                    .value();
        BankOptions options;
        options.public_url = "http://bank.example";
        options.api_secret = "api";
        options.webhook_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        options.webhook_urls = {{"shop", "http://shop.example/webhooks"}};
        options.now = [this] { return clock.now(); };
        options.secret = [this] { return ids.secret(); };
        options.send_webhook = [this](const bank::Webhook& webhook) {
            const std::lock_guard lock(heard_mutex);
            heard.push_back(webhook.request);
            return 200;
        };
        const std::string webhook_secret = options.webhook_secret;
        bank = Bank::open(std::move(options)).value();
        gateway = make_in_process_gateway({"shop", "api", webhook_secret}, *bank);
        services.emplace(Services{catalogs, *store, *gateway, tax_register, clock, zones, ids, RateTable::built_in(),
                                  Settings{"http://shop.example", {}}, nullptr, people_file.get(), trust.get()});
        services->documents = documents.get();
    }

    /// What must always hold does hold.
    ~Town() {
        const auto findings = store->verify().value();
        for (const Finding& finding : findings)
            FAIL_CHECK(fmt::format("{} of {}: {}", finding.invariant, finding.subject, finding.what));
    }

    Context server() { return {*services, Caller{vendor, {Actor::Kind::kServer, {}, "key_1"}, {}, {}, "en", {}}}; }
    Context staff() { return {*services, Caller{vendor, {Actor::Kind::kStaff, "admin", "sam"}, {}, {}, "en", {}}}; }
    Context member(const CustomerId& of, const MemberId& id, Code role) {
        return {*services, Caller{vendor, {Actor::Kind::kMember, role, id.str()}, of, id, "en", {}}};
    }
    Context as_owner() { return member(customer, owner, "owner"); }

    /// A new customer of `of_vendor`, which the helpers below are about from now on.
    void welcome(const VendorName& of_vendor, const std::string& country, const std::string& region = "") {
        vendor = of_vendor;
        NewCustomer wanted;
        wanted.name = "Acme";
        wanted.owner = {"olive@acme.example", "Olive", "Owner", "en"};
        wanted.billing = {.company = "Acme",
                          .line1 = "1 Example Street",
                          .postal_code = "75001",
                          .city = "Paris",
                          .country = country,
                          .region = region};
        customer = create_customer(server(), wanted).value().id;
        owner = list_members(server(), customer).value().front().id;
    }

    ReadPreview preview(const Wanted& wanted) {
        return preview_change(as_owner(), {customer, wanted, std::nullopt}).value();
    }
    Confirmation confirmation(const Wanted& wanted, const std::string& fingerprint,
                              const std::string& pay_with = "card") {
        Confirmation result;
        result.customer = customer;
        result.set = wanted;
        result.fingerprint = fingerprint;
        result.pay_with = pay_with;
        result.accepted_policy = catalogs.find(vendor).value()->refund_policy_version;
        return result;
    }
    ConfirmAnswer confirm(const Wanted& wanted, const std::string& fingerprint, const std::string& pay_with = "card") {
        return confirm_change(as_owner(), confirmation(wanted, fingerprint, pay_with)).value();
    }
    /// Reads the summary and confirms it.
    ConfirmedChange order(const Wanted& wanted, const std::string& pay_with = "card") {
        return std::get<ConfirmedChange>(confirm(wanted, preview(wanted).fingerprint, pay_with));
    }
    /// Midnight in Paris, or some hours later.
    void go_to(Date day, int hour = 0) {
        clock.set(zones.start_of("Europe/Paris", day).value().plus_seconds(hour * 3600));
    }
    /// Fills in the provider's page with this card number.
    void pay_by_card(const PaymentAttemptId& key, const std::string& number) {
        const auto page = bank->page_of(key).value();
        HttpRequest form;
        form.method = "POST";
        form.path = page.path;
        form.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
        form.body = "nonce=" + page.nonce + "&action=pay&number=" + number + "&expiry=12%2F40&cvc=123&name=Ada";
        bank->handle(form);
    }
    void pay(const ConfirmedChange& change, std::string_view method) {
        REQUIRE(act_as_payer(*bank, change.attempt->id, method).has_value());
    }
    ConfirmedChange refreshed(const ConfirmedChange& change) {
        return refresh_change(as_owner(), customer, change.order.id).value();
    }
    /// Reads, confirms and pays.
    ConfirmedChange buy(const Wanted& wanted, std::string_view method = "card_ok") {
        const ConfirmedChange change = order(wanted);
        pay(change, method);
        return refreshed(change);
    }

    Subscription subscription() { return read_subscription(server(), customer).value().situation.subscription; }
    std::vector<Invoice> invoices() { return list_invoices(server(), customer).value(); }
    int moved(std::string_view kind) {
        int count = 0;
        for (const bank::Charge& charge : bank->books().charges) count += charge.kind == kind ? 1 : 0;
        return count;
    }
    int events(std::string_view type) {
        int count = 0;
        const auto known = list_events(server(), customer, 0, 1000).value();
        for (const Event& event : known) count += event.type == type ? 1 : 0;
        return count;
    }
};

inline Wanted users(std::int64_t count) {
    Wanted wanted;
    wanted.quantities.set("user", count);
    return wanted;
}
inline Wanted act(ChangeKind kind) {
    Wanted wanted;
    wanted.act = kind;
    return wanted;
}
inline Wanted plan(Code code, Cycle cycle, Quantities quantities = {}) {
    Wanted wanted;
    wanted.plan = code;
    wanted.cycle = cycle;
    wanted.quantities = std::move(quantities);
    return wanted;
}
inline Quantities of(Code item, std::int64_t count) {
    Quantities quantities;
    quantities.set(item, count);
    return quantities;
}

}  // namespace settle::app_test
