#include "adapters/oidc/id_token.h"

#include "base/hash.h"
#include "tests/adapters/oidc/signer.h"

namespace settle::oidc {
namespace {

constexpr std::int64_t kNow = 1'800'000'000;

object good_claims() {
    return {{"iss", "https://id.example"},
            {"aud", "settle"},
            {"sub", "42"},
            {"exp", kNow + 300},
            {"iat", kNow},
            {"nonce", "n-1"},
            {"email", "ana@ruche.example"},
            {"email_verified", true}};
}

Expected expected() { return {"https://id.example", "settle", "n-1", Instant{kNow * 1'000'000}}; }

std::vector<SigningKey> keys_of(std::initializer_list<const Signer*> signers) {
    boost::json::array keys;
    for (const Signer* signer : signers) keys.push_back(signer->jwk());
    return read_key_set(serialize(object{{"keys", keys}})).value();
}

std::string with(const Signer& signer, std::string_view name, boost::json::value value) {
    object claims = good_claims();
    if (value.is_null()) claims.erase({name.data(), name.size()});
    else claims[{name.data(), name.size()}] = std::move(value);
    return signer.token(claims);
}

TEST_CASE("a good token of each kind of key is believed") {
    for (const char* algorithm : {"RS256", "ES256", "EdDSA"}) {
        CAPTURE(algorithm);
        const Signer signer(algorithm);
        const auto keys = keys_of({&signer});
        REQUIRE(keys.size() == 1);
        const ReadToken read = read_id_token(signer.token(good_claims()), keys, expected());
        CHECK(read.verdict == TokenVerdict::kGood);
        CHECK(read.claims.at("sub").as_string() == "42");
    }
}

TEST_CASE("what a token says has to fit") {
    const Signer signer("ES256");
    const auto keys = keys_of({&signer});
    struct Case {
        const char* name;
        boost::json::value value;
        TokenVerdict verdict;
    };
    const Case cases[] = {
        {"iss", "https://evil.example", TokenVerdict::kBad},
        {"iss", "https://id.example/", TokenVerdict::kBad},
        {"iss", nullptr, TokenVerdict::kBad},
        {"iss", boost::json::string("https://id.example\0", 19), TokenVerdict::kBad},
        {"aud", "another", TokenVerdict::kBad},
        {"aud", boost::json::array{"settle"}, TokenVerdict::kGood},
        {"aud", boost::json::array{"another", "settle"}, TokenVerdict::kBad},
        {"aud", boost::json::array{}, TokenVerdict::kBad},
        {"aud", nullptr, TokenVerdict::kBad},
        {"azp", "another", TokenVerdict::kBad},
        {"azp", boost::json::string("\0", 1), TokenVerdict::kBad},
        {"azp", "settle", TokenVerdict::kGood},
        {"sub", "", TokenVerdict::kBad},
        {"sub", boost::json::string("\0", 1), TokenVerdict::kBad},
        {"sub",
         boost::json::string("\0"
                             "42",
                             3),
         TokenVerdict::kBad},
        {"sub", boost::json::string("42\0", 3), TokenVerdict::kBad},
        {"sub", "4\n2", TokenVerdict::kBad},
        {"sub", "42\x7F", TokenVerdict::kBad},
        {"sub", boost::json::string(255, 's'), TokenVerdict::kGood},
        {"sub", boost::json::string(256, 's'), TokenVerdict::kBad},
        {"sub", nullptr, TokenVerdict::kBad},
        {"exp", kNow - kSkewSeconds + 1, TokenVerdict::kGood},
        {"exp", kNow - kSkewSeconds, TokenVerdict::kBad},
        {"exp", nullptr, TokenVerdict::kBad},
        {"exp", "soon", TokenVerdict::kBad},
        {"iat", kNow + kSkewSeconds, TokenVerdict::kGood},
        {"iat", kNow + kSkewSeconds + 1, TokenVerdict::kBad},
        {"nbf", kNow + kSkewSeconds, TokenVerdict::kGood},
        {"nbf", kNow + kSkewSeconds + 1, TokenVerdict::kBad},
        {"nonce", "n-2", TokenVerdict::kBad},
        {"nonce", nullptr, TokenVerdict::kBad},
    };
    for (const Case& one : cases) {
        INFO(one.name, " ", serialize(one.value));
        CHECK(read_id_token(with(signer, one.name, one.value), keys, expected()).verdict == one.verdict);
    }
    object several = good_claims();
    several["aud"] = boost::json::array{"another", "settle"};
    several["azp"] = "settle";
    CHECK(read_id_token(signer.token(several), keys, expected()).verdict == TokenVerdict::kGood);
}

TEST_CASE("a token without a signature, or by another algorithm than the key's, is none") {
    const Signer rsa("RS256"), other("RS256", "k1"), elliptic("ES256", "k2");
    const auto keys = keys_of({&rsa, &elliptic});
    const auto verdict = [&](const std::string& token) { return read_id_token(token, keys, expected()).verdict; };
    CHECK(verdict(rsa.token(good_claims(), {{"alg", "none"}})) == TokenVerdict::kBad);
    CHECK(verdict(rsa.token(good_claims(), {{"alg", "HS256"}})) == TokenVerdict::kBad);
    CHECK(verdict(rsa.token(good_claims(), {{"alg", "ES256"}})) == TokenVerdict::kBad);
    CHECK(verdict(rsa.token(good_claims(), {{"kid", "k2"}})) == TokenVerdict::kBad);
    CHECK(verdict(rsa.token(good_claims(), {{"kid", "k3"}})) == TokenVerdict::kKeyUnknown);
    CHECK(verdict(rsa.token(good_claims(), {{"crit", boost::json::array{"x"}}})) == TokenVerdict::kBad);
    CHECK(verdict(other.token(good_claims())) == TokenVerdict::kBad);
    const std::string token = rsa.token(good_claims());
    const auto dot = token.rfind('.');
    CHECK(verdict(token.substr(0, dot + 1)) == TokenVerdict::kBad);
    CHECK(verdict(token.substr(0, dot)) == TokenVerdict::kBad);
    CHECK(verdict(token + "A") == TokenVerdict::kBad);
    CHECK(verdict("") == TokenVerdict::kBad);
    CHECK(verdict("..") == TokenVerdict::kBad);
    CHECK(verdict(std::string(20'000, 'a')) == TokenVerdict::kBad);
    // The public key as a secret of HMAC, which a careless reader would accept.
    const std::string text =
        to_base64url(R"({"alg":"HS256","kid":"k1"})") + "." + to_base64url(serialize(good_claims()));
    const auto mac = from_base64url(to_base64url(hmac_sha256_hex(serialize(rsa.jwk()), text)));
    CHECK(verdict(text + "." + to_base64url(*mac)) == TokenVerdict::kBad);
    std::string changed = token;
    const auto at = token.find('.') + 5;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    CHECK(verdict(changed) == TokenVerdict::kBad);
}

TEST_CASE("keys that are weak, for something else or not understood are left out") {
    CHECK(!read_key_set("[]"));
    CHECK(!read_key_set("{}"));
    CHECK(!read_key_set("no json"));
    const Signer good("EdDSA");
    object encrypting = good.jwk();
    encrypting["use"] = "enc";
    object misnamed = good.jwk();
    misnamed["alg"] = "RS256";
    const object small{{"kty", "RSA"}, {"n", to_base64url(std::string(128, '\xF1'))}, {"e", "AQAB"}};
    const object symmetric{{"kty", "oct"}, {"k", "c2VjcmV0"}};
    const object off_curve{{"kty", "EC"},
                           {"crv", "P-256"},
                           {"x", to_base64url(std::string(32, '\x01'))},
                           {"y", to_base64url(std::string(32, '\x02'))}};
    const boost::json::array keys{encrypting, misnamed, small, symmetric, off_curve, object{}, "text", good.jwk()};
    const auto read = read_key_set(serialize(object{{"keys", keys}})).value();
    REQUIRE(read.size() == 1);
    CHECK(read[0].algorithm == "EdDSA");
}

}  // namespace
}  // namespace settle::oidc
