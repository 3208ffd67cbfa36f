// A customer of Agorapulse with its owner signed in.
#pragma once

#include "tests/http/handlers/house.h"

namespace settle::http_test {

inline std::string subscription_of(const std::string& customer) {
    return "/v1/customers/" + customer + "/subscription";
}

struct Shop : House {
    std::string customer = make_customer();
    Person owner = sign_in_owner(customer);

    Seen preview(std::string_view set = kOrder) {
        return call_as(owner, "POST", subscription_of(customer) + "/preview", preview_body(set));
    }
    Seen confirm(const std::string& fingerprint, Headers more = {}) {
        return call_as(owner, "POST", subscription_of(customer) + "/changes", confirm_body(fingerprint),
                       std::move(more));
    }
    void pay(const Seen& change, const char* method = "card_ok") {
        REQUIRE(act_as_payer(*bank, PaymentAttemptId(change.text("/payment/attempt")), method).has_value());
    }
    Seen refresh(const Seen& change) {
        return call_as(owner, "POST", subscription_of(customer) + "/changes/" + change.text("/id") + "/refresh");
    }
    void activate() {
        const Seen change = confirm(preview().text("/fingerprint"));
        REQUIRE(change.status == 202);
        pay(change);
        REQUIRE(refresh(change).text("/outcome") == "applied");
    }

    /// A person of the vendor's team.
    Person sign_in_staff() {
        const auto link = create_staff_link(*services, "agorapulse", "staff_1", "admin", LinkUse::kOnce, 300).value();
        return open_link(link.url);
    }
    Seen preview_as_server(std::string_view set) {
        return post(subscription_of(customer) + "/preview", preview_body(set));
    }
    /// Reads the summary of `set` and confirms it, both as `who`.
    Seen change_as(const Person& who, const std::string& set, const std::string& more = {}) {
        const Seen read = call_as(who, "POST", subscription_of(customer) + "/preview", preview_body(set));
        REQUIRE(read.status == 200);
        return call_as(who, "POST", subscription_of(customer) + "/changes",
                       fmt::format(R"({{"set":{},"fingerprint":"{}"{}}})", set, read.text("/fingerprint"), more));
    }
    Seen subscription() { return get(subscription_of(customer)); }
    std::string first_invoice() { return get("/v1/customers/" + customer + "/invoices").text("/data/0/id"); }
    /// What must always hold does hold.
    void verify() {
        const auto findings = store->verify().value();
        for (const Finding& finding : findings)
            FAIL_CHECK(finding.invariant << " of " << finding.subject << ": " << finding.what);
    }
};

}  // namespace settle::http_test
