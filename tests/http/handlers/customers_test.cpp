#include "tests/http/handlers/house.h"

namespace settle::http_test {
namespace {

constexpr const char* kBilling = R"({"company":"Acme SARL","email":"compta@acme.example","line1":"1 rue de la Paix",
    "postal_code":"75002","city":"Paris","country":"FR","tax_number":"FR40303265045"})";

TEST_CASE("a customer is made once for a key, with an address and a version") {
    House house;
    const char* body = R"({"name":"Acme","country":"fr","owner":{"email":"a@acme.example"}})";
    const Headers once{{"Idempotency-Key", "one"}};
    const Seen made = house.post("/v1/customers", body, once);
    REQUIRE(made.status == 201);
    CHECK(made.header("Location") == "/v1/customers/" + made.text("/id"));
    CHECK(made.header("ETag") == "\"1\"");
    CHECK(made.text("/billing/country") == "FR");
    CHECK(made.text("/billing/missing").find("line1") != std::string::npos);
    const Seen again = house.post("/v1/customers", body, once);
    CHECK(again.response.body == made.response.body);
    CHECK(again.header("Location") == made.header("Location"));
    CHECK(house.get("/v1/customers").at("/data").as_array().size() == 1);
    CHECK(house.post("/v1/customers", R"({"name":"Other","country":"FR","owner":{"email":"a@acme.example"}})", once)
              .status == 422);
}

TEST_CASE("pages of customers join without gaps") {
    House house;
    for (int i = 0; i < 5; ++i) house.make_customer();
    std::vector<std::string> seen;
    std::string after;
    for (int pages = 0; pages < 5; ++pages) {
        const Seen page = house.get("/v1/customers?limit=2" + (after.empty() ? "" : "&after=" + after));
        REQUIRE(page.status == 200);
        for (const auto& customer : page.at("/data").as_array())
            seen.emplace_back(customer.at("id").as_string().c_str());
        if (page.at("/next").is_null()) break;
        after = page.text("/next");
    }
    CHECK(seen.size() == 5);
    CHECK(std::set<std::string>(seen.begin(), seen.end()).size() == 5);
    for (const char* wrong : {"0", "201", "x", "-1", "1.5", "9999999999999999999"})
        CHECK(house.get(fmt::format("/v1/customers?limit={}", wrong)).status == 400);
}

TEST_CASE("billing information changes only on the version that was seen") {
    House house;
    const std::string path = "/v1/customers/" + house.make_customer() + "/billing";
    const Seen without = house.call("PUT", path, kBilling);
    CHECK(without.status == 428);
    CHECK(without.text("/code") == "version_required");
    CHECK(house.call("PUT", path, kBilling, {{"If-Match", "\"7\""}}).status == 412);
    const Seen changed = house.call("PUT", path, kBilling, {{"If-Match", "\"1\""}});
    REQUIRE(changed.status == 200);
    CHECK(changed.header("ETag") == "\"2\"");
    CHECK(changed.text("/billing/tax_number/status") == "confirmed");
    CHECK(changed.text("/billing/missing") == "[]");
    CHECK(house.call("PUT", path, kBilling, {{"If-Match", "\"1\""}}).status == 412);

    const Seen wrong =
        house.call("PUT", path, R"({"country":"FR","tax_number":"FR41303265045"})", {{"If-Match", "\"2\""}});
    CHECK(wrong.status == 422);
    CHECK(wrong.text("/code") == "vat_invalid");
    CHECK(wrong.text("/field") == "tax_number");
}

TEST_CASE("a register that is down is no obstacle") {
    House house;
    const std::string customer = house.make_customer();
    house.tax_register.set_mode(StubRegister::Mode::kDown);
    const Seen verdict =
        house.post("/v1/customers/" + customer + "/tax-number/check", R"({"number":"BE0136695962","country":"BE"})");
    CHECK(verdict.status == 200);
    CHECK(verdict.text("/status") == "unverified");
    const Seen changed = house.call("PUT", "/v1/customers/" + customer + "/billing",
                                    R"({"country":"BE","tax_number":"BE0136695962"})", {{"If-Match", "\"1\""}});
    CHECK(changed.status == 200);
    CHECK(changed.text("/billing/tax_number/status") == "unverified");
    CHECK(house.get("/v1/customers/" + customer + "/tax-evidence").text("/data/0/verdict") == "down");
    const Seen preview = house.post("/v1/customers/" + customer + "/subscription/preview", preview_body());
    CHECK(preview.text("/due_now/total") == "413.82");
    CHECK(preview.text("/tax/reason") == "unverified_number");
}

