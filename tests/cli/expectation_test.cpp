#include <doctest/doctest.h>

#include "adapters/catalog_yaml/catalog_node.h"
#include "cli/expectation.h"

using settle::cli::differences;

namespace {

std::vector<std::string> compare(const std::string& expected, const std::string& actual) {
    return differences(settle::parse_yaml_text(expected, "expected").value(), boost::json::parse(actual), "");
}

}  // namespace

TEST_CASE("an expectation names a subset of the keys") {
    CHECK(compare("{a: 1}", R"({"a": 1, "b": 2})").empty());
    CHECK(compare("{a: {b: x}}", R"({"a": {"b": "x", "c": "y"}})").empty());
    CHECK(compare("{c: 1}", R"({"a": 1})") == std::vector<std::string>{"c: expected 1, got nothing"});
}

TEST_CASE("numbers without quotes equal amounts of the same value, quoted ones are text") {
    CHECK(compare("{a: 40.64}", R"({"a": "40.64"})").empty());
    CHECK(compare("{a: 100}", R"({"a": "100.00"})").empty());
    CHECK(compare("{a: 0}", R"({"a": "0.00"})").empty());
    CHECK(compare("{a: -80.5}", R"({"a": "-80.50"})").empty());
    CHECK(compare("{a: 0.1}", R"({"a": "0.10"})").empty());
    CHECK(compare("{a: '12'}", R"({"a": 12})").empty());
    CHECK(compare("{a: '100'}", R"({"a": "100.00"})") == std::vector<std::string>{"a: expected 100, got 100.00"});
    CHECK(compare("{a: 40.65}", R"({"a": "40.64"})") == std::vector<std::string>{"a: expected 40.65, got 40.64"});
    CHECK(compare("{a: 10}", R"({"a": "1"})").size() == 1);
    CHECK(compare("{a: 40.6}", R"({"a": "40.06"})").size() == 1);
}

TEST_CASE("nothing equals nothing only") {
    CHECK(compare("{a: null}", R"({"a": null})").empty());
    CHECK(compare("{a: ~}", R"({})").empty());
    CHECK(compare("{a: null}", R"({"a": "x"})") == std::vector<std::string>{"a: expected nothing, got x"});
    CHECK(compare("{a: true}", R"({"a": true})").empty());
    CHECK(compare("{a: true}", R"({"a": null})").size() == 1);
}

TEST_CASE("lists match in order and length, or by their last element") {
    CHECK(compare("{a: [1, 2]}", R"({"a": [1, 2]})").empty());
    CHECK(compare("{a: [2, 1]}", R"({"a": [1, 2]})") ==
          std::vector<std::string>{"a[0]: expected 2, got 1", "a[1]: expected 1, got 2"});
    CHECK(compare("{a: [1]}", R"({"a": [1, 2]})") == std::vector<std::string>{"a: expected 1 element, got 2: [1,2]"});
    CHECK(compare("{a: []}", R"({"a": [1]})").size() == 1);
    CHECK(compare("{a: {last: 2}}", R"({"a": [1, 2]})").empty());
    CHECK(compare("{a: {last: {b: 3}}}", R"({"a": [{"b": 2}]})") ==
          std::vector<std::string>{"a[last].b: expected 3, got 2"});
    CHECK(compare("{a: {last: x}}", R"({"a": []})") == std::vector<std::string>{"a[last]: expected x, got nothing"});
    CHECK(compare("{a: [1]}", R"({"a": "x"})") == std::vector<std::string>{"a: expected [1], got x"});
    CHECK(compare("{a: {b: 1}}", R"({"a": "x"})").size() == 1);
}
