// Signing in over HTTP: what a browser gets, and what an attacker does.
#include <algorithm>
#include <chrono>

#include "app/access/credentials.h"
#include "ports/identity_gateway.h"
#include "tests/http/handlers/shop.h"

namespace settle::http_test {
namespace {

constexpr const char* kPassword = "correct horse battery";

struct Entrance : Shop {
    /// A call of a browser that nobody knows yet.
    Seen knock(const std::string& path, const std::string& body, Headers more = {}) {
        Headers headers = std::move(more);
        headers.emplace_back("Content-Type", "application/json");
        return send({"POST", path, {}, std::move(headers), body, {}});
    }
    std::string new_password(const std::string& ticket, const std::string& password = kPassword) {
        return fmt::format(R"({{"vendor":"agorapulse","ticket":"{}","password":"{}"}})", ticket, password);
    }
    static std::string typed(const std::string& password, const std::string& email = "anna@acme.example",
                             const std::string& vendor = "agorapulse") {
        return fmt::format(R"({{"vendor":"{}","email":"{}","password":"{}"}})", vendor, email, password);
    }
    Seen type(const std::string& password, const std::string& email = "anna@acme.example", Headers more = {}) {
        return knock("/v1/sign-in/password", typed(password, email), std::move(more));
    }
    void give_password() {
        const std::string ticket = make_password_ticket(*services, "agorapulse", "anna@acme.example", {}, {}).value();
        REQUIRE(knock("/v1/sign-in/new-password", new_password(ticket)).status == 200);
    }
    Person person_of(const Seen& signed_in) {
        const std::string cookie = signed_in.header("Set-Cookie");
        Person person{cookie.substr(0, cookie.find(';')), {}};
        person.csrf = send({"GET", "/v1/session", {}, {{"Cookie", person.cookie}}, {}, {}}).text("/csrf_token");
        return person;
    }
};

TEST_CASE("the page of signing in knows the vendor and nothing else") {
    Entrance entrance;
    const auto ask = [&](const std::string& query) {
        return entrance.send({"GET", "/v1/sign-in", query, {{"Accept-Language", "fr"}}, {}, {}});
    };
    const Seen page = ask("vendor=agorapulse");
    CHECK(page.status == 200);
    CHECK(page.text("/vendor/code") == "agorapulse");
    CHECK(page.text("/accent").starts_with("#"));
    CHECK(ask("vendor=nobody").status == 404);
    CHECK(ask("").status == 404);
}

TEST_CASE("a password opens a session, and the one before it ends") {
    Entrance entrance;
    entrance.give_password();
    const Seen step = entrance.type(kPassword);
    REQUIRE(step.status == 200);
    CHECK(step.text("/next") == "signed_in");
    CHECK(step.text("/target") == "/portal");
    CHECK(step.header("Cache-Control") == "no-store");
    CHECK(step.header("Set-Cookie").find("HttpOnly; SameSite=Lax") != std::string::npos);
    const auto before = entrance.person_of(step);
    CHECK(entrance.call_as(before, "GET", "/v1/session").text("/member/email") == "anna@acme.example");
    const Seen again = entrance.type(kPassword, "anna@acme.example", {{"Cookie", before.cookie}});
    CHECK(entrance.call_as(before, "GET", "/v1/session").status == 401);
    CHECK(entrance.call_as(entrance.person_of(again), "GET", "/v1/session").status == 200);
}

TEST_CASE("fixation: a cookie that somebody planted never becomes a session") {
    Entrance entrance;
    entrance.give_password();
    const Seen step = entrance.type(kPassword, "anna@acme.example", {{"Cookie", "settle_session=planted"}});
    REQUIRE(step.status == 200);
    CHECK(step.header("Set-Cookie").find("planted") == std::string::npos);
    CHECK(entrance.send({"GET", "/v1/session", {}, {{"Cookie", "settle_session=planted"}}, {}, {}}).status == 401);
}

TEST_CASE("forgery: another site cannot sign somebody in, nor out of all sessions") {
    Entrance entrance;
    entrance.give_password();
    const Seen foreign[] = {
        entrance.type(kPassword, "anna@acme.example", {{"Origin", "http://evil.example"}}),
        entrance.type(kPassword, "anna@acme.example", {{"Origin", "null"}}),
        entrance.type(kPassword, "anna@acme.example", {{"Sec-Fetch-Site", "cross-site"}}),
        entrance.type(kPassword, "anna@acme.example", {{"Sec-Fetch-Site", "same-site"}}),
    };
    for (const Seen& seen : foreign) {
        CHECK(seen.status == 403);
        CHECK(seen.text("/code") == "csrf_refused");
        CHECK(seen.header("Set-Cookie").empty());
    }
    // A form of another site can send texts, but none that says it is JSON.
    for (const char* type : {"text/plain", "application/x-www-form-urlencoded", ""})
        CHECK(entrance
                  .send({"POST", "/v1/sign-in/password", {}, {{"Content-Type", type}}, Entrance::typed(kPassword), {}})
                  .text("/code") == "body_malformed");
    const auto person = entrance.person_of(entrance.type(kPassword));
    House::Person forged = person;
    forged.csrf = "wrong";
    CHECK(entrance.call_as(forged, "POST", "/v1/session/end-others").status == 403);
    CHECK(entrance.call_as(forged, "PUT", "/v1/session/password", R"({"wanted":"x"})").status == 403);
    CHECK(entrance.call_as(person, "POST", "/v1/session/end-others").status == 204);
}

TEST_CASE("a secret works once, until it expires, and for its vendor") {
    Entrance entrance;
    const auto ticket = [&] {
        return make_password_ticket(*entrance.services, "agorapulse", "anna@acme.example", {}, {}).value();
    };
    const std::string used = ticket();
    CHECK(entrance.knock("/v1/sign-in/new-password", entrance.new_password(used)).status == 200);
    const Seen replayed = entrance.knock("/v1/sign-in/new-password", entrance.new_password(used));
    CHECK(replayed.status == 410);
    CHECK(replayed.text("/code") == "sign_in_expired");
    const std::string foreign =
        fmt::format(R"({{"vendor":"beesbusy","ticket":"{}","password":"{}"}})", ticket(), kPassword);
    CHECK(entrance.knock("/v1/sign-in/new-password", foreign).status == 410);
    const std::string late = ticket();
    entrance.clock.advance_seconds(24 * 3600);
    CHECK(entrance.knock("/v1/sign-in/new-password", entrance.new_password(late)).status == 410);
}

TEST_CASE("enumeration by text: known and unknown addresses get the same answer to the byte") {
    Entrance entrance;
    entrance.give_password();
    for (const char* language : {"en", "fr"}) {
        const Headers spoken{{"Accept-Language", language}};
        const Seen known = entrance.type("wrong wrong wrong", "anna@acme.example", spoken);
        const Seen unknown = entrance.type("wrong wrong wrong", "nobody@acme.example", spoken);
        CHECK(known.status == 401);
        CHECK(known.text("/code") == "sign_in_refused");
        CHECK(known.response.body == unknown.response.body);
        CHECK(known.response.headers == unknown.response.headers);
        const Seen foreign =
            entrance.knock("/v1/sign-in/password", Entrance::typed(kPassword, "anna@acme.example", "beesbusy"), spoken);
        CHECK(foreign.response.body == known.response.body);
    }
    CHECK(entrance.type("wrong wrong wrong", "nobody@acme.example", {{"Accept-Language", "fr"}}).text("/detail") ==
          "Cette adresse et ce mot de passe ne vont pas ensemble.");
    Seen known, unknown;
    for (int i = 0; i < 12; ++i) {
        known = entrance.type("wrong wrong wrong", "anna@acme.example");
        unknown = entrance.type("wrong wrong wrong", "nobody@acme.example");
    }
    CHECK(known.status == 429);
    CHECK(known.header("Retry-After") == "900");
    CHECK(known.response.body == unknown.response.body);
    CHECK(known.response.headers == unknown.response.headers);
}

/// How often a value of `a` is smaller than one of `b`: a half when nobody can tell them apart.
double share_below(const std::vector<double>& a, const std::vector<double>& b) {
    double below = 0;
    for (const double x : a)
        for (const double y : b) below += x < y ? 1 : x == y ? 0.5 : 0;
    return below / static_cast<double>(a.size() * b.size());
}

// Both are measured in turns in one run, so that whatever else the machine does is in both. A program that skips the
// hash for unknown addresses is told apart by all of its pairs: the share is 1 then.
TEST_CASE("enumeration by time: known and unknown addresses cannot be told apart") {
    Entrance entrance;
    entrance.give_password();
    std::vector<double> known, unknown;
    const auto measure = [&](const std::string& email) {
        const auto begin = std::chrono::steady_clock::now();
        const auto refused = sign_in_with_password(*entrance.services, {"agorapulse", {}, {}}, Side::kPortal, email,
                                                   "wrong wrong wrong");
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        REQUIRE(!refused);
        REQUIRE(refused.error().code == ErrorCode::kSignInRefused);
        // Each has its full tries again: what is refused early is refused early for both.
        entrance.clock.advance_seconds(24 * 3600);
        return took.count();
    };
    for (int i = 0; i < 150; ++i) {
        known.push_back(measure("anna@acme.example"));
        unknown.push_back(measure("nobody@acme.example"));
    }
    const double share = share_below(known, unknown);
    MESSAGE("known faster than unknown in " << share * 100 << " % of pairs");
    CHECK(share > 0.3);
    CHECK(share < 0.7);
}

TEST_CASE("one address that tries many accounts is slowed down") {
    Entrance entrance;
    int refused = 0;
    std::string wait;
    for (int i = 0; i < 150; ++i) {
        const Seen seen = entrance.type("wrong wrong wrong", fmt::format("person{}@acme.example", i));
        if (seen.status != 429) continue;
        ++refused;
        wait = seen.header("Retry-After");
    }
    CHECK(refused >= 10);
    CHECK(wait == "1");
}

/// Vouches for anna at "work", which lets staff in, and at "social", which does not.
struct Voucher : IdentityGateway {
    std::vector<ProviderName> providers(const std::string& vendor) const override {
        if (vendor != "agorapulse") return {};
        return {{"work", "Work & <more>", true}, {"social", "Social"}};
    }
    Result<std::string> page_for(const std::string&, const ProviderVisit& visit, Instant) override {
        ++pages;
        return "https://id.example/page?redirect_uri=" + visit.redirect_uri + "&state=" + visit.state;
    }
    Result<Identity> redeem(const std::string&, const ProviderVisit&, const ProviderAnswer& answer, Instant) override {
        ++redeemed;
        if (answer.issuer.value_or("https://id.example") != "https://id.example")
            return fail(ErrorCode::kIdentityRefused);
        return Identity{"https://id.example", "42", "anna@acme.example", true};
    }
    int pages = 0;
    int redeemed = 0;
};

struct ProviderEntrance : Entrance {
    Voucher voucher;

