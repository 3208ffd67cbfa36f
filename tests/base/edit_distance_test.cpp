#include "base/edit_distance.h"

#include <doctest/doctest.h>

using namespace settle;

TEST_CASE("what was typed is as far from a word as it takes steps to mend it") {
    CHECK(edit_distance("price", "price") == 0);
    CHECK(edit_distance("", "cycle") == 5);
    CHECK(edit_distance("cycel", "cycle") == 1);   // Neighbours swapped.
    CHECK(edit_distance("prise", "price") == 1);
    CHECK(edit_distance("prce", "price") == 1);
    CHECK(edit_distance("pricee", "price") == 1);
    CHECK(edit_distance("kitten", "sitting") == 3);
    CHECK(edit_distance("sitting", "kitten") == 3);
}
