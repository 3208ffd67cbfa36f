#include "base/http_message.h"

#include <doctest/doctest.h>

using namespace settle;

TEST_CASE("a header is found whatever its case, and is empty when it is absent") {
    const Headers headers = {{"Content-Type", "application/json"}, {"x-request-id", "1"}, {"X-Request-Id", "2"}};
    CHECK(header_of(headers, "content-type") == "application/json");
    CHECK(header_of(headers, "CONTENT-TYPE") == "application/json");
    CHECK(header_of(headers, "X-Request-ID") == "1");
    CHECK(header_of(headers, "content").empty());
    CHECK(header_of({}, "content-type").empty());
}
