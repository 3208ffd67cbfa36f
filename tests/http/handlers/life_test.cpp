// What happens to a subscription after it was bought: over HTTP, by owners, members and staff.
#include "tests/http/handlers/shop.h"

namespace settle::http_test {
namespace {

TEST_CASE("an end is read, confirmed, seen and taken back") {
    Shop shop;
    shop.activate();
    const Seen preview =
        shop.call_as(shop.owner, "POST", subscription_of(shop.customer) + "/preview", R"({"cancel":true})");
    REQUIRE(preview.status == 200);
    CHECK(preview.text("/outcome") == "period_end");
    CHECK(preview.text("/effective_on") == "2026-04-01");
    CHECK(preview.text("/ends_on") == "2026-04-01");
    CHECK(preview.text("/access_until") == "2026-03-31");
    CHECK(preview.at("/next_invoice").is_null());
    CHECK(preview.at("/later").is_null());
    CHECK(preview.text("/to_pay") == "0.00");
    CHECK(preview.text("/priced_at") == "2026-03-01T08:00:00Z");
    const Seen ended =
        shop.call_as(shop.owner, "POST", subscription_of(shop.customer) + "/changes",
                     fmt::format(R"({{"cancel":true,"fingerprint":"{}","priced_at":"2026-03-01T08:00:00Z"}})",
                                 preview.text("/fingerprint")));
    REQUIRE(ended.status == 200);
    CHECK(ended.text("/set") == R"({"cancel":true})");
    CHECK(ended.text("/outcome") == "scheduled");
    CHECK(ended.text("/scheduled_on") == "2026-04-01");

    const Seen ending = shop.subscription();
    CHECK(ending.text("/state") == "ending");
    CHECK(ending.text("/renews") == "false");
    CHECK(ending.text("/ends_on") == "2026-04-01");
    CHECK(ending.at("/next_invoice").is_null());
    const Seen mine = shop.call_as(shop.owner, "GET", subscription_of(shop.customer));
    CHECK(mine.text("/actions/renewal_on/outcome") == "now");
    CHECK(mine.text("/actions/cancel/outcome") != "now");
    CHECK(mine.text("/actions/pause/code") == "not_offered");

    const Seen again = shop.change_as(shop.owner, R"({"renewal":true})");
    CHECK(again.status == 200);
    CHECK(again.text("/outcome") == "applied");
    CHECK(shop.subscription().text("/renews") == "true");
    CHECK(shop.subscription().at("/ends_on").is_null());
    shop.verify();
}

TEST_CASE("a wish that mixes an act with anything else names the field") {
    Shop shop;
    const std::string path = subscription_of(shop.customer) + "/preview";
    const std::pair<const char*, const char*> wrong[] = {
        {R"({"set":{"cancel":true,"plan":"standard"}})", "set.plan"},
        {R"({"set":{"pause":{},"quantities":{"user":3}}})", "set.quantities"},
        {R"({"set":{"cancel":true,"renewal":true}})", "set.renewal"},
        {R"({"set":{"cancel":false}})", "set.cancel"},
        {R"({"set":{"resume":"yes"}})", "set.resume"},
        {R"({"set":{"pause":{"from":"2026-05-01","to":"2026-05-01"}}})", "set.pause.to"},
        {R"({"set":{"pause":{"from":"1 May"}}})", "set.pause.from"},
        {R"({"set":{"lines":[{"item":"user","quantity":1}]}})", "set.lines.0.unit_price"},
        {R"({"set":{"lines":[{"item":"user","quantity":0,"unit_price":"1"}]}})", "set.lines.0.quantity"},
        {R"({"set":{},"cancel":true})", "set"},
        {R"({"cancel":true,"resume":true})", "resume"},
        {R"({})", "set"},
        {R"({"set":{"on":"2026-03-31T00:00"}})", "set.on"},
    };
    for (const auto& [body, field] : wrong) {
        INFO(body);
        const Seen refused = shop.post(path, body);
        CHECK(refused.status == 422);
        CHECK(refused.text("/field") == field);
    }
    CHECK(shop.post(subscription_of(shop.customer) + "/changes", R"({"cancel":true,"priced_at":"today"})")
              .text("/field") == "priced_at");
    // The day it takes effect is staff's to choose.
    const Seen by_owner = shop.call_as(shop.owner, "POST", path, R"({"set":{"cancel":true,"on":"2026-03-20"}})");
    CHECK(by_owner.status == 403);
    CHECK(by_owner.text("/code") == "staff_required");
    CHECK(by_owner.text("/field") == "on");
}

TEST_CASE("a scheduled change is taken back by who made it, the owner and staff, nobody else") {
    Shop shop;
    shop.activate();
    const auto helper = shop.sign_in_member(shop.customer, "co_owner");
    const auto other = shop.sign_in_member(shop.customer, "billing_manager");
    const auto schedule = [&](const House::Person& who) {
        // To a year first, so that the way back to a month waits for its end.
        const Seen done = shop.change_as(who, R"({"cycle":"month"})");
        REQUIRE(done.status == 200);
        CHECK(done.text("/outcome") == "scheduled");
        return done.text("/id");
    };
    const Seen yearly =
        shop.post(subscription_of(shop.customer) + "/changes", R"({"set":{"cycle":"year"},"pay_with":"transfer"})");
    REQUIRE(yearly.status == 200);
    const std::string change = schedule(helper);
    const std::string path = subscription_of(shop.customer) + "/scheduled-changes/";
    const auto seen_by = [&](const House::Person& who) {
        return shop.call_as(who, "GET", subscription_of(shop.customer));
    };
    CHECK(seen_by(helper).text("/scheduled/0/mine") == "true");
    CHECK(seen_by(helper).text("/scheduled/0/by") == R"({"kind":"member","name":"Paul Martin"})");
    CHECK(seen_by(shop.owner).text("/scheduled/0/mine") == "false");
    CHECK(seen_by(shop.owner).text("/scheduled/0/can_undo") == "true");
    CHECK(seen_by(shop.owner).text("/scheduled/0/set") == R"({"cycle":"month"})");
    CHECK(seen_by(shop.owner).at("/scheduled/0/held").is_null());
    CHECK(seen_by(other).text("/scheduled/0/can_undo") == "false");

    const Seen refused = shop.call_as(other, "DELETE", path + change);
    CHECK(refused.status == 403);
    CHECK(refused.text("/code") == "role_required");
    const Seen undone = shop.call_as(helper, "DELETE", path + change);
    REQUIRE(undone.status == 200);
    CHECK(undone.at("/scheduled").as_array().empty());
    CHECK(undone.header("ETag") == fmt::format("\"{}\"", undone.text("/version")));
    CHECK(shop.call_as(helper, "DELETE", path + change).status == 404);
    CHECK(shop.call("DELETE", path + "nonsense").text("/code") == "change_not_found");
    CHECK(shop.call("DELETE", path + schedule(helper)).status == 200);
    CHECK(shop.call_as(shop.owner, "DELETE", path + schedule(helper)).status == 200);
    shop.verify();
}

TEST_CASE("a summary that no longer holds says what changed and who did it") {
    Shop shop;
    shop.activate();
    const char* wish = R"({"quantities":{"user":5}})";
    const Seen read = shop.preview(wish);
    const auto helper = shop.sign_in_member(shop.customer, "co_owner");
    REQUIRE(shop.change_as(helper, R"({"cancel":true})").status == 200);
    REQUIRE(shop.change_as(helper, R"({"renewal":true})").status == 200);
    const Seen stale = shop.call_as(shop.owner, "POST", subscription_of(shop.customer) + "/changes",
                                    confirm_body(read.text("/fingerprint"), wish), {{"Accept-Language", "en"}});
    REQUIRE(stale.status == 409);
    CHECK(stale.text("/code") == "preview_stale");
    CHECK(stale.text("/changed") == R"(["subscription"])");
    CHECK(stale.text("/changed_by/name") == "Paul Martin");
    CHECK(stale.text("/changed_by/type") == "subscription.renewal_on");
    CHECK(stale.text("/detail").find("the subscription") != std::string::npos);
    CHECK(stale.text("/detail").find("Paul") != std::string::npos);
    CHECK(stale.text("/preview/outcome") == "now");

    REQUIRE(shop.post(subscription_of(shop.customer) + "/changes",
                      R"({"set":{"quantities":{"user":4}},"pay_with":"transfer"})")
                .status == 200);
    const Seen by_server = shop.call_as(shop.owner, "POST", subscription_of(shop.customer) + "/changes",
                                        confirm_body(read.text("/fingerprint"), wish), {{"Accept-Language", "fr"}});
    CHECK(by_server.text("/changed_by/name") == "l’équipe Agorapulse");
    CHECK(by_server.text("/detail").find("l’abonnement") != std::string::npos);

    shop.clock.advance_seconds(24 * 3600);
    const auto owner = shop.sign_in_owner(shop.customer);
    const Seen next_day = shop.call_as(owner, "POST", subscription_of(shop.customer) + "/changes",
                                       confirm_body(by_server.text("/preview/fingerprint"), wish));
    CHECK(next_day.text("/changed") == R"(["day"])");
    CHECK(next_day.at("/changed_by").is_null());
}

TEST_CASE("staff prolong a trial, with a reason") {
    Shop shop;
    REQUIRE(shop.call_as(shop.owner, "POST", subscription_of(shop.customer) + "/trial").status == 200);
    const std::string path = subscription_of(shop.customer) + "/trial/extension";
    const char* wish = R"({"days":7,"reason":"One more week"})";
    CHECK(shop.call_as(shop.owner, "POST", path, wish).text("/code") == "staff_required");
    CHECK(shop.post(path, R"({"days":7,"reason":""})").text("/code") == "reason_required");
    CHECK(shop.post(path, R"({"days":0,"reason":"x"})").text("/field") == "days");
    CHECK(shop.post(path, R"({"reason":"x"})").text("/field") == "days");
    const Headers once{{"Idempotency-Key", "extend"}};
    const Seen extended = shop.post(path, wish, once);
    REQUIRE(extended.status == 200);
    CHECK(extended.text("/trial/last_day") == "2026-04-06");
    CHECK(shop.post(path, wish, once).response.body == extended.response.body);
    CHECK(shop.subscription().text("/trial/last_day") == "2026-04-06");
    shop.activate();
    CHECK(shop.post(path, wish).text("/code") == "state_forbids");
}

TEST_CASE("who may not view the subscription is told who may") {
    Shop shop;
    const auto member = shop.sign_in_member(shop.customer, "member");
    for (const auto& [method, what] : {std::pair("GET", ""), std::pair("POST", "/preview")}) {
        const Seen refused = shop.call_as(member, method, subscription_of(shop.customer) + what, preview_body(),
                                          {{"Accept-Language", "en"}});
        CHECK(refused.status == 403);
        CHECK(refused.text("/code") == "role_required");
        CHECK(refused.text("/detail").find("Owner") != std::string::npos);
    }
    const Seen session = shop.call_as(member, "GET", "/v1/session");
    CHECK(session.text("/owners/0/name") == "Anna Durand");
    CHECK(shop.call_as(member, "GET", "/v1/customers/" + shop.customer + "/entitlements").status == 200);
}

TEST_CASE("goodwill lands on the balance and pays first") {
    Shop shop;
    shop.activate();
    const std::string path = "/v1/customers/" + shop.customer + "/credits";
    const char* wish = R"({"amount":"20.00","reason":"Two days of outage"})";
    CHECK(shop.call_as(shop.owner, "POST", path, wish).text("/code") == "staff_required");
    CHECK(shop.post(path, R"({"amount":"20.00","reason":""})").text("/code") == "reason_required");
    CHECK(shop.post(path, R"({"amount":"-1.00","reason":"x"})").text("/code") == "field_invalid");
    CHECK(shop.post(path, R"({"amount":"1.001","reason":"x"})").text("/code") == "amount_malformed");
    CHECK(shop.post(path, R"({"reason":"x"})").text("/field") == "amount");
    const Headers once{{"Idempotency-Key", "credit"}};
    const Seen given = shop.post(path, wish, once);
    REQUIRE(given.status == 200);
    CHECK(given.text("/balance/paid_in") == "20.00");
    CHECK(given.text("/balance/credit") == "0.00");
    CHECK(shop.post(path, wish, once).text("/balance/paid_in") == "20.00");
    const Seen preview = shop.preview(R"({"quantities":{"user":4}})");
    CHECK(preview.text("/due_now/total") == "118.80");
    CHECK(preview.text("/from_balance") == "20.00");
    CHECK(preview.text("/to_pay") == "98.80");
    CHECK(preview.text("/later/on") == "2026-05-01");
    shop.verify();
}

TEST_CASE("an open invoice is paid on the provider's page, by a transfer, or not") {
    Shop shop;
    REQUIRE(shop.post(subscription_of(shop.customer), fmt::format(R"({{"set":{},"pay_with":"transfer"}})", kOrder))
                .status == 200);
    const std::string path = "/v1/invoices/" + shop.first_invoice() + "/payments";
    const auto member = shop.sign_in_member(shop.customer, "member");
    CHECK(shop.call_as(member, "POST", path, R"({"pay_with":"card"})").text("/code") == "role_required");
    CHECK(shop.call_as(shop.owner, "POST", path, R"({})").text("/code") == "payment_method_required");
    CHECK(shop.call_as(shop.owner, "POST", path, R"({"pay_with":"transfer","reason":"x"})").text("/code") ==
          "staff_required");
    CHECK(shop.post("/v1/invoices/inv_unknown/payments", R"({"pay_with":"card"})").status == 404);
    const Seen started =
        shop.call_as(shop.owner, "POST", path, R"({"pay_with":"card","return_url":"/portal/payment/return"})");
    REQUIRE(started.status == 202);
    CHECK(started.text("/redirect_url").starts_with("http://bank.example/pay/"));
    CHECK(started.text("/payment/state") == "pending");
    CHECK(started.text("/payment/amount") == "410.40");
    CHECK(started.text("/invoice/status") == "open");
    const std::string payment = started.text("/payment/id");
    REQUIRE(act_as_payer(*shop.bank, PaymentAttemptId(payment), "card_ok").has_value());
    const Seen paid = shop.call_as(shop.owner, "POST", "/v1/payments/" + payment + "/refresh");
    REQUIRE(paid.status == 200);
    CHECK(paid.text("/state") == "succeeded");
    CHECK(paid.at("/code").is_null());
    CHECK(shop.call_as(member, "POST", "/v1/payments/" + payment + "/refresh").status == 403);
    CHECK(shop.post("/v1/payments/pay_unknown/refresh", "{}").text("/code") == "payment_not_found");
    CHECK(shop.post("/v1/payments/nonsense/refresh", "{}").text("/code") == "payment_not_found");
    const Seen again = shop.call_as(shop.owner, "POST", path, R"({"pay_with":"card"})");
    CHECK(again.status == 422);
    CHECK(again.text("/code") == "invoice_not_open");
    shop.verify();
}

TEST_CASE("a saved card that is refused is a 402 that says so") {
    Shop shop;
    REQUIRE(shop.post(subscription_of(shop.customer), fmt::format(R"({{"set":{},"pay_with":"transfer"}})", kOrder))
                .status == 200);
    const std::string methods = "/v1/customers/" + shop.customer + "/payment-methods";
    const auto member = shop.sign_in_member(shop.customer, "member");
    CHECK(shop.call_as(member, "POST", methods, R"({"kind":"card"})").status == 403);
    CHECK(shop.call_as(shop.owner, "POST", methods, R"({"kind":"cheque"})").text("/field") == "kind");
    CHECK(shop.call_as(shop.owner, "POST", methods, R"({"kind":"card","return_url":"http://evil.example/"})")
              .text("/code") == "return_url_refused");
    const Seen adding = shop.call_as(shop.owner, "POST", methods, R"({"kind":"card"})");
    REQUIRE(adding.status == 202);
    CHECK(adding.text("/amount") == "0.00");
    CHECK(adding.at("/invoice").is_null());
    REQUIRE(act_as_payer(*shop.bank, PaymentAttemptId(adding.text("/id")), "card_declined_later").has_value());
    CHECK(shop.call_as(shop.owner, "POST", "/v1/payments/" + adding.text("/id") + "/refresh").text("/state") ==
          "succeeded");
    const std::string saved = shop.get(methods).text("/data/0/id");
    const std::string path = "/v1/invoices/" + shop.first_invoice() + "/payments";
    const Headers once{{"Idempotency-Key", "declined"}};
    const Seen refused = shop.post(path, fmt::format(R"({{"pay_with":"{}"}})", saved), once);
    CHECK(refused.status == 402);
    CHECK(refused.text("/code") == "payment_declined");
    CHECK(refused.text("/payment/state") == "failed");
    CHECK(shop.post(path, fmt::format(R"({{"pay_with":"{}"}})", saved), once).response.body == refused.response.body);
    CHECK(shop.post(path, R"({"pay_with":"transfer","reason":""})").text("/code") == "reason_required");
    const Seen noted = shop.post(path, R"({"pay_with":"transfer","reason":"Statement of 2 March"})");
    CHECK(noted.status == 200);
    CHECK(noted.at("/payment").is_null());
    CHECK(noted.text("/invoice/status") == "paid");
    shop.verify();
}

TEST_CASE("a refund is a credit note, in proportion, and never more than was paid") {
    Shop shop;
    shop.activate();
    const std::string invoice = shop.first_invoice();
    const std::string path = "/v1/invoices/" + invoice + "/refunds";
    const char* wish = R"({"amount":"10.00","reason":"A user who had left"})";
    CHECK(shop.call_as(shop.owner, "POST", path, wish).text("/code") == "staff_required");
    CHECK(shop.post(path, R"({"amount":"10.00","reason":""})").text("/code") == "reason_required");
    CHECK(shop.post(path, R"({"amount":"0.00","reason":"x"})").text("/code") == "field_invalid");
    CHECK(shop.post(path, R"({"amount":"1e3","reason":"x"})").text("/code") == "amount_malformed");
    CHECK(shop.post("/v1/invoices/inv_unknown/refunds", wish).status == 404);
    const Headers once{{"Idempotency-Key", "refund"}};
    const Seen note = shop.post(path, wish, once);
    REQUIRE(note.status == 200);
    CHECK(note.text("/kind") == "credit_note");
    CHECK(note.text("/reason") == "refund");
    CHECK(note.text("/status") == "paid");
    CHECK(note.text("/total") == "-10.00");
    CHECK(note.text("/net") == "-8.33");
    CHECK(note.text("/taxes/0/amount") == "-1.67");
    CHECK(note.text("/credits/id") == invoice);
    CHECK(note.text("/lines/0/explanation").find(note.text("/credits/number")) != std::string::npos);
    CHECK(shop.post(path, wish, once).response.body == note.response.body);
    CHECK(shop.bank->books().charges.size() == 2);

    const Seen too_much = shop.post(path, R"({"amount":"400.41","reason":"x"})", {{"Accept-Language", "fr"}});
    CHECK(too_much.status == 422);
    CHECK(too_much.text("/code") == "refund_too_large");
    CHECK(too_much.text("/field") == "amount");
    CHECK(too_much.text("/detail").find("400,40") != std::string::npos);
    const Seen rest = shop.post(path, R"({"amount":"400.40","reason":"All of it"})");
    CHECK(rest.text("/net") == "-333.67");
    CHECK(rest.text("/taxes/0/amount") == "-66.73");
    CHECK(shop.post("/v1/invoices/" + note.text("/id") + "/refunds", wish).text("/code") == "refund_too_large");
    shop.verify();
}

TEST_CASE("a refund outlives an outage of the provider") {
    Shop shop;
    shop.activate();
    shop.gateway->down = true;
    const Seen note =
        shop.post("/v1/invoices/" + shop.first_invoice() + "/refunds", R"({"amount":"10.00","reason":"x"})");
    REQUIRE(note.status == 200);
    CHECK(note.text("/status") == "open");
    shop.verify();
    shop.gateway->down = false;
    CHECK(shop.bank->books().charges.size() == 1);
}

TEST_CASE("a request is a conversation with a timeline") {
    Shop shop;
    shop.activate();
    const Seen filed = shop.call_as(shop.owner, "POST", "/v1/requests",
                                    R"({"type":"reduction","message":"We are fewer","set":{"quantities":{"user":2}}})",
                                    {{"Accept-Language", "en"}});
    REQUIRE(filed.status == 201);
    CHECK(filed.text("/effect/effective_on") == "2026-03-01");
    CHECK(filed.text("/effect/next_invoice_on") == "2026-04-01");
    CHECK(filed.at("/details").as_object().empty());
    CHECK(filed.text("/can_withdraw") == "true");
    CHECK(filed.text("/timeline/0/type") == "request.filed");
    CHECK(filed.text("/timeline/0/text") == "The request was sent.");
    const std::string path = "/v1/requests/" + filed.text("/id");

    const Seen twice = shop.call_as(shop.owner, "POST", "/v1/requests", R"({"type":"reduction"})");
    CHECK(twice.status == 409);
    CHECK(twice.text("/code") == "request_already_open");
    CHECK(twice.text("/open_request") == filed.text("/id"));

    CHECK(shop.call_as(shop.owner, "POST", path + "/messages", R"({"text":""})").text("/field") == "text");
    CHECK(shop.call_as(shop.owner, "POST", path + "/messages", R"({})").text("/field") == "text");
    const Headers once{{"Idempotency-Key", "hello"}};
    const Seen said = shop.post(path + "/messages", R"({"text":"How many remain?"})", once);
    REQUIRE(said.status == 200);
    CHECK(said.text("/state") == "waiting_customer");
    CHECK(shop.post(path + "/messages", R"({"text":"How many remain?"})", once).response.body == said.response.body);
    const Seen answered =
        shop.call_as(shop.owner, "POST", path + "/messages", R"({"text":"Two."})", {{"Accept-Language", "fr"}});
    CHECK(answered.text("/messages/0/by") == R"({"kind":"server","name":"l’équipe Agorapulse"})");
    CHECK(answered.text("/messages/1/by") == R"({"kind":"member","name":"Anna Durand"})");
    CHECK(answered.at("/messages").as_array().size() == 2);
    CHECK(answered.text("/timeline/2/text") == "Un message a été ajouté.");

    const Seen listed = shop.get("/v1/requests");
    CHECK(listed.text("/data/0/can_withdraw") == "false");
    CHECK(listed.at("/data/0").as_object().contains("messages") == false);
    CHECK(shop.post(path + "/withdrawal", "").text("/code") == "role_required");
    const Seen back = shop.call_as(shop.owner, "POST", path + "/withdrawal");
    REQUIRE(back.status == 200);
    CHECK(back.text("/state") == "withdrawn");
    CHECK(back.text("/can_withdraw") == "false");
    CHECK(shop.call_as(shop.owner, "POST", path + "/withdrawal").text("/code") == "request_already_decided");
    CHECK(shop.call_as(shop.owner, "POST", path + "/messages", R"({"text":"Hello?"})").status == 409);
    CHECK(shop.post("/v1/requests/req_unknown/messages", R"({"text":"x"})").status == 404);
}

TEST_CASE("staff accept on their own terms") {
    Shop shop;
    shop.activate();
    const auto file = [&] {
        const Seen filed =
            shop.call_as(shop.owner, "POST", "/v1/requests", R"({"type":"reduction","set":{"quantities":{"user":2}}})");
        REQUIRE(filed.status == 201);
        return "/v1/requests/" + filed.text("/id") + "/decision";
    };
    const std::string path = file();
    const auto staff = shop.sign_in_staff();
    CHECK(shop.call_as(shop.owner, "POST", path, R"({"accept":true})").status == 403);
    CHECK(shop.call_as(staff, "POST", path, R"({"accept":true,"on":"soon"})").text("/field") == "on");
    CHECK(
        shop.call_as(staff, "POST", path, R"({"accept":true,"from":"2026-05-02","to":"2026-05-01"})").text("/field") ==
        "to");
    CHECK(shop.call_as(staff, "POST", path, R"({"accept":false})").text("/code") == "reason_required");
    const Seen accepted =
        shop.call_as(staff, "POST", path, R"({"accept":true,"on":"2026-03-10"})", {{"Accept-Language", "en"}});
    REQUIRE(accepted.status == 200);
    CHECK(accepted.text("/state") == "applied");
    CHECK(accepted.text("/timeline/1/text").starts_with("Accepted by the team of Agorapulse."));
    CHECK(shop.subscription().text("/scheduled/0/on") == "2026-03-10");
    CHECK(shop.subscription().text("/scheduled/0/by/name") == "l’équipe Agorapulse");
    CHECK(shop.call_as(staff, "POST", path, R"({"accept":true})").text("/code") == "request_already_decided");
    const Seen declined =
        shop.call_as(staff, "POST", file(), R"({"accept":false,"reason":"Not now"})", {{"Accept-Language", "en"}});
    CHECK(declined.text("/timeline/1/text") == "Declined by the team of Agorapulse. Reason: Not now");
}

TEST_CASE("what only staff decide comes with its effect and a request filled in") {
    Shop shop;
    shop.key = create_api_key(*shop.services, "workstaff", "test").value();
    shop.customer = shop.make_customer();
    shop.owner = shop.sign_in_owner(shop.customer);
    REQUIRE(shop.post(subscription_of(shop.customer),
                      R"({"set":{"plan":"pro","cycle":"month","quantities":{"manager":3,"worker":10}},)"
                      R"("pay_with":"transfer"})")
                .status == 200);
    const char* pause = R"({"pause":{"from":"2026-04-01","to":"2026-06-01"}})";
    const Seen preview = shop.preview(pause);
    REQUIRE(preview.status == 200);
    CHECK(preview.text("/outcome") == "staff");
    CHECK(preview.text("/if_accepted/effective_on") == "2026-04-01");
    CHECK(preview.text("/if_accepted/after/pause") == R"({"from":"2026-04-01","to":"2026-06-01"})");
    const Seen refused = shop.call_as(shop.owner, "POST", subscription_of(shop.customer) + "/changes",
                                      fmt::format(R"({{"set":{},"fingerprint":"x"}})", pause));
    CHECK(refused.status == 422);
    CHECK(refused.text("/request/type") == "pause");
    CHECK(refused.text("/request/set") == pause);
    CHECK(refused.text("/rule") == "pause-by-staff");
    const Seen mine = shop.call_as(shop.owner, "GET", subscription_of(shop.customer));
    CHECK(mine.text("/actions/pause/request_type") == "pause");
    CHECK(mine.text("/actions/cancel/rule") == "cancel-by-staff");

    const Seen filed =
        shop.call_as(shop.owner, "POST", "/v1/requests", R"({"type":"pause","from":"2026-04-01","to":"2026-06-01"})");
    REQUIRE(filed.status == 201);
    CHECK(filed.text("/set") == pause);
    const Seen accepted = shop.post("/v1/requests/" + filed.text("/id") + "/decision", R"({"accept":true})");
    REQUIRE(accepted.status == 200);
    CHECK(shop.subscription().text("/pause") == R"({"from":"2026-04-01","to":"2026-06-01","running":false})");
    shop.verify();
}

}  // namespace
}  // namespace settle::http_test
