#include "app/customer/block.h"
#include "tests/http/handlers/house.h"

namespace settle::http_test {
namespace {

TEST_CASE("a link works once, and says so in words afterwards") {
    House house;
    const std::string customer = house.make_customer();
    const std::string member = house.get("/v1/customers/" + customer + "/members").text("/data/0/id");
    const Seen link = house.post(
        "/v1/portal-links",
        fmt::format(R"({{"customer":"{}","member":"{}","target":"/portal/subscription"}})", customer, member));
    REQUIRE(link.status == 201);
    const std::string path = link.text("/url").substr(std::string("http://shop.example").size());
    CHECK(house.send({"HEAD", path, {}, {}, {}, {}}).status == 200);
    const Seen opened = house.send({"GET", path, {}, {}, {}, {}});
    CHECK(opened.status == 303);
    CHECK(opened.header("Location") == "/portal/subscription");
    const std::string cookie = opened.header("Set-Cookie");
    CHECK(cookie.starts_with("settle_session="));
    CHECK(cookie.find("HttpOnly") != std::string::npos);
    CHECK(cookie.find("SameSite=Lax") != std::string::npos);
    CHECK(cookie.find("Secure") == std::string::npos);
    const Seen spent = house.send({"GET", path, {}, {{"Accept-Language", "fr"}}, {}, {}});
    CHECK(spent.status == 410);
    CHECK(spent.response.body.find("<html lang=\"fr\">") != std::string::npos);
    CHECK(spent.response.body.find("<script") == std::string::npos);
    CHECK(house.send({"GET", "/s/unknown", {}, {}, {}, {}}).response.body.find("<html lang=\"en\">") !=
          std::string::npos);
}

TEST_CASE("whoever is shut out reads why, and whom to write to") {
    House house;
    const std::string customer = house.make_customer();
    const std::string member = house.get("/v1/customers/" + customer + "/members").text("/data/0/id");
    const Seen link =
        house.post("/v1/portal-links", fmt::format(R"({{"customer":"{}","member":"{}"}})", customer, member));
    REQUIRE(link.status == 201);
    const Context staff{*house.services, {"agorapulse", {Actor::Kind::kStaff, "admin", "sam"}, {}, {}, "en", {}}};
    REQUIRE(block_customer(staff, CustomerId(customer), "a stolen card"));
    const std::string path = link.text("/url").substr(std::string("http://shop.example").size());
    for (const std::string language : {"fr", "en"}) {
        const Seen refused = house.send({"GET", path, {}, {{"Accept-Language", language}}, {}, {}});
        CHECK(refused.status == 403);
        CHECK(refused.header("Content-Type") == "text/html; charset=utf-8");
        CHECK(refused.header("Set-Cookie").empty());
        CHECK(refused.response.body.find("<html lang=\"" + language + "\">") != std::string::npos);
        CHECK(refused.response.body.find(language == "fr" ? "L’accès est bloqué." : "Access is blocked.") !=
              std::string::npos);
        CHECK(refused.response.body.find("<a href=\"mailto:facturation@agorapulse.example\">") != std::string::npos);
        CHECK(refused.response.body.find("stolen") == std::string::npos);
    }
}

TEST_CASE("over https the name of the cookie keeps other hosts from planting one") {
    House house;
    const std::string customer = house.make_customer();
    house.services->settings.public_url = "https://shop.example";
    const std::string member = house.get("/v1/customers/" + customer + "/members").text("/data/0/id");
    const Seen link =
        house.post("/v1/portal-links", fmt::format(R"({{"customer":"{}","member":"{}"}})", customer, member));
    const Seen opened = house.send({"GET", link.text("/url").substr(20), {}, {}, {}, {}});
    REQUIRE(opened.status == 303);
    const std::string cookie = opened.header("Set-Cookie");
    CHECK(cookie.starts_with("__Host-settle_session="));
    CHECK(cookie.find("; Path=/; ") != std::string::npos);
    CHECK(cookie.ends_with("; HttpOnly; SameSite=Lax; Secure"));
    const std::string pair = cookie.substr(0, cookie.find(';'));
    const auto session = [&](const std::string& brought) {
        return house.send({"GET", "/v1/session", {}, {{"Cookie", brought}}, {}, {}});
    };
    const Seen read = session(pair);
    CHECK(read.status == 200);
    CHECK(session(pair.substr(7)).status == 401);
    const Seen out = house.call_as({pair, read.text("/csrf_token")}, "DELETE", "/v1/session");
    CHECK(out.header("Set-Cookie").starts_with("__Host-settle_session=; Path=/; Max-Age=0;"));
}

TEST_CASE("a link leads to our own pages only") {
    House house;
    const std::string customer = house.make_customer();
    const std::string member = house.get("/v1/customers/" + customer + "/members").text("/data/0/id");
    for (const char* target : {"https://evil.example", "//evil.example", "/\\\\evil.example", "javascript:alert(1)"})
        CHECK(house
                  .post("/v1/portal-links",
                        fmt::format(R"({{"customer":"{}","member":"{}","target":"{}"}})", customer, member, target))
                  .status == 422);
}

TEST_CASE("an expired link or session is none") {
    House house;
    const std::string customer = house.make_customer();
    const auto owner = house.sign_in_owner(customer);
    CHECK(house.call_as(owner, "GET", "/v1/session").status == 200);
    house.clock.advance_seconds(13 * 3600);
    CHECK(house.call_as(owner, "GET", "/v1/session").status == 401);
}

TEST_CASE("writes of people prove that a page of ours sent them") {
    House house;
    const std::string customer = house.make_customer();
    const auto owner = house.sign_in_owner(customer);
    const std::string path = "/v1/customers/" + customer + "/draft";
    const std::string body = fmt::format(R"({{"set":{}}})", kOrder);
    const Headers json{{"Cookie", owner.cookie}, {"Content-Type", "application/json"}};
    const auto put = [&](Headers more) {
        more.insert(more.end(), json.begin(), json.end());
        return house.send({"PUT", path, {}, std::move(more), body, {}});
    };
    CHECK(put({}).status == 403);
    CHECK(put({}).text("/code") == "csrf_refused");
    CHECK(put({{"X-CSRF-Token", "wrong"}}).status == 403);
    CHECK(put({{"X-CSRF-Token", owner.csrf}}).status == 200);
    CHECK(put({{"X-CSRF-Token", owner.csrf}, {"Origin", "http://shop.example"}, {"Sec-Fetch-Site", "same-origin"}})
              .status == 200);
    CHECK(put({{"X-CSRF-Token", owner.csrf}, {"Origin", "http://evil.example"}}).status == 403);
    CHECK(put({{"X-CSRF-Token", owner.csrf}, {"Origin", "null"}}).status == 403);
    CHECK(put({{"X-CSRF-Token", owner.csrf}, {"Sec-Fetch-Site", "cross-site"}}).status == 403);
    CHECK(house.call_as(owner, "GET", path).status == 200);
}

TEST_CASE("the session says who is there and what they may do") {
    House house;
    const std::string customer = house.make_customer();
    const auto owner = house.sign_in_owner(customer);
    const Seen session = house.call_as(owner, "GET", "/v1/session");
    CHECK(session.text("/kind") == "member");
    CHECK(session.text("/role/code") == "owner");
    CHECK(session.text("/customer/id") == customer);
    CHECK(session.text("/owners/0/email") == "anna@acme.example");
    CHECK(session.text("/rights").find("subscribe") != std::string::npos);
    const Seen server = house.get("/v1/session");
    CHECK(server.text("/kind") == "server");
    CHECK(server.text("/csrf_token").empty());

    const Seen out = house.call_as(owner, "DELETE", "/v1/session");
    CHECK(out.status == 204);
    CHECK(out.header("Set-Cookie").find("Max-Age=0") != std::string::npos);
    CHECK(house.call_as(owner, "GET", "/v1/session").status == 401);
}

TEST_CASE("a wrong key is refused, whatever cookie comes with it") {
    House house;
    const std::string customer = house.make_customer();
    const auto owner = house.sign_in_owner(customer);
    for (const char* authorization : {"Bearer sk_wrong", "Bearer ", "Basic abc", "sk_x"})
        CHECK(
            house.send({"GET", "/v1/session", {}, {{"Authorization", authorization}, {"Cookie", owner.cookie}}, {}, {}})
                .status == 401);
}

TEST_CASE("guessing keys is slowed down") {
    House house;
    int refused = 0;
    for (int i = 0; i < 150; ++i)
        if (house.send({"GET", "/v1/session", {}, {{"Authorization", "Bearer sk_guess"}}, {}, {}}).status == 429)
            ++refused;
    CHECK(refused > 0);
    CHECK(house.get("/v1/session").status == 200);
}

TEST_CASE("problems are told in the reader's language") {
    House house;
    const Seen french = house.get("/v1/customers/cus_x", {{"Accept-Language", "fr-FR,fr;q=0.9"}});
    CHECK(french.text("/detail") == "Ce client n’existe pas.");
    CHECK(french.text("/request_id") == "req-1");
    CHECK(house.get("/v1/customers/cus_x", {{"Accept-Language", "en"}}).text("/detail") ==
          "There is no such customer.");
}

TEST_CASE("metrics count what was answered") {
    House house;
    const std::string customer = house.make_customer();
    house.post("/v1/customers/" + customer + "/subscription/preview", preview_body());
    const Seen metrics = house.send({"GET", "/metrics", {}, {}, {}, {}});
    CHECK(metrics.response.body.find("settle_requests_total{operation=\"create_customer\",status=\"201\"} 1") !=
          std::string::npos);
    CHECK(metrics.response.body.find("settle_previews_total 1") != std::string::npos);
}

}  // namespace
}  // namespace settle::http_test
