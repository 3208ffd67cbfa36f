#include "base/shared.h"

#include <doctest/doctest.h>

#include <string>

using namespace settle;

TEST_CASE("a shared value is copied without being copied, and changed for one alone") {
    Shared<std::string> first(std::string("a text that many hold"));
    Shared<std::string> second = first;
    CHECK(second.address() == first.address());
    CHECK(second == first);
    second.own() += ", changed";
    CHECK(*first == "a text that many hold");
    CHECK(*second == "a text that many hold, changed");
    CHECK(second != first);
    second = first;
    CHECK(second.address() == first.address());
}

TEST_CASE("values are compared, wherever they are") {
    const Shared<std::string> first(std::string("alike"));
    const Shared<std::string> second(std::string("alike"));
    CHECK(first.address() != second.address());
    CHECK(first == second);
    CHECK(first == std::string("alike"));
    CHECK(first != std::string("other"));
}

TEST_CASE("without a value it reads like an empty one") {
    Shared<std::string> nothing;
    CHECK(nothing->empty());
    CHECK(nothing == std::string());
    CHECK(nothing == Shared<std::string>(std::string()));
    const Shared<std::string> moved(std::move(nothing));
    CHECK(moved->empty());
    nothing.own() = "something";
    CHECK(*nothing == "something");
    CHECK(moved->empty());
}
