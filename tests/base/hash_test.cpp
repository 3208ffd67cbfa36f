#include "base/hash.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace settle;

TEST_CASE("digests are BLAKE2b-256") {
    CHECK(digest_hex("") == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
    CHECK(digest_hex("abc") == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    CHECK(digest_base64("abc") == "vd2BPGNCOXIxce8_7phXm5SWTjuxyz5CcmLIwGjVIxk");
}

TEST_CASE("message codes are HMAC-SHA256, for keys of any length") {
    // RFC 4231, cases 2 and 6.
    CHECK(hmac_sha256_hex("Jefe", "what do ya want for nothing?") ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    CHECK(hmac_sha256_hex(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First") ==
          "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("different data have different digests") {
    CHECK(rc::check([](const std::string& a, const std::string& b) {
        RC_ASSERT((digest_hex(a) == digest_hex(b)) == (a == b));
        RC_ASSERT((hmac_sha256_hex("key", a) == hmac_sha256_hex("key", b)) == (a == b));
        RC_ASSERT(digest_hex(a).size() == 64);
    }));
}

TEST_CASE("secrets are equal when every byte is") {
    CHECK(equal_secret("", ""));
    CHECK(equal_secret("secret", "secret"));
    CHECK_FALSE(equal_secret("secret", "secreT"));
    CHECK_FALSE(equal_secret("secret", "secret "));
    CHECK(rc::check([](const std::string& a, const std::string& b) { RC_ASSERT(equal_secret(a, b) == (a == b)); }));
}
