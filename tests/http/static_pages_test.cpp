#include "http/static_pages.h"

#include <doctest/doctest.h>

namespace settle::http {
namespace {

constexpr std::array<PageFile, 3> kFiles = {{
    {"/portal.html", "text/html; charset=utf-8", "<p>portal", "gz", "br", "aa", PageFile::Name::kPlain},
    {"/assets/portal-DiwrgTda.js", "text/javascript", "script", "", "", "bb", PageFile::Name::kHashed},
    {"/desk.html", "text/html; charset=utf-8", "<p>desk", "gz", "", "cc", PageFile::Name::kPlain},
}};

std::optional<HttpResponse> ask(std::string path, Headers headers) {
    const StaticPages pages(kFiles, {{"/portal", "/portal.html"}, {"/desk", "/desk.html"}, {"/lost", "/lost.html"}});
    HttpRequest request;
    request.method = "GET";
    request.path = std::move(path);
    request.headers = std::move(headers);
    return pages.answer(request);
}

std::string_view header(const std::optional<HttpResponse>& response, std::string_view name) {
    REQUIRE(response);
    return header_of(response->headers, name);
}

TEST_CASE("a file is served in the smallest coding the client takes") {
    struct Row {
        const char* accepted;
        const char* coding;
        const char* body;
        const char* tag;
    };
    for (const auto& [accepted, coding, body, tag] : std::initializer_list<Row>{
             {"gzip, deflate, br, zstd", "br", "br", "\"aa-br\""},
             {"gzip, br;q=0", "gzip", "gz", "\"aa-gzip\""},
             {"gzip;q=0.5,br;q=0.0", "gzip", "gz", "\"aa-gzip\""},
             {"brotli, gzipped", "", "<p>portal", "\"aa\""},
             {"", "", "<p>portal", "\"aa\""},
         }) {
        CAPTURE(accepted);
        const auto response = ask("/portal.html", {{"Accept-Encoding", accepted}});
        CHECK(header(response, "Content-Encoding") == coding);
        CHECK(header(response, "ETag") == tag);
        CHECK(header(response, "Vary") == "Accept-Encoding");
        CHECK(response->body == body);
    }
    const auto desk = ask("/desk.html", {{"Accept-Encoding", "br, gzip"}});
    CHECK(header(desk, "Content-Encoding") == "gzip");
}

TEST_CASE("a file that the client has is not sent again") {
    for (const char* known : {"\"aa\"", "W/\"aa\"", "\"x\", \"aa\"", "*"}) {
        const auto response = ask("/portal.html", {{"If-None-Match", known}});
        REQUIRE(response);
        CHECK(response->status == 304);
        CHECK(response->body.empty());
        CHECK(header(response, "ETag") == "\"aa\"");
    }
    CHECK(ask("/portal.html", {{"If-None-Match", "\"aa-br\""}})->status == 200);
}

TEST_CASE("only a name that changes with its content is kept for ever") {
    CHECK(header(ask("/assets/portal-DiwrgTda.js", {}), "Cache-Control").contains("immutable"));
    CHECK(header(ask("/portal.html", {}), "Cache-Control") == "no-cache");
}

TEST_CASE("a screen's address shows its page, a missing file does not") {
    CHECK(ask("/portal", {})->body == "<p>portal");
    CHECK(ask("/portal/", {})->body == "<p>portal");
    CHECK(ask("/portal/invoices/inv_1", {})->body == "<p>portal");
    CHECK(ask("/desk/requests", {})->body == "<p>desk");
    for (const char* path : {"/", "/portals", "/portal/missing.js", "/assets/portal-Gone1234.js", "/lost", "/v1/x"}) {
        CAPTURE(path);
        CHECK(!ask(path, {}));
    }
}

TEST_CASE("a page says what the browser may do with it") {
    const auto page = ask("/portal", {});
    CHECK(header(page, "Content-Security-Policy").contains("frame-ancestors 'none'"));
    CHECK(header(page, "Content-Security-Policy").contains("script-src 'self'"));
    CHECK(header(page, "X-Content-Type-Options") == "nosniff");
    CHECK(header(page, "Referrer-Policy") == "same-origin");
    CHECK(!header(page, "Permissions-Policy").empty());
    CHECK(!header(page, "Cross-Origin-Opener-Policy").empty());
}

TEST_CASE("pages are read, never written") {
    const StaticPages pages(kFiles, {});
    HttpRequest request;
    request.method = "POST";
    request.path = "/portal.html";
    CHECK(!pages.answer(request));
}

}  // namespace
}  // namespace settle::http
