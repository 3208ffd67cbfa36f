// Runs over what is due, and what they could not do: over HTTP, for staff and servers.
#include "tests/http/handlers/shop.h"

namespace settle::http_test {
namespace {

TEST_CASE("staff begin a run, look at it, pause it and resume it") {
    Shop shop;
    shop.activate();
    const auto staff = shop.sign_in_staff();
    const Seen run = shop.call_as(staff, "POST", "/v1/bill-runs", R"({"until":"2026-03-01"})");
    REQUIRE(run.status == 201);
    CHECK(run.text("/until") == "2026-03-01");
    CHECK(run.text("/state") == "running");
    CHECK(run.text("/due") == "0");
    const std::string at = run.header("Location");
    CHECK(at == "/v1/bill-runs/" + run.text("/id"));
    CHECK(shop.get(at).text("/state") == "running");
    CHECK(shop.get("/v1/bill-runs").text("/data/0/id") == run.text("/id"));
    // One that is running is answered again.
    CHECK(shop.post("/v1/bill-runs", "{}").text("/id") == run.text("/id"));

    CHECK(shop.call_as(staff, "POST", at + "/pause").text("/state") == "paused");
    const Seen second = shop.post("/v1/bill-runs", "{}");
    CHECK(second.status == 409);
    CHECK(second.text("/code") == "bill_run_paused");
    CHECK(shop.call_as(staff, "POST", at + "/resume").text("/state") == "running");
    CHECK(shop.get("/metrics").response.body.find(R"(settle_bill_run_running{vendor="agorapulse"} 1)") !=
          std::string::npos);
}

TEST_CASE("what makes no sense, and who may not") {
    Shop shop;
    CHECK(shop.call_as(shop.owner, "POST", "/v1/bill-runs", "{}").status == 403);
    CHECK(shop.call_as(shop.owner, "GET", "/v1/bill-runs").status == 403);
    CHECK(shop.call_as(shop.owner, "GET", "/v1/parked-subscriptions").status == 403);
    CHECK(shop.call_as(shop.owner, "POST", "/v1/parked-subscriptions/" + shop.customer + "/retry").status == 403);
    const Seen ahead = shop.post("/v1/bill-runs", R"({"until":"2026-03-02"})");
    CHECK(ahead.status == 422);
    CHECK(ahead.text("/code") == "bill_run_ahead");
    CHECK(shop.post("/v1/bill-runs", R"({"until":"tomorrow"})").status == 422);
    CHECK(shop.post("/v1/bill-runs", R"({"day":"2026-03-01"})").text("/code") == "field_unknown");
    CHECK(shop.get("/v1/bill-runs/run_unknown").status == 404);
}

TEST_CASE("what is parked is listed with its reason, and retried") {
    Shop shop;
    shop.activate();
    CHECK(shop.post("/v1/parked-subscriptions/" + shop.customer + "/retry", "").text("/steps") == "0");
    REQUIRE(shop.store
                ->write([&](Transaction& tx) {
                    return tx.park("agorapulse", {CustomerId(shop.customer), "tax_rate_unknown",
                                                  "No tax rate is known.", shop.clock.now(), Date(2026, 4, 1)});
                })
                .has_value());
    const Seen parked = shop.get("/v1/parked-subscriptions");
    CHECK(parked.text("/data/0/customer") == shop.customer);
    CHECK(parked.text("/data/0/code") == "tax_rate_unknown");
    CHECK(parked.text("/data/0/due_on") == "2026-04-01");
    shop.clock.set(shop.zones.start_of("Europe/Paris", Date(2026, 4, 2)).value());
    const Seen retried = shop.post("/v1/parked-subscriptions/" + shop.customer + "/retry", "");
    CHECK(retried.status == 200);
    CHECK(retried.text("/steps") == "1");
    CHECK(shop.get("/v1/parked-subscriptions").text("/data") == "[]");
    shop.verify();
}

}  // namespace
}  // namespace settle::http_test
