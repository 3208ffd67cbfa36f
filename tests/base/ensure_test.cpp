#include "base/ensure.h"

#include <doctest/doctest.h>

using namespace settle;

TEST_CASE("a broken contract names the condition and the place") {
    CHECK_NOTHROW([] { ENSURE(1 + 1 == 2); }());
    try {
        ENSURE(1 + 1 == 3);
        FAIL("nothing was thrown");
    } catch (const ContractViolation& violation) {
        const std::string text = violation.what();
        CHECK(text.find("1 + 1 == 3") != std::string::npos);
        CHECK(text.find("ensure_test.cpp:") != std::string::npos);
    }
}