TEST_CASE("reverse charge is said in the words the law asks for") {
    House house;
    const std::string customer = house.make_customer();
    const Seen preview =
        house.post("/v1/customers/" + customer + "/subscription/preview",
                   fmt::format(R"({{"set":{},"billing":{{"country":"BE","tax_number":"BE0136695962"}}}})", kOrder),
                   {{"Accept-Language", "fr"}});
    REQUIRE(preview.status == 200);
    CHECK(preview.text("/due_now/total") == "342.00");
    CHECK(preview.text("/tax/reason") == "reverse_charge");
    CHECK(preview.text("/tax/text").find("Autoliquidation") != std::string::npos);
    CHECK(preview.text("/tax/text").find("283-2") != std::string::npos);
}

TEST_CASE("customers of others do not exist") {
    House house;
    const std::string mine = house.make_customer();
    const std::string other = house.make_customer();
    const auto owner = house.sign_in_owner(mine);
    for (const char* what :
         {"", "/members", "/subscription", "/draft", "/invoices", "/payment-methods", "/entitlements"}) {
        INFO(what);
        CHECK(house.call_as(owner, "GET", "/v1/customers/" + other + what).status == 404);
        CHECK(house.call_as(owner, "GET", "/v1/customers/" + mine + what).status == 200);
    }
    CHECK(house.call_as(owner, "POST", "/v1/customers/" + other + "/subscription/preview", preview_body()).status ==
          404);
    CHECK(house.call_as(owner, "POST", "/v1/customers/" + other + "/subscription/changes", confirm_body("x")).status ==
          404);
    CHECK(house.call_as(owner, "PUT", "/v1/customers/" + other + "/billing", "{}", {{"If-Match", "\"1\""}}).status ==
          404);
    const Headers other_vendor{{"Authorization", "Bearer " + house.other_key}};
    CHECK(house.get("/v1/customers/" + mine, other_vendor).status == 404);
    CHECK(house.get("/v1/customers/" + mine + "/subscription", other_vendor).status == 404);
    CHECK(house.get("/v1/customers/nonsense").status == 404);
    CHECK(house.get("/v1/customers/cus_unknown").status == 404);
}

TEST_CASE("drafts belong to the person who made them") {
    House house;
    const std::string customer = house.make_customer();
    const auto owner = house.sign_in_owner(customer);
    const std::string path = "/v1/customers/" + customer + "/draft";
    const Seen none = house.call_as(owner, "GET", path);
    CHECK(none.text("/version") == "0");
    CHECK(none.at("/set").is_null());
    const std::string body = fmt::format(R"({{"set":{},"step":"billing","method":"card"}})", kOrder);
    const Seen saved = house.call_as(owner, "PUT", path, body);
    REQUIRE(saved.status == 200);
    CHECK(saved.text("/set/quantities/profile") == "13");
    CHECK(saved.header("ETag") == "\"1\"");
    CHECK(house.call_as(owner, "GET", path).text("/step") == "billing");
    CHECK(house.call_as(owner, "PUT", path, fmt::format(R"({{"set":{},"version":0}})", kOrder)).status == 412);
    CHECK(house.call_as(owner, "DELETE", path).status == 204);
    CHECK(house.call_as(owner, "GET", path).text("/version") == "0");
}

TEST_CASE("the offer speaks the language that is asked for") {
    House house;
    const Seen french = house.get("/v1/offer?language=fr");
    const Seen english = house.get("/v1/offer?language=en");
    CHECK(french.text("/plans/1/name") == "Professionnel");
    CHECK(english.text("/plans/1/name") == "Professional");
    CHECK(english.text("/labels/subscribe_now") == "Subscribe now");
    CHECK(french.text("/labels/discard") == "Abandonner les modifications");
    CHECK(french.text("/layout/accent_text") == "#000000");
    CHECK(french.text("/saving_percent_max") == "25");
    CHECK(french.text("/plans/0/prices/0/amount") == "99.00");
    CHECK(french.text("/plans/0/prices/1/amount") == "948.00");
    CHECK(french.text("/plans/0/prices/1/per_month") == "79.00");
    CHECK(french.text("/plans/0/prices/1/saving") == "240.00");
    CHECK(french.text("/plans/3/contact_only") == "true");
    CHECK(french.text("/plans/3/prices") == "[]");
    CHECK(french.text("/trial/days") == "30");
    CHECK(house.get("/v1/offer?language=xx").text("/language") == "fr");
}

TEST_CASE("events can be read on from where the last page ended") {
    House house;
    const std::string customer = house.make_customer();
    house.sign_in_member(customer, "member");
    const Seen all = house.get("/v1/events?customer=" + customer);
    REQUIRE(all.status == 200);
    REQUIRE(all.at("/data").as_array().size() >= 2);
    CHECK(all.text("/data/0/type") == "customer.created");
    CHECK(house.get("/v1/events?customer=" + customer + "&after=1").text("/data/0/sequence") == "2");
    CHECK(house.get("/v1/events").status == 400);
}

}  // namespace
}  // namespace settle::http_test
