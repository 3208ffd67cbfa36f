#include "domain/people/invitation_code.h"

#include <doctest/doctest.h>

#include <set>

using namespace settle;

TEST_CASE("a code has 6 to 32 letters, digits, hyphens or underscores") {
    for (const char* good : {"RUCHE-2026", "abcdef", "a_b-c1", "12345678901234567890123456789012"})
        CHECK(parse_invitation_code(good).has_value());
    for (const char* bad : {"", "abcde", "123456789012345678901234567890123", "with space", "été-2026", "semi;colon"}) {
        const auto parsed = parse_invitation_code(bad);
        REQUIRE(!parsed.has_value());
        CHECK(parsed.error().code == ErrorCode::kInvitationCodeMalformed);
        CHECK(parsed.error().field == "code");
    }
    CHECK(invitation_code_key("RuChe-2026") == invitation_code_key("ruche-2026"));
}

TEST_CASE("a code that is made fits, and another secret makes another one") {
    std::set<std::string> codes;
    for (int i = 0; i < 1'000; ++i) {
        const std::string code = spell_invitation_code(std::to_string(i));
        CHECK(parse_invitation_code(code).has_value());
        CHECK(code.find_first_of("01OIL") == std::string::npos);
        codes.insert(code);
    }
    CHECK(codes.size() == 1'000);
}

TEST_CASE("after ten wrong codes within an hour nothing is tried for an hour") {
    CodeTries tries;
    Instant now{1'000'000'000};
    for (int i = 0; i < 9; ++i, now = now.plus_seconds(60)) tries = tries.with_one_more(now);
    CHECK(tries.seconds_locked(now) == 0);
    tries = tries.with_one_more(now);
    CHECK(tries.seconds_locked(now) > 3'599);
    CHECK(tries.seconds_locked(now.plus_seconds(3'599)) > 0);
    CHECK(tries.seconds_locked(now.plus_seconds(3'600)) == 0);
    // From then on it is counted anew.
    tries = tries.with_one_more(now.plus_seconds(3'600));
    CHECK(tries.count == 1);
    CHECK(!tries.locked_until);
}

TEST_CASE("wrong codes far apart do not add up") {
    CodeTries tries;
    Instant now{1'000'000'000};
    for (int i = 0; i < 30; ++i, now = now.plus_seconds(600)) {
        tries = tries.with_one_more(now);
        CHECK(tries.seconds_locked(now) == 0);
    }
}
