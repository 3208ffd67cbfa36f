// Versions of the catalog: over HTTP, for staff and servers.
#include "adapters/catalog_yaml/catalog_source.h"
#include "tests/http/handlers/shop.h"

namespace settle::http_test {
namespace {

struct Workshop : Shop {
    FolderCatalogs installed;
    Workshop() {
        REQUIRE(installed.take_in("examples/agorapulse/catalog.yaml").has_value());
        services->catalog_source = &installed;
    }
};

TEST_CASE("a draft is begun, saved, compared and published") {
    Workshop shop;
    const Seen draft = shop.post("/v1/catalog-versions", R"({"title":"Next"})");
    REQUIRE(draft.status == 201);
    const std::string at = draft.header("Location");
    CHECK(draft.text("/state") == "draft");
    const Seen read = shop.get(at);
    CHECK(read.text("/documents/0/name") == "catalog.yaml");
    CHECK(shop.get(at + "/differences").text("/data") == "[]");

    const auto with = [&](std::string_view version) { return Headers{{"If-Match", std::string(version)}}; };
    const Seen saved = shop.call("PUT", at, R"({"title":"Later"})", with("\"1\""));
    REQUIRE(saved.status == 200);
    CHECK(saved.text("/title") == "Later");
    CHECK(saved.text("/revision") == "2");
    CHECK(shop.call("PUT", at, R"({"title":"Late"})", with("\"1\"")).status == 412);
    const Seen broken = shop.call(
        "PUT", at, R"({"documents":[{"name":"catalog.yaml","text":"vendor: agorapulse\nprise: 1\n"}]})", with("\"2\""));
    REQUIRE(broken.status == 200);
    // What is missing is said of the document as a whole, what is wrong of its line.
    std::vector<std::string> lines;
    for (const auto& mistake : broken.at("/mistakes").as_array()) lines.push_back(json::serialize(mistake.at("line")));
    CHECK(std::ranges::find(lines, "2") != lines.end());
    CHECK(broken.text("/mistakes/0/document") == "catalog.yaml");
}

TEST_CASE("what makes no sense, and who may not, about versions") {
    Workshop shop;
    CHECK(shop.call_as(shop.owner, "GET", "/v1/catalog-versions").status == 403);
    CHECK(shop.call_as(shop.owner, "POST", "/v1/catalog-versions", "{}").status == 403);
    CHECK(shop.get("/v1/catalog-versions/cat_unknown").status == 404);
    CHECK(shop.get("/v1/catalog-versions/unknown").status == 404);
    CHECK(shop.post("/v1/catalog-versions", R"({"name":"Next"})").text("/code") == "field_unknown");
}

}  // namespace
}  // namespace settle::http_test
