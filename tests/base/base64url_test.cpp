#include "base/base64url.h"

#include <doctest/doctest.h>

namespace settle {
namespace {

TEST_CASE("base64url has one text for the same bytes") {
    for (const char* text : {"", "Zg", "Zm8", "Zm9v", "Zm9vYg"}) CHECK(to_base64url(*from_base64url(text)) == text);
    for (const char* text : {"Z", "Zh", "Zm9=", "Zm+v", "Zm 9v"}) CHECK(!from_base64url(text));
}

}  // namespace
}  // namespace settle