    explicit ProviderEntrance(const std::string& public_url = "http://shop.example") {
        services->settings.public_url = public_url;
        services->identity = &voucher;
    }
    Seen visit(const std::string& path, const std::string& query, Headers headers = {}) {
        return send({"GET", path, query, std::move(headers), {}, {}});
    }
    Seen begin(const std::string& provider = "work", const std::string& side = "portal") {
        return visit("/v1/sign-in/providers/" + provider, "vendor=agorapulse&side=" + side);
    }
    static std::string state_of(const Seen& begun) {
        const std::string page = begun.header("Location");
        return page.substr(page.rfind("state=") + 6);
    }
    static std::string cookie_of(const Seen& begun) {
        const std::string cookie = begun.header("Set-Cookie");
        return cookie.substr(0, cookie.find(';'));
    }
    Seen back(const Seen& begun, const std::string& provider = "work", const std::string& more = {}) {
        return visit("/v1/sign-in/callback/agorapulse/" + provider, "code=c&state=" + state_of(begun) + more,
                     {{"Cookie", cookie_of(begun)}});
    }
};

TEST_CASE("a provider sends people back to an address of its own, with what their browser kept") {
    ProviderEntrance entrance;
    const Seen begun = entrance.begin();
    REQUIRE(begun.status == 303);
    CHECK(begun.header("Location").find("redirect_uri=http://shop.example/v1/sign-in/callback/agorapulse/work&") !=
          std::string::npos);
    const std::string cookie = begun.header("Set-Cookie");
    CHECK(cookie.starts_with("settle_provider="));
    CHECK(cookie.ends_with("; Path=/v1/sign-in/callback/agorapulse/work; Max-Age=600; HttpOnly; SameSite=Lax"));
    // Neither of the two tells the other one.
    CHECK(cookie.find(ProviderEntrance::state_of(begun)) == std::string::npos);
    CHECK(begun.header("Location").find(ProviderEntrance::cookie_of(begun).substr(16)) == std::string::npos);
    const Seen back = entrance.back(begun);
    REQUIRE(back.status == 303);
    CHECK(back.header("Location") == "/portal");
    CHECK(entrance.call_as(entrance.person_of(back), "GET", "/v1/session").text("/member/email") ==
          "anna@acme.example");
    const auto& headers = back.response.headers;
    CHECK(std::ranges::count(headers, std::pair<std::string, std::string>(
                                          "Set-Cookie",
                                          "settle_provider=; Path=/v1/sign-in/callback/agorapulse/work; Max-Age=0; "
                                          "HttpOnly; SameSite=Lax")) == 1);
    CHECK(entrance.back(begun).status == 410);
}

TEST_CASE("forgery: the address that a provider sends somebody back to opens nothing by itself") {
    ProviderEntrance entrance;
    const Seen begun = entrance.begin();
    const std::string state = ProviderEntrance::state_of(begun);
    const auto forged = [&](const std::string& cookie, const std::string& query) {
        Headers headers;
        if (!cookie.empty()) headers.emplace_back("Cookie", cookie);
        return entrance.visit("/v1/sign-in/callback/agorapulse/work", query, std::move(headers)).status;
    };
    CHECK(forged({}, "code=c&state=" + state) == 410);
    CHECK(forged("settle_provider=", "code=c&state=" + state) == 410);
    CHECK(forged("settle_provider=" + state, "code=c&state=" + state) == 410);
    CHECK(forged(ProviderEntrance::cookie_of(entrance.begin()), "code=c&state=" + state) == 410);
    CHECK(forged(ProviderEntrance::cookie_of(begun), "code=c") == 410);
    CHECK(entrance.back(begun, "social").status == 410);
    CHECK(entrance.voucher.redeemed == 0);
    const Seen again = entrance.begin();
    CHECK(entrance.back(again, "work", "&iss=https://evil.example").status == 403);
    const Seen third = entrance.begin();
    CHECK(entrance.back(third, "work", "&iss=https://id.example").status == 303);
}

TEST_CASE("nothing of a callback's address gets into a header or a page") {
    ProviderEntrance entrance;
    const Seen injected = entrance.visit("/v1/sign-in/callback/agorapulse/x%0d%0aSet-Cookie:a;%20Domain=b", "");
    CHECK(injected.status == 404);
    CHECK(injected.header("Set-Cookie")
              .find("Path=/v1/sign-in/callback/agorapulse/x%0D%0ASet-Cookie%3Aa%3B%20Domain"
                    "%3Db;") != std::string::npos);
    // The state fits, and the provider refuses: its name is the operator's text, and is no markup.
    const Seen refused = entrance.back(entrance.begin(), "work", "&iss=no");
    CHECK(refused.status == 403);
    CHECK(refused.response.body.find("<more") == std::string::npos);
}

TEST_CASE("going to a provider is slowed down like every knock, reading the page of signing in is not") {
    ProviderEntrance entrance;
    const auto calls_until_refused = [&](const std::string& path, const std::string& query) {
        entrance.api = std::make_unique<http::Api>(*entrance.services);
        int calls = 0;
        while (calls < 200 && entrance.visit(path, query).status != 429) ++calls;
        return calls;
    };
    CHECK(calls_until_refused("/v1/sign-in/providers/work", "vendor=agorapulse") < 150);
    CHECK(entrance.voucher.pages < 150);
    CHECK(calls_until_refused("/v1/sign-in/callback/agorapulse/work", "state=a&code=b") < 150);
    CHECK(calls_until_refused("/v1/sign-in", "vendor=agorapulse") == 200);
    // A link of another site may lead to a provider, but a form of it signs nobody in.
    entrance.api = std::make_unique<http::Api>(*entrance.services);
    CHECK(
        entrance.visit("/v1/sign-in/providers/work", "vendor=agorapulse", {{"Sec-Fetch-Site", "cross-site"}}).status ==
        303);
}

TEST_CASE("staff go to providers that let staff in") {
    ProviderEntrance entrance;
    const Seen page = entrance.visit("/v1/sign-in", "vendor=agorapulse");
    CHECK(page.text("/providers/0/desk") == "true");
    CHECK(page.text("/providers/1/desk") == "false");
    CHECK(entrance.begin("social", "desk").status == 404);
    REQUIRE(make_password_ticket(*entrance.services, "agorapulse", "anna@acme.example", "staff_anna", "admin"));
    CHECK(entrance.back(entrance.begin("social"), "social").status == 403);
    CHECK(entrance.back(entrance.begin("work", "desk")).header("Location") == "/desk");
}

TEST_CASE("over https what stays in the browser is planted by no other host's plain page") {
    ProviderEntrance entrance("https://shop.example");
    const Seen begun = entrance.begin();
    CHECK(begun.header("Set-Cookie").starts_with("__Secure-settle_provider="));
    CHECK(begun.header("Set-Cookie").ends_with("; HttpOnly; SameSite=Lax; Secure"));
    const Seen back = entrance.back(begun);
    REQUIRE(back.status == 303);
    CHECK(back.header("Set-Cookie").starts_with("__Host-settle_session="));
    CHECK(entrance.call_as(entrance.person_of(back), "GET", "/v1/session").status == 200);
}

TEST_CASE("behind a proxy each person has their own address, and nobody invents one") {
    Entrance entrance;
    http::Api behind(*entrance.services, {.trusted_proxies = {"192.0.2.9"}});
    const auto knock = [&](const std::string& from, const std::string& forwarded) {
        const HttpRequest request{"POST", "/v1/sign-in/password",
                                  {},     {{"Content-Type", "application/json"}, {"X-Forwarded-For", forwarded}},
                                  "{}",   from};
        return behind.handle(request).status;
    };
    const auto until_refused = [&](const std::string& from, const auto& forwarded) {
        int calls = 0;
        while (calls < 200 && knock(from, forwarded(calls)) != 429) ++calls;
        return calls;
    };
    const auto invented = [](int call) { return fmt::format("203.0.113.{}, 198.51.100.7", call); };
    CHECK(until_refused("192.0.2.9", invented) < 130);
    CHECK(knock("192.0.2.9", "198.51.100.8") != 429);
    CHECK(until_refused("192.0.2.10", [](int call) { return fmt::format("203.0.113.{}", call); }) < 130);
    // A proxy that writes the port of each connection, and somebody with as many addresses as they like.
    CHECK(until_refused("192.0.2.9", [](int call) { return fmt::format("198.51.100.9:{}", 50'000 + call); }) < 130);
    CHECK(until_refused("192.0.2.9", [](int call) { return fmt::format("[2001:db8::1]:{}", 50'000 + call); }) < 130);
    CHECK(until_refused("192.0.2.9", [](int call) { return fmt::format("2001:db8:2:2::{:x}", call); }) < 130);
    CHECK(knock("192.0.2.9", "2001:db8:2:3::1") != 429);
    CHECK(until_refused("192.0.2.9", [](int call) { return fmt::format("nobody{}", call); }) < 130);
}

TEST_CASE("the second factor over HTTP, to its recovery codes") {
    Entrance entrance;
    entrance.give_password();
    const auto person = entrance.person_of(entrance.type(kPassword));
    const auto code_of = [&](const std::string& key) {
        return entrance.trust->one_time_code(key, entrance.clock.now().micros / 30'000'000).value();
    };
    const std::string key = entrance.call_as(person, "POST", "/v1/session/code-key").text("/key");
    const Seen on =
        entrance.call_as(person, "POST", "/v1/session/second-factor", fmt::format(R"({{"code":"{}"}})", code_of(key)));
    REQUIRE(on.status == 200);
    CHECK(on.at("/recovery_codes").as_array().size() == 10);
    const Seen security = entrance.call_as(person, "GET", "/v1/session/security");
    CHECK(security.text("/email") == "anna@acme.example");
    CHECK(security.text("/second_factor/recovery_codes") == "10");
    CHECK(security.at("/sessions").as_array().size() == 2);
    entrance.clock.advance_seconds(60);
    const Seen step = entrance.type(kPassword);
    CHECK(step.text("/next") == "code");
    CHECK(step.header("Set-Cookie").empty());
    const Seen wrong =
        entrance.knock("/v1/sign-in/code",
                       fmt::format(R"({{"vendor":"agorapulse","ticket":"{}","code":"12"}})", step.text("/ticket")));
    CHECK(wrong.status == 401);
    CHECK(wrong.text("/code") == "second_factor_refused");
    const Seen done = entrance.knock(
        "/v1/sign-in/code",
        fmt::format(R"({{"vendor":"agorapulse","ticket":"{}","code":"{}"}})", step.text("/ticket"), code_of(key)));
    CHECK(done.text("/next") == "signed_in");
    const auto signed_in = entrance.person_of(done);
    CHECK(entrance.call_as(signed_in, "POST", "/v1/session/recovery-codes").status == 200);
    CHECK(entrance.call_as(signed_in, "DELETE", "/v1/session/second-factor").status == 204);
}

TEST_CASE("organisations and sessions over HTTP") {
    Entrance entrance;
    entrance.give_password();
    const std::string second = entrance.make_customer();
    const auto person = entrance.person_of(entrance.type(kPassword));
    CHECK(entrance.call_as(person, "GET", "/v1/session/organisations").at("/data").as_array().size() == 2);
    const Seen moved =
        entrance.call_as(person, "POST", "/v1/session/organisation", fmt::format(R"({{"customer":"{}"}})", second));
    CHECK(moved.status == 204);
    const auto there = entrance.person_of(moved);
    CHECK(entrance.call_as(there, "GET", "/v1/session").text("/customer/id") == second);
    CHECK(entrance.call_as(person, "GET", "/v1/session").status == 401);
    CHECK(entrance.call_as(there, "GET", "/v1/customers/" + entrance.customer).status == 404);
    CHECK(entrance
              .call_as(there, "PUT", "/v1/session/password",
                       fmt::format(R"({{"present":"{}","wanted":"staple under the bridge"}})", kPassword))
              .status == 204);
    const Seen list = entrance.call_as(there, "GET", "/v1/session/security");
    REQUIRE(list.at("/sessions").as_array().size() == 1);
    CHECK(entrance.call_as(there, "DELETE", "/v1/session/sessions/ses_unknown").status == 404);
    CHECK(entrance.call_as(there, "DELETE", "/v1/session/sessions/" + list.text("/sessions/0/id")).status == 204);
    CHECK(entrance.call_as(there, "GET", "/v1/session").status == 401);
    CHECK(entrance.get("/v1/session/security").status == 401);
}

TEST_CASE("no secret of signing in is written down as it is") {
    Entrance entrance;
    entrance.give_password();
    const auto person = entrance.person_of(entrance.type(kPassword));
    const std::string key = entrance.call_as(person, "POST", "/v1/session/code-key").text("/key");
    const auto kept = look_up(*entrance.store, [](Transaction& tx) {
                          return tx.credentials().find_person_by_email("agorapulse", "anna@acme.example");
                      }).value();
    REQUIRE(kept);
    CHECK(kept->password_hash.starts_with("$argon2id$"));
    CHECK(kept->sealed_code_key.find(key) == std::string::npos);
    const auto sessions = look_up(*entrance.store, [&](Transaction& tx) {
                              return tx.credentials().list_sessions("agorapulse", kept->id, {}, {1});
                          }).value();
    for (const Session& session : sessions) CHECK(person.cookie.find(session.token_hash) == std::string::npos);
}

}  // namespace
}  // namespace settle::http_test
