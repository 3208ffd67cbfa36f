#include "base/code.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace settle;

TEST_CASE("codes read back as they were written") {
    CHECK(rc::check([] {
        static const std::string kAllowed = "abcdefghijklmnopqrstuvwxyz0123456789_-";
        const auto length = *rc::gen::inRange<std::size_t>(1, Code::kLengthMax + 1);
        const auto text = *rc::gen::container<std::string>(length, rc::gen::elementOf(kAllowed));
        const auto code = Code::parse(text);
        RC_ASSERT(code.has_value());
        RC_ASSERT(code->view() == text);
        RC_ASSERT(code->str() == text);
    }));
}

TEST_CASE("anything else is refused") {
    for (const std::string& text : {std::string(), std::string(32, 'a'), std::string("Pro"), std::string("a b"),
                                    std::string("é"), std::string("a\0b", 3), std::string("a/b"), std::string("a.b")}) {
        CAPTURE(text);
        const auto code = Code::parse(text);
        REQUIRE_FALSE(code.has_value());
        CHECK(code.error().code == ErrorCode::kCodeMalformed);
    }
}

TEST_CASE("codes are equal and ordered as their texts") {
    constexpr Code kUser("user");
    CHECK(kUser == *Code::parse("user"));
    CHECK(kUser != Code("users"));
    CHECK(Code("a") < Code("b"));
    CHECK(Code("a") < Code("aa"));
    CHECK(Code("manager") < Code("user"));
    CHECK(Code().empty());
    CHECK(Code() != kUser);
    CHECK(sizeof(Code) == 32);
}
