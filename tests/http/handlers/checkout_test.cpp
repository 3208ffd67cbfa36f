#include "tests/http/handlers/shop.h"

namespace settle::http_test {
namespace {

TEST_CASE("the first sale: summary, confirmation, bank page, active") {
    Shop shop;
    const Seen preview = shop.preview();
    REQUIRE(preview.status == 200);
    CHECK(preview.text("/outcome") == "now");
    CHECK(preview.text("/due_now/net") == "342.00");
    CHECK(preview.text("/due_now/taxes/0/name") == "TVA");
    CHECK(preview.text("/due_now/taxes/0/rate") == "20");
    CHECK(preview.text("/due_now/taxes/0/amount") == "68.40");
    CHECK(preview.text("/due_now/total") == "410.40");
    CHECK(preview.at("/due_now/lines").as_array().size() == 3);
    CHECK(preview.text("/due_now/lines/0/amount") == "99.00");
    CHECK(preview.text("/due_now/lines/1/amount") == "198.00");
    CHECK(preview.text("/due_now/lines/2/amount") == "45.00");
    CHECK(preview.text("/after/state") == "active");
    CHECK(preview.text("/next_invoice/on") == "2026-04-01");

    const Seen change = shop.confirm(preview.text("/fingerprint"));
    REQUIRE(change.status == 202);
    CHECK(change.text("/outcome") == "awaiting_customer");
    CHECK(change.text("/redirect_url").starts_with("http://bank.example/pay/"));
    CHECK(change.text("/due") == "410.40");
    const Seen waiting = shop.get(subscription_of(shop.customer));
    CHECK(waiting.text("/state") == "incomplete");
    CHECK(waiting.text("/pending_change/id") == change.text("/id"));
    CHECK(waiting.text("/pending_change/expires_at") == "2026-03-02T08:00:00Z");

    shop.pay(change);
    const Seen done = shop.refresh(change);
    REQUIRE(done.status == 200);
    CHECK(done.text("/outcome") == "applied");
    CHECK(done.text("/invoice/number") == "2026-0001");
    const Seen subscription = shop.get(subscription_of(shop.customer));
    CHECK(subscription.text("/state") == "active");
    CHECK(subscription.text("/quantities/user") == "3");
    CHECK(subscription.text("/period/0") == "2026-03-01");
    CHECK(subscription.header("ETag") == "\"" + subscription.text("/version") + "\"");
    CHECK(subscription.at("/pending_change").is_null());

    const Seen invoices = shop.call_as(shop.owner, "GET", "/v1/customers/" + shop.customer + "/invoices");
    REQUIRE(invoices.at("/data").as_array().size() == 1);
    CHECK(invoices.text("/data/0/total") == "410.40");
    CHECK(invoices.text("/data/0/status") == "paid");
    CHECK(invoices.text("/data/0/paid") == "410.40");
    CHECK(invoices.text("/data/0/seller/name") == "Agora Exemple SAS");
    CHECK(invoices.text("/data/0/buyer/name") == "Acme SARL");
    CHECK(shop.get("/v1/invoices/" + invoices.text("/data/0/id")).text("/number") == "2026-0001");
    CHECK(shop.get("/v1/customers/" + shop.customer + "/entitlements").text("/access") == "full");
    CHECK(shop.get("/v1/customers/" + shop.customer + "/payment-methods").text("/data/0/last4") == "4242");
}

TEST_CASE("a webhook settles the payment as well") {
    Shop shop;
    const Seen change = shop.confirm(shop.preview().text("/fingerprint"));
    shop.pay(change);
    shop.bank->deliver_due_webhooks(shop.clock.now());
    REQUIRE(shop.webhooks.size() == 1);
    HttpRequest hook = shop.webhooks[0].request;
    hook.path = "/v1/provider-webhooks/sandbox";
    CHECK(shop.send(hook).status == 204);
    CHECK(shop.send(hook).status == 204);
    CHECK(shop.get(subscription_of(shop.customer)).text("/state") == "active");
    CHECK(shop.get("/v1/customers/" + shop.customer + "/invoices").at("/data").as_array().size() == 1);

    hook.body += " ";
    CHECK(shop.send(hook).status == 401);
}

TEST_CASE("a provider that does not answer makes the webhook come again") {
    Shop shop;
    const Seen change = shop.confirm(shop.preview().text("/fingerprint"));
    shop.pay(change);
    shop.bank->deliver_due_webhooks(shop.clock.now());
    HttpRequest hook = shop.webhooks.at(0).request;
    hook.path = "/v1/provider-webhooks/sandbox";
    shop.gateway->down = true;
    CHECK(shop.send(hook).status == 503);
    shop.gateway->down = false;
    CHECK(shop.send(hook).status == 204);
}

TEST_CASE("a summary that no longer holds is answered with the fresh one") {
    Shop shop;
    const Seen stale = shop.confirm("0000000000000000000000000000000000000000000000000000000000000000");
    CHECK(stale.status == 409);
    CHECK(stale.text("/code") == "preview_stale");
    CHECK(stale.text("/preview/due_now/total") == "410.40");
    CHECK(stale.header("Content-Type") == "application/problem+json");
    CHECK(shop.confirm(stale.text("/preview/fingerprint")).status == 202);
}

TEST_CASE("a declined card is answered with 402 and changes nothing") {
    Shop shop;
    const Seen change = shop.confirm(shop.preview().text("/fingerprint"));
    shop.pay(change, "card_declined");
    // The page lets the payer try again; leaving it ends the payment.
    const std::string attempt = change.text("/payment/attempt");
    const Seen cancelled =
        shop.call_as(shop.owner, "POST", subscription_of(shop.customer) + "/changes/" + change.text("/id") + "/cancel");
    CHECK(cancelled.status == 200);
    CHECK(cancelled.text("/outcome") == "payment_failed");
    CHECK(cancelled.text("/payment/attempt") == attempt);
    CHECK(shop.get(subscription_of(shop.customer)).text("/state") == "none");
    CHECK(shop.get("/v1/customers/" + shop.customer + "/invoices").at("/data").as_array().empty());

    const Seen request =
        shop.call_as(shop.owner, "POST", "/v1/requests",
                     fmt::format(R"({{"type":"payment_problem","change":"{}","message":"Help"}})", change.text("/id")));
    CHECK(request.status == 201);
    CHECK(request.text("/details/amount") == "410.40");
    CHECK(request.header("Location") == "/v1/requests/" + request.text("/id"));
    const Seen decided =
        shop.post("/v1/requests/" + request.text("/id") + "/decision", R"({"accept":true,"reason":"Bank statement"})");
    CHECK(decided.status == 200);
    CHECK(shop.get(subscription_of(shop.customer)).text("/state") == "active");
}

TEST_CASE("only who may subscribe can, and the refusal names them") {
    Shop shop;
    const auto member = shop.sign_in_member(shop.customer, "member");
    const Seen refused = shop.call_as(member, "POST", subscription_of(shop.customer) + "/changes",
                                      confirm_body(shop.preview().text("/fingerprint")), {{"Accept-Language", "en"}});
    CHECK(refused.status == 403);
    CHECK(refused.text("/code") == "role_required");
    CHECK(refused.text("/detail").find("Anna Durand") != std::string::npos);
    CHECK(shop.call_as(member, "GET", "/v1/customers/" + shop.customer + "/invoices").status == 403);
    CHECK(shop.call_as(member, "GET", "/v1/customers").status == 403);
    CHECK(shop.call_as(member, "GET", "/v1/customers/" + shop.customer + "/tax-evidence").status == 403);
}

TEST_CASE("a plan made to measure offers the request that leads to it") {
    Shop shop;
    const char* wanted = R"({"plan":"custom","cycle":"year"})";
    const Seen preview = shop.preview(wanted);
    REQUIRE(preview.status == 200);
    CHECK(preview.text("/outcome") == "staff");
    CHECK(preview.at("/due_now").is_null());
    CHECK(preview.at("/after").is_null());
    const Seen refused = shop.call_as(shop.owner, "POST", subscription_of(shop.customer) + "/changes",
                                      confirm_body(preview.text("/fingerprint"), wanted));
    CHECK(refused.status == 422);
    CHECK(refused.text("/code") == "plan_contact_only");
    CHECK(refused.text("/request/type") == "custom_plan");
    CHECK(refused.text("/request/set/plan") == "custom");
}

TEST_CASE("a repeated confirmation is answered as the first one was") {
    Shop shop;
    const std::string fingerprint = shop.preview().text("/fingerprint");
    const Headers once{{"Idempotency-Key", "my-key"}};
    const Seen first = shop.confirm(fingerprint, once);
    const Seen again = shop.confirm(fingerprint, once);
    CHECK(first.status == 202);
    CHECK(again.status == 202);
    CHECK(again.response.body == first.response.body);
    CHECK(first.header("Idempotency-Replayed").empty());
    CHECK(again.header("Idempotency-Replayed") == "true");
    CHECK(shop.bank->books().payments.size() == 1);

    const Seen other = shop.confirm("another", once);
    CHECK(other.status == 422);
    CHECK(other.text("/code") == "idempotency_key_reused");
}

TEST_CASE("an outage of the provider can be tried again under the same key") {
    Shop shop;
    const std::string fingerprint = shop.preview().text("/fingerprint");
    shop.gateway->down = true;
    const Seen outage = shop.confirm(fingerprint, {{"Idempotency-Key", "once"}});
    CHECK(outage.status == 503);
    CHECK(outage.text("/code") == "gateway_unavailable");
    shop.gateway->down = false;
    const Seen later = shop.confirm(fingerprint, {{"Idempotency-Key", "once"}});
    CHECK(later.status == 202);
    CHECK(shop.bank->books().payments.size() == 1);
}

TEST_CASE("staff and servers provision without a page") {
    Shop shop;
    const Seen done =
        shop.post(subscription_of(shop.customer), fmt::format(R"({{"set":{},"pay_with":"transfer"}})", kOrder));
    CHECK(done.status == 200);
    CHECK(done.text("/outcome") == "applied");
    const Seen invoices = shop.get("/v1/customers/" + shop.customer + "/invoices");
    CHECK(invoices.text("/data/0/status") == "open");
    CHECK(invoices.text("/data/0/due_on") == "2026-03-31");
}

TEST_CASE("an upgrade in the middle of a period is explained line by line") {
    Shop shop;
    shop.activate();
    shop.clock.advance_seconds(10 * 24 * 3600);
    // The owner's session has ended by now, so the vendor's server asks.
    const Seen preview =
        shop.post(subscription_of(shop.customer) + "/preview", preview_body(R"({"plan":"professional"})"));
    REQUIRE(preview.status == 200);
    CHECK(preview.text("/due_now/net") == "101.62");
    CHECK(preview.text("/due_now/total") == "121.94");
    CHECK(preview.text("/next_invoice/total") == "590.40");
    CHECK(preview.text("/due_now/lines/0/ratio") == "[21,31]");
    CHECK(preview.text("/due_now/lines/0/explanation").find("× 21 jours sur 31 (du 11 au 31 mars 2026) =") !=
          std::string::npos);
}

TEST_CASE("If-Match guards a confirmation") {
    Shop shop;
    const std::string fingerprint = shop.preview().text("/fingerprint");
    CHECK(shop.confirm(fingerprint, {{"If-Match", "\"99\""}}).status == 412);
    CHECK(shop.confirm(fingerprint, {{"If-Match", "nonsense"}}).status == 412);
    CHECK(shop.confirm(fingerprint, {{"If-Match", "\"1\""}}).status == 202);
}

TEST_CASE("the trial starts once") {
    Shop shop;
    const Seen trial = shop.call_as(shop.owner, "POST", subscription_of(shop.customer) + "/trial");
    REQUIRE(trial.status == 200);
    CHECK(trial.text("/state") == "trialing");
    CHECK(trial.text("/trial/days_left") == "30");
    CHECK(trial.text("/trial/last_day") == "2026-03-30");
    const Seen again = shop.call_as(shop.owner, "POST", subscription_of(shop.customer) + "/trial");
    CHECK(again.status == 422);
    CHECK(again.text("/code") == "trial_used");
}

}  // namespace
}  // namespace settle::http_test
