#include "base/percent.h"

#include <doctest/doctest.h>

namespace settle {
namespace {

TEST_CASE("what an address cannot hold is written in hexadecimal digits") {
    CHECK(percent_encoded("").empty());
    CHECK(percent_encoded("aZ09-._~") == "aZ09-._~");
    CHECK(percent_encoded("a b&c=d/é+%") == "a%20b%26c%3Dd%2F%C3%A9%2B%25");
    CHECK(percent_encoded(std::string_view("\0\n\x7F", 3)) == "%00%0A%7F");
}

}  // namespace
}  // namespace settle
