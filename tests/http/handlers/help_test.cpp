#include "tests/http/handlers/house.h"

namespace settle::http_test {
namespace {

std::vector<std::string> slugs_of(const Seen& seen) {
    std::vector<std::string> slugs;
    for (const auto& article : seen.at("/data").as_array()) slugs.emplace_back(article.at("slug").as_string().c_str());
    return slugs;
}

/// Articles of a vendor of our own: the examples' dates move with their texts.
void install_help(House& house, std::vector<HelpArticle> help) {
    Catalog catalog = *house.catalogs.find("agorapulse").value();
    catalog.help = std::move(help);
    house.catalogs.put(std::move(catalog));
}

HelpArticle article(const Code& slug, const std::string& name, Date updated_on, std::vector<std::string> screens) {
    HelpArticle made{.slug = slug, .screens = std::move(screens), .texts = {}};
    for (const char* language : {"en", "fr"})
        made.texts[language] = {.title = fmt::format("{} {}", name, language),
                                .summary = fmt::format("About {}", name),
                                .html = fmt::format("<p>{} {}</p>\n", name, language),
                                .updated_on = updated_on};
    return made;
}

/// The house's clock stands on Sunday 1 March 2026.
std::vector<HelpArticle> three_articles() {
    return {article("buy", "Buying", Date(2026, 2, 23), {"checkout", "subscription"}),
            article("edit", "Editing", Date(2026, 1, 31), {"subscription"}),
            article("leave", "Leaving", Date(2024, 5, 1), {"cancel"})};
}

TEST_CASE("help is listed in reading order, and by the screen it explains") {
    House house;
    install_help(house, three_articles());
    const Seen all = house.get("/v1/help");
    REQUIRE(all.status == 200);
    CHECK(slugs_of(all) == std::vector<std::string>{"buy", "edit", "leave"});
    CHECK(all.text("/data/0/title") == "Buying fr");
    CHECK(all.text("/data/0/summary") == "About Buying");
    CHECK(slugs_of(house.get("/v1/help?screen=subscription")) == std::vector<std::string>{"buy", "edit"});
    CHECK(slugs_of(house.get("/v1/help?screen=members")).empty());
    const Seen unknown = house.get("/v1/help?screen=nowhere");
    CHECK(unknown.status == 400);
    CHECK(unknown.text("/code") == "query_invalid");
}

TEST_CASE("an article says how long ago it was updated") {
    House house;
    install_help(house, three_articles());
    const Seen all = house.get("/v1/help");
    CHECK(all.text("/data/0/updated_on") == "2026-02-23");
    CHECK(all.text("/data/0/updated_age") == R"({"unit":"week","count":0})");
    CHECK(all.text("/data/1/updated_age") == R"({"unit":"week","count":4})");
    CHECK(all.text("/data/2/updated_age") == R"({"unit":"year","count":1})");
    house.clock.advance_seconds(24 * 3600);
    CHECK(house.get("/v1/help").text("/data/0/updated_age") == R"({"unit":"week","count":1})");
}

TEST_CASE("an article knows the one before and the one after") {
    House house;
    install_help(house, three_articles());
    const Seen first = house.get("/v1/help/buy?language=en");
    REQUIRE(first.status == 200);
    CHECK(first.text("/title") == "Buying en");
    CHECK(first.text("/html") == "<p>Buying en</p>\n");
    CHECK(first.at("/previous").is_null());
    CHECK(first.text("/next/slug") == "edit");
    CHECK(first.text("/next/title") == "Editing en");
    const Seen middle = house.get("/v1/help/edit");
    CHECK(middle.text("/previous/title") == "Buying fr");
    CHECK(middle.text("/next/slug") == "leave");
    CHECK(house.get("/v1/help/leave").at("/next").is_null());
    for (const char* nowhere : {"nowhere", "BUY", "..", "%3Cscript%3E"})
        CHECK(house.get(fmt::format("/v1/help/{}", nowhere)).status == 404);
}

TEST_CASE("people read in the language their page asks for, of their own vendor") {
    House house;
    const auto owner = house.sign_in_owner(house.make_customer());
    const Seen english = house.call_as(owner, "GET", "/v1/help/subscribe", {}, {{"Accept-Language", "en"}});
    REQUIRE(english.status == 200);
    CHECK(english.text("/title") == "How do I subscribe to Agorapulse?");
    const Seen french = house.call_as(owner, "GET", "/v1/help/subscribe", {}, {{"Accept-Language", "fr"}});
    CHECK(french.text("/title") == "Comment souscrire à Agorapulse ?");
    CHECK(house.call_as(owner, "GET", "/v1/help/take-a-subscription").status == 404);
    const Seen elsewhere = house.get("/v1/help", {{"Authorization", "Bearer " + house.other_key}});
    CHECK(slugs_of(elsewhere) ==
          std::vector<std::string>{"take-a-subscription", "manage-your-subscription", "cancel-a-subscription"});
}

TEST_CASE("every article of the examples keeps the contract in both languages") {
    House house;
    for (const std::string& key : {house.key, house.other_key})
        for (const char* language : {"fr", "en"}) {
            const Headers headers{{"Authorization", "Bearer " + key}, {"Accept-Language", language}};
            for (const std::string& slug : slugs_of(house.get("/v1/help", headers)))
                CHECK(house.get("/v1/help/" + slug, headers).status == 200);
        }
}

TEST_CASE("a vendor without help has an empty list") {
    House house;
    install_help(house, {});
    CHECK(slugs_of(house.get("/v1/help")).empty());
}

TEST_CASE("what readers think of an article is kept, whichever of the three they say") {
    House house;
    const auto owner = house.sign_in_owner(house.make_customer());
    for (const char* verdict : {"yes", "neutral", "no"}) {
        CAPTURE(verdict);
        const std::string body = fmt::format(R"({{"page":"help/subscribe","verdict":"{}"}})", verdict);
        CHECK(house.call_as(owner, "POST", "/v1/feedback", body).status == 204);
    }
    CHECK(house.call_as(owner, "POST", "/v1/feedback", R"({"page":"help/subscribe","verdict":"maybe"})").status == 422);
}

}  // namespace
}  // namespace settle::http_test
