// Invoices as files, over HTTP.
#include "tests/http/handlers/shop.h"

using namespace settle;
using namespace settle::http_test;

namespace {

std::string header(const Seen& seen, std::string_view name) {
    return std::string(header_of(seen.response.headers, name));
}

struct Bought : Shop {
    std::string path;
    Bought() {
        activate();
        path = "/v1/invoices/" + first_invoice() + "/document";
    }
};

}  // namespace

TEST_CASE("an invoice is saved as a PDF, the same bytes for everybody who may have it") {
    Bought shop;
    const Seen file = shop.call_as(shop.owner, "GET", shop.path);
    REQUIRE(file.status == 200);
    CHECK(file.response.body.starts_with("%PDF-"));
    CHECK(header(file, "Content-Type") == "application/pdf");
    const std::string number = shop.get("/v1/customers/" + shop.customer + "/invoices").text("/data/0/number");
    CHECK(header(file, "Content-Disposition") ==
          fmt::format("attachment; filename=\"{0}.pdf\"; filename*=UTF-8''{0}.pdf", number));
    CHECK(header(file, "X-Content-Type-Options") == "nosniff");
    CHECK(header(file, "Cache-Control") == "private, no-cache");
    const std::string tag = header(file, "ETag");
    CHECK(tag.size() == 66);
    const Seen again = shop.get(shop.path);
    CHECK(again.response.body == file.response.body);
    CHECK(header(again, "ETag") == tag);
    shop.verify();
}

TEST_CASE("whoever has the bytes gets none again, but is asked who they are") {
    Bought shop;
    const std::string tag = header(shop.get(shop.path), "ETag");
    for (const std::string& known : {tag, "W/" + tag, "\"x\", " + tag, std::string("*")}) {
        const Seen same = shop.get(shop.path, {{"If-None-Match", known}});
        CHECK(same.status == 304);
        CHECK(same.response.body.empty());
        CHECK(header(same, "ETag") == tag);
    }
    CHECK(shop.get(shop.path, {{"If-None-Match", "\"x\""}}).status == 200);
    CHECK(shop.get(shop.path, {{"If-None-Match", tag}, {"Authorization", "Bearer " + shop.other_key}}).status == 404);
    CHECK(shop.get(shop.path, {{"If-None-Match", tag}, {"Authorization", "Bearer none"}}).status == 401);
}

TEST_CASE("an invoice is saved as XML, and in other languages") {
    Bought shop;
    const Seen ubl = shop.get(shop.path + "?format=ubl");
    CHECK(header(ubl, "Content-Type") == "application/xml");
    CHECK(ubl.response.body.find("urn:oasis:names:specification:ubl:schema:xsd:Invoice-2") != std::string::npos);
    CHECK(header(ubl, "Content-Disposition").find("-ubl.xml") != std::string::npos);
    const Seen french = shop.get(shop.path + "?format=cii&language=fr");
    const Seen english = shop.get(shop.path + "?format=cii&language=en");
    CHECK(french.response.body.find("utilisateurs") != std::string::npos);
    CHECK(english.response.body.find("users") != std::string::npos);
    CHECK(header(shop.get(shop.path + "?language=both"), "ETag") != header(shop.get(shop.path), "ETag"));
    for (const char* wrong : {"?format=docx", "?format=PDF", "?language=de", "?language=fr,en"}) {
        const Seen refused = shop.get(shop.path + wrong);
        CHECK(refused.status == 400);
        CHECK(refused.text("/code") == "query_invalid");
    }
}

TEST_CASE("a document of nobody's invoice is not there") {
    Bought shop;
    for (const char* id : {"inv_none", "nonsense", "cus_1"})
        CHECK(shop.get(fmt::format("/v1/invoices/{}/document", id)).status == 404);
    const std::string other = shop.make_customer();
    CHECK(shop.call_as(shop.sign_in_owner(other), "GET", shop.path).status == 404);
}

TEST_CASE("a document is mailed once more to the address for invoices") {
    Bought shop;
    const std::string path = "/v1/invoices/" + shop.first_invoice() + "/mails";
    const Seen sent = shop.call_as(shop.owner, "POST", path);
    CHECK(sent.status == 202);
    CHECK(sent.text("/email") == "compta@acme.example");
    const std::string other = shop.make_customer();
    CHECK(shop.call_as(shop.sign_in_owner(other), "POST", path).status == 404);
}
