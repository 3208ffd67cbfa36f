// Providers that say what a test wants, answer when it lets them, or not at all.
#include "adapters/oidc/gateway.h"

#include <condition_variable>
#include <future>
#include <mutex>

#include "tests/adapters/oidc/signer.h"

namespace settle::oidc {
namespace {

constexpr std::int64_t kNow = 1'800'000'000;
constexpr const char* kIssuer = "https://id.example";

Instant at(std::int64_t seconds) { return Instant{(kNow + seconds) * 1'000'000}; }

struct Stage {
    Signer signer{"ES256"};
    object discovery{{"issuer", kIssuer},
                     {"authorization_endpoint", "https://id.example/page"},
                     {"token_endpoint", "https://id.example/token"},
                     {"userinfo_endpoint", "https://id.example/userinfo"},
                     {"jwks_uri", "https://id.example/keys"}};
    object claims{{"iss", kIssuer},
                  {"aud", "settle"},
                  {"sub", "42"},
                  {"exp", kNow + 300},
                  {"iat", kNow},
                  {"nonce", "the nonce"},
                  {"email", "ana@ruche.example"},
                  {"email_verified", true}};
    object tokens{{"access_token", "an access token"}};
    object userinfo{{"sub", "42"}, {"email", "ana@ruche.example"}, {"email_verified", true}};
    bool is_away = false;

    std::mutex mutex;
    std::condition_variable changed;
    std::string held;                  ///< The path whose requests get no answer yet.
    std::vector<std::string> asked;    ///< Paths, in their order.
    std::unique_ptr<IdentityGateway> gateway;

    explicit Stage(std::vector<OidcProvider> providers = {
                       {"example", "work", "Work", kIssuer, "settle", "secret", true},
                       {"example", "social", "Social", "https://social.example", "settle", {}}}) {
        gateway =
            make_oidc_gateway(std::move(providers), [this](const std::string& origin, const HttpRequest& request) {
                return answer(origin, request);
            }).value();
    }

    Result<HttpResponse> answer(const std::string&, const HttpRequest& request) {
        std::unique_lock lock(mutex);
        asked.push_back(request.path);
        changed.notify_all();
        changed.wait(lock, [&] { return held != request.path; });
        if (is_away) return fail(ErrorCode::kIdentityUnavailable, {}, "nobody there");
        const auto says = [](const object& body) { return HttpResponse{200, {}, serialize(body)}; };
        if (request.path == "/.well-known/openid-configuration") return says(discovery);
        if (request.path == "/keys") return says({{"keys", boost::json::array{signer.jwk()}}});
        if (request.path == "/userinfo") return says(userinfo);
        object made = tokens;
        made["id_token"] = signer.token(claims);
        return says(made);
    }
    void hold(const std::string& path) {
        const std::lock_guard lock(mutex);
        held = path;
        changed.notify_all();
    }
    void wait_until_asked(const std::string& path, std::ptrdiff_t times = 1) {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return std::ranges::count(asked, path) >= times; });
    }
    std::ptrdiff_t times(const std::string& path) {
        const std::lock_guard lock(mutex);
        return std::ranges::count(asked, path);
    }

    static ProviderVisit visit(const std::string& provider = "work") {
        return {provider, "https://shop.example/back", "the state", "the nonce", "the verifier"};
    }
    Result<std::string> page(std::int64_t seconds = 0) { return gateway->page_for("example", visit(), at(seconds)); }
    Result<Identity> redeem(const ProviderAnswer& brought = {"a code", {}}, std::int64_t seconds = 0) {
        return gateway->redeem("example", visit(), brought, at(seconds));
    }
};

constexpr const char* kDiscovery = "/.well-known/openid-configuration";

template <class T>
ErrorCode why(const Result<T>& result) {
    REQUIRE(!result);
    return result.error().code;
}

TEST_CASE("the page of a provider is asked for what the visit says") {
    Stage stage;
    const std::string page = stage.page().value();
    CHECK(page.starts_with("https://id.example/page?response_type=code&scope=openid%20email&client_id=settle"));
    CHECK(page.find("&redirect_uri=https%3A%2F%2Fshop.example%2Fback&state=the%20state&nonce=the%20nonce&") !=
          std::string::npos);
    CHECK(page.find("verifier") == std::string::npos);
    CHECK(why(stage.gateway->page_for("another", Stage::visit(), at(0))) == ErrorCode::kSignInMethodOff);
    CHECK(stage.gateway->providers("another").empty());
    const auto names = stage.gateway->providers("example");
    REQUIRE(names.size() == 2);
    CHECK(names[0].lets_staff_in);
    CHECK(!names[1].lets_staff_in);
}

TEST_CASE("a code is traded for whom the provider vouches for") {
    Stage stage;
    const Identity told = stage.redeem().value();
    CHECK(told.issuer == kIssuer);
    CHECK(told.subject == "42");
    CHECK(told.email == "ana@ruche.example");
    CHECK(told.is_email_verified);
    CHECK(stage.times("/userinfo") == 0);
    stage.claims.erase("email");
    CHECK(stage.redeem().value().email == "ana@ruche.example");
    CHECK(stage.times("/userinfo") == 1);
}

TEST_CASE("another issuer's code is not shown to a provider") {
    Stage stage;
    CHECK(stage.redeem({"a code", kIssuer}));
    CHECK(stage.times("/token") == 1);
    for (const char* issuer : {"https://social.example", "https://id.example/", ""})
        CHECK(why(stage.redeem({"a code", issuer})) == ErrorCode::kIdentityRefused);
    CHECK(stage.times("/token") == 1);
}

