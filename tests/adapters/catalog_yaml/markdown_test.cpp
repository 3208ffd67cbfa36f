// What a page shows as it is must be harmless whatever was written.
#include "adapters/catalog_yaml/markdown.h"

#include <doctest/doctest.h>

#include "adapters/catalog_yaml/catalog_reader.h"

using namespace settle;
using catalog_yaml::render_markdown;

namespace {

std::string html_of(std::string_view text) {
    const auto resolve = [](std::string_view target) -> std::optional<std::string> {
        if (target == "02-next.md") return "/portal/help/next";
        return std::nullopt;
    };
    return render_markdown(text, resolve).html;
}

bool has(const std::string& html, std::string_view part) { return html.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("steps, labels, notes and links are what Markdown makes of them") {
    CHECK(html_of("## Buy\n\n1. Go to **Settings**\n2. Press [next](02-next.md)\n") ==
          "<h2>Buy</h2>\n<ol>\n<li>Go to <strong>Settings</strong></li>\n"
          "<li>Press <a href=\"/portal/help/next\">next</a></li>\n</ol>\n");
    CHECK(html_of("> A note\n") == "<blockquote>\n<p>A note</p>\n</blockquote>\n");
    for (const char* address : {"https://example.com/a?b=c", "http://example.com/", "mailto:help@example.com",
                                "/portal", "/portal/subscription"}) {
        CAPTURE(address);
        const auto rendered = render_markdown(fmt::format("[here]({})", address), {});
        CHECK(rendered.problems.empty());
        CHECK(has(rendered.html, fmt::format("<a href=\"{}\">here</a>", address)));
    }
}

TEST_CASE("characters of HTML are letters") {
    CHECK(html_of("1 < 2 & \"three\"") == "<p>1 &lt; 2 &amp; &quot;three&quot;</p>\n");
    CHECK(html_of("<svg/onload=alert(1)>") == "<p>&lt;svg/onload=alert(1)&gt;</p>\n");
    CHECK(html_of("`<script>`") == "<p><code>&lt;script&gt;</code></p>\n");
    CHECK(has(html_of("[a](https://example.com/\"onmouseover=x)"), "%22onmouseover"));
}

TEST_CASE("nothing that runs comes through, in whatever dress") {
    for (const std::string attack : {"<script>alert(1)</script>",
                                     "<img src=x onerror=alert(1)>",
                                     "text <b onclick=alert(1)>bold</b>",
                                     "<style>*{display:none}</style>",
                                     "<!-- <script>alert(1)</script> -->",
                                     "<a href=\"javascript:alert(1)\">x</a>",
                                     "[x](javascript:alert(1))",
                                     "[x](JAVASCRIPT:alert(1))",
                                     "[x](java&#115;cript:alert(1))",
                                     "[x](java&Tab;script:alert(1))",
                                     "[x](&#1;javascript:alert(1))",
                                     "[x](vbscript:alert(1))",
                                     "[x](data:text/html;base64,PHNjcmlwdD4=)",
                                     "[x](file:///etc/passwd)",
                                     "[x](//elsewhere.example)",
                                     "[x](/\\elsewhere.example)",
                                     "[x](/portal//elsewhere.example)",
                                     "[x](/portals)",
                                     "[x](/v1/session)",
                                     "[x](../03-other.md)",
                                     "[x]: javascript:alert(1)\n\n[x]",
                                     "<javascript:alert(1)>",
                                     "![x](javascript:alert(1))",
                                     "![x](https://elsewhere.example/pixel.png)",
                                     "[x]()",
                                     "# Title"}) {
        CAPTURE(attack);
        const auto rendered = render_markdown(attack, [](std::string_view) { return std::nullopt; });
        CHECK_FALSE(rendered.problems.empty());
        for (const char* forbidden : {"<script", "<img", "<svg", "<style", "<b ", "<a href=\"j", "onclick="}) {
            CAPTURE(forbidden);
            CHECK_FALSE(has(rendered.html, forbidden));
        }
        constexpr std::string_view kLink = "href=\"";
        for (auto at = rendered.html.find(kLink); at != std::string::npos; at = rendered.html.find(kLink, at + 1))
            CHECK(rendered.html[at + kLink.size()] == '"');
    }
}

TEST_CASE("pictures within pictures go together") {
    const auto rendered = render_markdown("a ![b ![c](https://x.example/1) d](https://x.example/2) e", {});
    CHECK(rendered.problems.size() == 2);
    CHECK(rendered.html == "<p>a  e</p>\n");
}

TEST_CASE("bytes that are no text become the sign for that") {
    CHECK(has(html_of("caf\xE9"), "caf\xEF\xBF\xBD"));
    CHECK(html_of(std::string_view("a\0b", 3)) ==
          "<p>a\xEF\xBF\xBD"
          "b</p>\n");
}

TEST_CASE("deep nesting takes no more than its time") {
    const std::string quotes(50'000, '>');
    CHECK_FALSE(html_of(quotes + " deep").empty());
}

TEST_CASE("the help of every example is whole: in each language, in one order, with steps") {
    for (const char* vendor : {"agorapulse", "beesbusy", "workstaff"}) {
        const Catalog catalog = read_catalog_file(fmt::format("examples/{}/catalog.yaml", vendor)).value();
        CAPTURE(vendor);
        CHECK(catalog.help.size() >= 3);
        for (const HelpArticle& article : catalog.help) {
            CAPTURE(article.slug.str());
            for (const std::string& language : catalog.languages) {
                const HelpText& text = article.texts.at(language);
                CHECK_FALSE(text.title.empty());
                CHECK_FALSE(text.summary.empty());
                CHECK(text.updated_on > Date(2026, 1, 1));
                CHECK((has(text.html, "<ol>") || has(text.html, "<ul>")));
            }
        }
        for (const char* screen : {"subscription", "checkout", "payment", "invoices", "requests"}) {
            CAPTURE(screen);
            CHECK(std::ranges::any_of(catalog.help,
                                      [&](const HelpArticle& article) { return article.explains(screen); }));
        }
    }
}

TEST_CASE("beesbusy: take, manage and cancel follow each other") {
    const Catalog catalog = read_catalog_file("examples/beesbusy/catalog.yaml").value();
    std::vector<std::string> slugs;
    for (const HelpArticle& article : catalog.help) slugs.push_back(article.slug.str());
    CHECK(slugs ==
          std::vector<std::string>{"take-a-subscription", "manage-your-subscription", "cancel-a-subscription"});
    CHECK(catalog.help[1].in("en").title == "Manage your Business or Enterprise subscription");
}
