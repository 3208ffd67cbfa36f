#include "base/text.h"

#include <doctest/doctest.h>

using namespace settle;

TEST_CASE("a text is given in the language that is asked for, else in English, else in the first") {
    Text text;
    CHECK(text.empty());
    CHECK(text.in("fr").empty());
    text.set("de", "Sitz");
    CHECK(text.in("fr") == "Sitz");
    text.set("en", "Seat");
    CHECK(text.in("fr") == "Seat");
    text.set("fr", "Siège");
    CHECK(text.in("fr") == "Siège");
    CHECK(text.in("de") == "Sitz");
    CHECK(text.in("") == "Seat");
    CHECK(text.has("fr"));
    CHECK_FALSE(text.has("it"));
}

TEST_CASE("the last text that is set for a language counts") {
    Text text;
    text.set("en", "Seat");
    text.set("en", "User");
    CHECK(text.in("en") == "User");
    CHECK(text.all().size() == 1);
}
