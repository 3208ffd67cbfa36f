#include "adapters/trust/trust.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <thread>
#include <vector>

namespace settle {
namespace {

constexpr const char* kKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

TrustOptions cheap() { return {.memory_mib = 8, .passes = 1, .seal_key = kKey}; }
std::unique_ptr<Trust> trust(const TrustOptions& options = cheap()) { return make_trust(options).value(); }

TEST_CASE("a password fits its own hash and no other") {
    const auto made = trust();
    const std::string hash = made->hash_password("correct horse battery").value();
    CHECK(hash.starts_with("$argon2id$v=19$m=8192,t=1,p=1$"));
    CHECK(hash != made->hash_password("correct horse battery").value());
    CHECK(made->verify_password(hash, "correct horse battery").value() == PasswordVerdict::kRight);
    CHECK(made->verify_password(hash, "correct horse batter").value() == PasswordVerdict::kWrong);
    CHECK(made->verify_password(hash, "").value() == PasswordVerdict::kWrong);
    CHECK(made->verify_password("", "correct horse battery").value() == PasswordVerdict::kWrong);
    CHECK(made->verify_password("no hash", "no hash").value() == PasswordVerdict::kWrong);
}

TEST_CASE("a hash of other parameters is right, and old") {
    const std::string hash = trust({.memory_mib = 16, .passes = 1})->hash_password("correct horse").value();
    CHECK(trust()->verify_password(hash, "correct horse").value() == PasswordVerdict::kRightButOld);
    CHECK(trust()->verify_password(hash, "wrong horse").value() == PasswordVerdict::kWrong);
}

TEST_CASE("the standard is as costly as it should be") {
    CHECK(trust({})->hash_password("x").value().starts_with("$argon2id$v=19$m=65536,t=2,p=1$"));
}

TEST_CASE("a flood of passwords is refused, not served at once") {
    TrustOptions options = cheap();
    options.memory_mib = 64;
    options.passes = 4;
    options.at_once = 1;
    options.waiting_max = 1;
    const auto made = trust(options);
    std::atomic<int> answered = 0, refused = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 12; ++i)
            threads.emplace_back([&] {
                const auto verdict = made->verify_password("", "guess");
                if (verdict) ++answered;
                else if (verdict.error().code == ErrorCode::kTooManyRequests) ++refused;
            });
    }
    CHECK(answered + refused == 12);
    CHECK(answered >= 1);
    CHECK(refused >= 1);
    CHECK(made->verify_password("", "guess").has_value());
}

TEST_CASE("a seal opens with its key and its owner only") {
    const auto made = trust();
    const std::string sealed = made->seal("JBSWY3DPEHPK3PXP", "acme per_1").value();
    CHECK(sealed.starts_with("s1:"));
    CHECK(sealed.find("JBSW") == std::string::npos);
    CHECK(sealed != made->seal("JBSWY3DPEHPK3PXP", "acme per_1").value());
    CHECK(made->unseal(sealed, "acme per_1").value() == "JBSWY3DPEHPK3PXP");
    std::string damaged = sealed;
    damaged[20] = damaged[20] == 'A' ? 'B' : 'A';
    for (const auto& opened : {made->unseal(sealed, "acme per_2"), made->unseal(damaged, "acme per_1"),
                               made->unseal(sealed + "\n", "acme per_1"), made->unseal("", "acme per_1"),
                               made->unseal("s1:", "acme per_1"), made->unseal("JBSWY3DPEHPK3PXP", "acme per_1")}) {
        REQUIRE(!opened);
        CHECK(opened.error().code == ErrorCode::kSecondFactorUnavailable);
    }
    TrustOptions same = cheap();
    for (const char* written :
         {"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}) {
        same.seal_key = written;
        CHECK(trust(same)->unseal(sealed, "acme per_1").value() == "JBSWY3DPEHPK3PXP");
    }
    TrustOptions other = cheap();
    other.seal_key = "ISECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    CHECK(!trust(other)->unseal(sealed, "acme per_1"));
    const auto keyless = trust({.memory_mib = 8, .passes = 1});
    CHECK(!keyless->can_seal());
    CHECK(!keyless->seal("x", "y"));
    CHECK(!make_trust({.memory_mib = 8, .passes = 1, .seal_key = "short"}));
}

// RFC 6238, appendix B, the rows of SHA-1, of which the last six digits count.
TEST_CASE("codes are those of the standard") {
    const auto made = trust();
    const std::string key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    for (const auto& [seconds, code] : std::vector<std::pair<std::int64_t, std::string>>{{59, "287082"},
                                                                                         {1'111'111'109, "081804"},
                                                                                         {1'111'111'111, "050471"},
                                                                                         {1'234'567'890, "005924"},
                                                                                         {2'000'000'000, "279037"},
                                                                                         {20'000'000'000, "353130"}})
        CHECK(made->one_time_code(key, seconds / 30).value() == code);
    CHECK(!made->one_time_code("no base 32", 1));
    CHECK(!made->one_time_code("", 1));
}

TEST_CASE("what is no passkey, or of another site or page, is refused") {
    const auto made = trust();
    const auto client = [](const char* type, const char* origin) {
        return fmt::format(R"({{"type":"{}","challenge":"c","origin":"{}","crossOrigin":false}})", type, origin);
    };
    const std::string good = client("webauthn.create", "https://shop.example");
    const std::vector<PasskeyAnswer> answers{
        {"", "", "", ""},
        {"", good, "", ""},
        {"", good, std::string(36, '\0'), ""},
        {"", good, std::string(37, '\xFF'), ""},
        {"", good, std::string(200, '\xFF'), ""},
        {"", client("webauthn.get", "https://shop.example"), std::string(200, '\xFF'), ""},
        {"", client("webauthn.create", "https://evil.example"), std::string(200, '\xFF'), ""},
        {"", "[]", std::string(200, '\xFF'), ""},
        {"", "no json", std::string(200, '\xFF'), ""},
    };
    for (const PasskeyAnswer& answer : answers) {
        const auto read = made->read_passkey(answer, "shop.example", "https://shop.example");
        REQUIRE(!read);
        CHECK(read.error().code == ErrorCode::kPasskeyRefused);
        for (const int algorithm : {-7, -8, -257, 0})
            CHECK(!made->check_passkey(answer, "AQID", algorithm, "shop.example", "https://shop.example"));
    }
}

TEST_CASE("random texts differ and are of the alphabet") {
    const auto made = trust();
    const std::string text = made->random_base32(32);
    CHECK(text.size() == 32);
    CHECK(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") == std::string::npos);
    CHECK(text != made->random_base32(32));
}

}  // namespace
}  // namespace settle