TEST_CASE("a provider that names itself in its answers names itself in all") {
    Stage stage;
    stage.discovery["authorization_response_iss_parameter_supported"] = true;
    CHECK(why(stage.redeem({"a code", {}})) == ErrorCode::kIdentityRefused);
    CHECK(stage.times("/token") == 0);
    CHECK(stage.redeem({"a code", kIssuer}));
}

TEST_CASE("a subject is kept whole, or it is none") {
    Stage stage;
    const std::string zero("\0", 1);
    for (const std::string& subject : {zero, zero + "42", "42" + zero, std::string("4\t2"), std::string(256, 's')}) {
        stage.claims["sub"] = subject;
        CHECK(why(stage.redeem()) == ErrorCode::kIdentityRefused);
    }
    // Of the same beginning, and yet somebody else.
    stage.claims["sub"] = "42";
    stage.claims.erase("email");
    stage.userinfo["sub"] = "42" + zero;
    CHECK(why(stage.redeem()) == ErrorCode::kIdentityRefused);
    stage.userinfo["sub"] = "42";
    stage.tokens["access_token"] = "x\r\nhost: elsewhere";
    CHECK(why(stage.redeem()) == ErrorCode::kIdentityRefused);
    stage.tokens["access_token"] = "x";
    CHECK(stage.redeem());
}

TEST_CASE("where a provider says it answers is an address") {
    for (const std::string& page :
         {std::string("https://id.example/page\0x", 25), std::string("https://id.example/\r\nx: y"),
          std::string("http://id.example/page"), std::string("https://id.example@evil/"),
          std::string("https://id.example/a page"), std::string()}) {
        Stage stage;
        stage.discovery["authorization_endpoint"] = page;
        CHECK(why(stage.page()) == ErrorCode::kIdentityUnavailable);
    }
}

TEST_CASE("a provider that failed is left in peace for a while") {
    Stage stage;
    stage.is_away = true;
    for (const int seconds : {0, 1, 9}) CHECK(why(stage.page(seconds)) == ErrorCode::kIdentityUnavailable);
    CHECK(why(stage.redeem({"a code", {}}, 9)) == ErrorCode::kIdentityUnavailable);
    CHECK(stage.times(kDiscovery) == 1);
    stage.is_away = false;
    CHECK(stage.page(10));
    CHECK(stage.page(3609));
    CHECK(stage.times(kDiscovery) == 2);
    CHECK(stage.page(3610));
    CHECK(stage.times(kDiscovery) == 3);
}

TEST_CASE("one at a time asks a provider what it says of itself, the others wait a moment") {
    Stage stage;
    stage.hold(kDiscovery);
    auto first = std::async(std::launch::async, [&] { return stage.page(); });
    stage.wait_until_asked(kDiscovery);
    const auto begin = std::chrono::steady_clock::now();
    const auto told = stage.page();
    CHECK(why(told) == ErrorCode::kIdentityUnavailable);
    CHECK(told.error().params == std::vector<std::pair<std::string, std::string>>{{"provider", "Work"}});
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(4));
    // Whoever waits when the answer comes has it.
    auto third = std::async(std::launch::async, [&] { return stage.page(); });
    stage.hold({});
    CHECK(first.get());
    CHECK(third.get());
    CHECK(stage.times(kDiscovery) == 1);
}

TEST_CASE("keys are asked for by one at a time, and not again right after they failed") {
    Stage stage;
    REQUIRE(stage.redeem());
    CHECK(stage.times("/keys") == 1);
    // A key that nobody knows yet: the set is asked for again, once.
    stage.signer = Signer("ES256", "k2");
    CHECK(why(stage.redeem()) == ErrorCode::kIdentityRefused);
    CHECK(stage.times("/keys") == 1);
    stage.hold("/keys");
    auto first = std::async(std::launch::async, [&] { return stage.redeem({"a code", {}}, 30); });
    stage.wait_until_asked("/keys", 2);
    CHECK(why(stage.redeem({"a code", {}}, 30)) == ErrorCode::kIdentityUnavailable);
    stage.hold({});
    CHECK(first.get());
    CHECK(stage.times("/keys") == 2);
}

TEST_CASE("a provider that hangs keeps a few callers, and the others are told") {
    Stage stage;
    REQUIRE(stage.page());
    stage.hold("/token");
    std::vector<std::future<Result<Identity>>> hanging;
    for (int i = 0; i < 4; ++i) hanging.push_back(std::async(std::launch::async, [&] { return stage.redeem(); }));
    stage.wait_until_asked("/token", 4);
    CHECK(why(stage.redeem()) == ErrorCode::kIdentityUnavailable);
    CHECK(stage.times("/token") == 4);
    stage.hold({});
    for (auto& one : hanging) CHECK(one.get());
    CHECK(stage.redeem());
}

TEST_CASE("what an operator wrote down wrongly is refused") {
    const OidcProvider good{"example", "work", "Work", kIssuer, "settle", {}};
    const auto made = [](std::vector<OidcProvider> providers) {
        return make_oidc_gateway(std::move(providers), [](const auto&, const auto&) { return HttpResponse{}; });
    };
    CHECK(made({good}));
    const auto changed = [&](auto change) {
        OidcProvider one = good;
        change(one);
        return made({one});
    };
    CHECK(!changed([](OidcProvider& one) { one.issuer = "http://id.example"; }));
    CHECK(!changed([](OidcProvider& one) { one.client_id = {}; }));
    for (const char* id : {"", "a/b", "a b", "..", "a;b", "A", "a\nb"})
        CHECK(!changed([&](OidcProvider& one) { one.id = id; }));
    // Both would be sent back to the same address.
    CHECK(!made({good, good}));
    OidcProvider other = good;
    other.vendor = "another";
    CHECK(made({good, other}));
}

}  // namespace
}  // namespace settle::oidc
