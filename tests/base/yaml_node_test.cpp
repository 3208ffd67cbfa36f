#include "base/yaml_node.h"

#include <doctest/doctest.h>

using settle::YamlNode;

namespace {

YamlNode word(const std::string& text) { return YamlNode::text(text, YamlNode::Quoted::kNo, {}); }

}  // namespace

TEST_CASE("a node that is not there reads as null, and as nothing inside") {
    const YamlNode absent;
    CHECK(!absent.is_defined());
    CHECK(absent.is_null());
    CHECK(absent.text().empty());
    CHECK(absent.elements().empty());
    CHECK(absent.pairs().empty());
    CHECK(!absent["key"].is_defined());
    CHECK(absent.line() == 0);
}

TEST_CASE("a written null is there") {
    const YamlNode null = YamlNode::null({3, 5});
    CHECK(null.is_defined());
    CHECK(null.is_null());
    CHECK(null.line() == 3);
    CHECK(null.column() == 5);
}

TEST_CASE("a mapping keeps its order and a key that stands there twice, and finds the first") {
    const YamlNode map = YamlNode::map({{word("b"), word("1")}, {word("a"), word("2")}, {word("b"), word("3")}}, {});
    REQUIRE(map.pairs().size() == 3);
    CHECK(map.pairs()[1].first.text() == "a");
    CHECK(map["b"].text() == "1");
    CHECK(!map["c"].is_defined());
}

TEST_CASE("a key that is no text is found by nobody") {
    const YamlNode map = YamlNode::map({{YamlNode::list({word("a")}, {}), word("1")}}, {});
    CHECK(!map["a"].is_defined());
    CHECK(!map[""].is_defined());
}

TEST_CASE("copies share what they hold") {
    const YamlNode list = YamlNode::list({word("x"), YamlNode::text("y", YamlNode::Quoted::kYes, {})}, {});
    const YamlNode copy = list;
    CHECK(&copy.elements() == &list.elements());
    CHECK(copy.elements()[1].is_quoted());
    CHECK(!copy.elements()[0].is_quoted());
}
