#include "http/router.h"

#include <doctest/doctest.h>

#include "base/ensure.h"
#include "http/contract.h"
#include "http/problem.h"
#include "http/query.h"

namespace settle::http {
namespace {

Router sample_router() {
    Router router;
    const auto tell = [](const RoutedRequest& routed) {
        std::string body(routed.operation_id);
        for (const auto& [name, value] : routed.params) body += fmt::format(" {}={}", name, value);
        return HttpResponse{200, {}, body};
    };
    router.add("GET", "/v1/customers", "list_customers", tell);
    router.add("POST", "/v1/customers", "create_customer", tell);
    router.add("GET", "/v1/customers/{id}", "read_customer", tell);
    router.add("GET", "/v1/customers/me", "read_own_customer", tell);
    router.add("POST", "/v1/customers/{id}/subscription/changes", "confirm_change", tell);
    router.add("DELETE", "/v1/customers/{customer}/seats/{seat}", "release_seat", tell);
    router.add("GET", "/v1/invoices/{id}", "read_invoice", tell);
    router.add("GET", "/v1/invoices/{id}.pdf", "read_invoice_pdf", tell);
    router.add("GET", "/v1/invoices/{id}.xml", "read_invoice_xml", tell);
    router.add("GET", "/v1/{noun}/search", "search", tell);
    return router;
}

HttpResponse ask(std::string method, std::string path) {
    HttpRequest request;
    request.method = std::move(method);
    request.path = std::move(path);
    return sample_router().answer(request);
}

TEST_CASE("a path finds its operation and the decoded parameters") {
    struct Row {
        const char* method;
        const char* path;
        const char* expected;
    };
    for (const auto& [method, path, expected] : std::initializer_list<Row>{
             {"GET", "/v1/customers", "list_customers"},
             {"HEAD", "/v1/customers", "list_customers"},
             {"POST", "/v1/customers", "create_customer"},
             {"GET", "/v1/customers/cus_1", "read_customer id=cus_1"},
             {"GET", "/v1/customers/me", "read_own_customer"},
             {"GET", "/v1/customers/a%20b%2Fc", "read_customer id=a b/c"},
             {"POST", "/v1/customers/cus_1/subscription/changes", "confirm_change id=cus_1"},
             {"DELETE", "/v1/customers/c/seats/s", "release_seat customer=c seat=s"},
             {"GET", "/v1/invoices/inv_1", "read_invoice id=inv_1"},
             {"GET", "/v1/invoices/inv_1.pdf", "read_invoice_pdf id=inv_1"},
             {"GET", "/v1/invoices/inv_1.xml", "read_invoice_xml id=inv_1"},
             {"GET", "/v1/invoices/inv_1.txt", "read_invoice id=inv_1.txt"},
             {"GET", "/v1/customers/search", "read_customer id=search"},
             {"GET", "/v1/plans/search", "search noun=plans"},
         }) {
        CAPTURE(path);
        CHECK(ask(method, path).body == expected);
    }
}

TEST_CASE("an address that is none is a 404, another method a 405 that names the right ones") {
    for (const char* path : {"/", "", "*", "/v1", "/v1/customers/", "/v1/customers//seats/s", "/v1/customers/%zz",
                             "/v1/customers/a%00b", "/v1/customers/c/seats", "/v2/customers", "/v1/invoices/.pdf/x"}) {
        CAPTURE(path);
        const HttpResponse response = ask("GET", path);
        CHECK(response.status == 404);
        CHECK(header_of(response.headers, "Content-Type") == "application/problem+json");
        CHECK(response.body.contains("\"code\":\"not_found\""));
    }
    const HttpResponse response = ask("DELETE", "/v1/customers");
    CHECK(response.status == 405);
    CHECK(header_of(response.headers, "Allow") == "GET, HEAD, POST");
}

TEST_CASE("the table lists every route once and refuses a second of the same name or place") {
    Router router = sample_router();
    CHECK(router.routes().size() == 10);
    CHECK(router.routes()[4].pattern == "/v1/customers/{id}/subscription/changes");
    const auto nothing = [](const RoutedRequest&) { return HttpResponse{}; };
    CHECK_THROWS_AS(router.add("GET", "/v1/customers/{other}", "twice", nothing), ContractViolation);
    CHECK_THROWS_AS(router.add("PUT", "/v1/customers", "list_customers", nothing), ContractViolation);
    CHECK_THROWS_AS(router.add("PUT", "/v1/{broken", "broken", nothing), ContractViolation);
}

TEST_CASE("query strings are decoded, and what is broken stays as it was typed") {
    const QueryParams params = parse_query("q=a%20b+c&empty=&flag&q=second&bad=%4&&x%3D=1%262");
    CHECK(params.find("q") == "a b c");
    CHECK(params.find("empty") == "");
    CHECK(params.find("flag") == "");
    CHECK(params.find("bad") == "%4");
    CHECK(params.find("x=") == "1&2");
    CHECK(!params.find("missing"));
    CHECK(params.all().size() == 6);
}

TEST_CASE("a cookie is found by its exact name") {
    const Headers headers = {{"Cookie", "xsession=1; session=abc=; other=\"q\""}, {"cookie", "late=2"}};
    CHECK(cookie_of(headers, "session") == "abc=");
    CHECK(cookie_of(headers, "other") == "q");
    CHECK(cookie_of(headers, "late") == "2");
    CHECK(cookie_of(headers, "Session").empty());
}

TEST_CASE("the language is the supported one that the reader likes best") {
    const auto language = [](const char* accepted) {
        return language_of({{"Accept-Language", accepted}}, kErrorLanguages);
    };
    CHECK(language("fr-CA,fr;q=0.9,en;q=0.8") == "fr");
    CHECK(language("de, en;q=0.3, fr;q=0.7") == "fr");
    CHECK(language("FR") == "fr");
    CHECK(language("de") == "en");
    CHECK(language("fr;q=0") == "en");
    CHECK(language("*") == "en");
    CHECK(language(",;q=,fr;q=x") == "en");
    CHECK(language_of({}, kErrorLanguages) == "en");
}

TEST_CASE("a problem is JSON whatever was typed, and never shows the debug detail") {
    const Error error = Error(ErrorCode::kEmailMalformed, "email", "debug only").with("value", "\xFF\"<é");
    const HttpResponse response = problem(error, "fr", "r-1");
    CHECK(response.status == 422);
    CHECK(response.body ==
          "{\"type\":\"/docs/errors#email_malformed\",\"title\":\"Email malformed\",\"status\":422,"
          "\"code\":\"email_malformed\",\"detail\":\"« \xEF\xBF\xBD\\\"<é » n’est pas une "
          "adresse e-mail.\",\"field\":\"email\",\"request_id\":\"r-1\"}");
    CHECK(header_of(response.headers, "Cache-Control") == "no-store");
    CHECK(header_of(response.headers, "Content-Language") == "fr");
}

TEST_CASE("the contract is served as JSON and every operation has a place") {
    CHECK(kOpenApiJson.starts_with("{\"openapi\":\"3."));
    CHECK(!kOperations.empty());
    for (const Operation& operation : kOperations) CHECK(operation.path.starts_with('/'));
}

}  // namespace
}  // namespace settle::http
