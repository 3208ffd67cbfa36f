#include "tests/http/handlers/house.h"

namespace settle::http_test {
namespace {

struct Wrong {
    const char* body;
    const char* code;
    const char* field;
};

TEST_CASE("what a wish holds is checked to the letter") {
    House house;
    const std::string path = "/v1/customers/" + house.make_customer() + "/subscription/preview";
    constexpr Wrong kTable[] = {
        {R"({})", "field_required", "set"},
        {R"([])", "field_invalid", ""},
        {R"({"set":[]})", "field_invalid", "set"},
        {R"({"set":null})", "field_invalid", "set"},
        {R"({"set":{},"sets":{}})", "field_unknown", "sets"},
        {R"({"set":{"plam":"standard"}})", "field_unknown", "set.plam"},
        {R"({"set":{"plan":1}})", "field_invalid", "set.plan"},
        {R"({"set":{"plan":null}})", "field_invalid", "set.plan"},
        {R"({"set":{"plan":"Standard!"}})", "code_malformed", "set.plan"},
        {R"({"set":{"plan":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}})", "field_too_long", "set.plan"},
        {R"({"set":{"plan":"unknown"}})", "plan_unknown", "plan"},
        {R"({"set":{"plan":"standard","cycle":"week"}})", "field_invalid", "set.cycle"},
        {R"({"set":{"plan":"standard","cycle":12}})", "field_invalid", "set.cycle"},
        {R"({"set":{"quantities":[]}})", "field_invalid", "set.quantities"},
        {R"({"set":{"quantities":{"user":"3"}}})", "field_invalid", "set.quantities.user"},
        {R"({"set":{"quantities":{"user":1e3}}})", "field_invalid", "set.quantities.user"},
        {R"({"set":{"quantities":{"user":0.5}}})", "field_invalid", "set.quantities.user"},
        {R"({"set":{"quantities":{"user":3.0}}})", "field_invalid", "set.quantities.user"},
        {R"({"set":{"quantities":{"user":-1}}})", "field_invalid", "set.quantities.user"},
        {R"({"set":{"quantities":{"user":1000001}}})", "field_invalid", "set.quantities.user"},
        {R"({"set":{"quantities":{"user":9223372036854775808}}})", "field_invalid", "set.quantities.user"},
        {R"({"set":{"quantities":{"user":99999999999999999999999}}})", "field_invalid", "set.quantities.user"},
        {R"({"set":{"quantities":{"user":true}}})", "field_invalid", "set.quantities.user"},
        {R"({"set":{"quantities":{"USER":1}}})", "field_unknown", "set.quantities.USER"},
        {R"({"set":{"billing_day":0}})", "field_invalid", "set.billing_day"},
        {R"({"set":{"billing_day":32}})", "field_invalid", "set.billing_day"},
        {R"({"set":{"billing_day":"1"}})", "field_invalid", "set.billing_day"},
        {R"({"set":{},"billing":1})", "field_invalid", "billing"},
        {R"({"set":{},"billing":{"country":"FRA"}})", "field_too_long", "billing.country"},
        {R"({"set":{},"billing":{"vat":"x"}})", "field_unknown", "billing.vat"},
    };
    for (const Wrong& wrong : kTable) {
        const Seen seen = house.post(path, wrong.body);
        INFO(wrong.body << " -> " << seen.response.body);
        CHECK(seen.status == 422);
        CHECK(seen.text("/code") == wrong.code);
        const json::value* field = seen.body.as_object().if_contains("field");
        CHECK((field == nullptr ? std::string() : std::string(field->as_string().c_str())) == wrong.field);
    }
}

std::string nested(int depth) {
    return std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']');
}

std::vector<std::string> hostile_bodies() {
    std::vector<std::string> bodies = {
        "",
        " ",
        "{",
        "}",
        "[",
        "nul",
        "null",
        "true",
        "0",
        "-",
        "1e999",
        "\"",
        "\"\\u12\"",
        "{\"a\"}",
        "{\"a\":}",
        "{,}",
        "[1,]",
        "{\"a\":1,}",
        "{'a':1}",
        "{a:1}",
        "// c\n{}",
        "/* c */{}",
        "{}{}",
        "{} x",
        "\xEF\xBB\xBF{}",
        "\xFF\xFE",
        "{\"\xC3\x28\":1}",
        "{\"a\":\"\xC0\x80\"}",
        "{\"set\":\"\\ud800\"}",
        "{\"set\":\"\\u0000\"}",
        "NaN",
        "Infinity",
        "{\"set\":NaN}",
        "{\"set\":1e400}",
        "{\"set\":-0}",
        "{\"set\":{\"plan\":\"\\u0000\"}}",
        "{\"set\":{\"plan\":\"standard\",\"plan\":\"advanced\"}}",
        "{\"__proto__\":{}}",
        "{\"set\":{\"__proto__\":{}}}",
        "{\"set\":{\"quantities\":{\"\":1}}}",
        "{\"set\":{\"quantities\":{\"user\":null}}}",
        "{\"set\":{\"quantities\":{\"user\":{}}}}",
        "{\"set\":{\"quantities\":{\"user\":-9223372036854775808}}}",
        "{\"set\":{\"plan\":\"'; DROP TABLE customer; --\"}}",
        "{\"set\":{\"plan\":\"<script>\"}}",
        "{\"set\":{\"plan\":\"{}\"}}",
        "{\"set\":{\"plan\":\"%s%n\"}}",
        "{\"name\":\"\",\"country\":\"FR\",\"owner\":{\"email\":\"a@b.example\"}}",
        "{\"name\":\"\\u0007\",\"country\":\"FR\",\"owner\":{\"email\":\"a@b.example\"}}",
        "{\"name\":\"A\",\"country\":\"ZZ\",\"owner\":{\"email\":\"a@b.example\"}}",
        "{\"name\":\"A\",\"country\":\"FR\",\"owner\":{\"email\":\"not an address\"}}",
        "{\"name\":\"A\",\"country\":\"FR\",\"owner\":\"anna\"}",
        "{\"name\":\"A\",\"country\":\"FR\",\"time_zone\":\"../../etc/passwd\",\"owner\":{\"email\":\"a@b.example\"}}",
        "{\"name\":\"A\",\"country\":\"CA\",\"region\":\"??\",\"owner\":{\"email\":\"a@b.example\"}}",
        "{\"customer\":\"cus_1\",\"member\":\"'\"}",
        "{\"customer\":\"\",\"member\":\"\"}",
        "{\"type\":\"\"}",
        "{\"type\":\"payment_problem\",\"change\":\"chg_x\",\"customer\":\"cus_1\"}",
        "{\"accept\":\"true\",\"reason\":\"x\"}",
        "{\"accept\":true}",
        "{\"page\":\"\",\"verdict\":\"yes\"}",
        "{\"page\":\"x\",\"verdict\":\"maybe\"}",
        "{\"number\":\"\",\"country\":\"\"}",
        "{\"number\":\"BE0136695962\",\"country\":\"{}\"}",
    };
    bodies.push_back(nested(17));
    bodies.push_back(nested(20'000));
    bodies.push_back("{\"set\":" + nested(15) + "}");
    bodies.push_back("\"" + std::string(200'000, 'a') + "\"");
    bodies.push_back("{\"set\":{\"plan\":\"" + std::string(100'000, 'a') + "\"}}");
    std::string many = "{\"set\":{\"quantities\":{";
    for (int i = 0; i < 2000; ++i) many += fmt::format("{}\"q{}\":1", i == 0 ? "" : ",", i);
    bodies.push_back(many + "}}}");
    return bodies;
}

TEST_CASE("no body is answered with 500, wherever it is sent") {
    House house;
    const std::string customer = house.make_customer();
    const auto owner = house.sign_in_owner(customer);
    const std::string base = "/v1/customers/" + customer;
    const std::vector<std::pair<std::string, std::string>> places = {
        {"POST", "/v1/customers"},
        {"POST", base + "/subscription/preview"},
        {"POST", base + "/subscription/changes"},
        {"POST", base + "/subscription"},
        {"PUT", base + "/billing"},
        {"POST", base + "/members"},
        {"POST", base + "/tax-number/check"},
        {"PUT", base + "/draft"},
        {"POST", "/v1/requests"},
        {"POST", "/v1/requests/req_1/decision"},
        {"POST", "/v1/portal-links"},
        {"POST", "/v1/feedback"},
        {"POST", "/v1/provider-webhooks/sandbox"},
    };
    const auto bodies = hostile_bodies();
    CHECK(bodies.size() >= 60);
    for (const auto& [method, path] : places)
        for (const std::string& body : bodies) {
            const Seen by_server = house.call(method, path, body, {{"If-Match", "\"1\""}});
            INFO(method << " " << path << " " << body.substr(0, 80) << " -> "
                        << by_server.response.body.substr(0, 300));
            CHECK(by_server.status < 500);
            const Seen by_person = house.call_as(owner, method, path, body, {{"If-Match", "\"1\""}});
            CHECK(by_person.status < 500);
        }
}

TEST_CASE("malformed bodies say where") {
    House house;
    const Seen broken = house.post("/v1/customers", "{\"name\": \"Acme\",, }");
    CHECK(broken.status == 400);
    CHECK(broken.text("/code") == "body_malformed");
    CHECK(broken.text("/detail").find("position") != std::string::npos);
    const Seen large = house.post("/v1/customers", "\"" + std::string(200'000, 'a') + "\"");
    CHECK(large.status == 413);
    CHECK(large.text("/code") == "body_too_large");
    const Seen other = house.send({"POST",
                                   "/v1/feedback",
                                   {},
                                   {{"Authorization", "Bearer " + house.key}, {"Content-Type", "text/plain"}},
                                   "{}",
                                   {}});
    CHECK(other.status == 400);
    CHECK(other.text("/code") == "body_malformed");
}

TEST_CASE("unusual headers and addresses are refused, not obeyed") {
    House house;
    const std::string customer = house.make_customer();
    CHECK(house.post("/v1/customers", "{}", {{"Idempotency-Key", std::string(256, 'k')}}).status == 422);
    CHECK(house.post("/v1/customers", "{}", {{"Idempotency-Key", "a\tb"}}).status == 422);
    for (const char* path :
         {"/v1/customers/%00", "/v1/customers/..%2f..", "/v1/customers/%zz", "/v1/customers/'--", "/v1/invoices/x",
          "/v1/requests/x", "/v1/nothing", "/v1/customers/cus_1/nothing", "/v1//customers"}) {
        INFO(path);
        CHECK(house.get(path).status == 404);
    }
    CHECK(house.call("PATCH", "/v1/customers").status == 405);
    CHECK(house.get("/v1/customers/" + customer + "/subscription/changes/x").status == 404);
    CHECK(house.get("/v1/customers?after=%20").status == 400);
    for (const char* tag : {"\"", "\"\"", "W/\"1\"", "1", "\"-\"", "\"1\", \"2\"", "\"99999999999999999999\""})
        CHECK(house.call("PUT", "/v1/customers/" + customer + "/billing", "{\"country\":\"FR\"}", {{"If-Match", tag}})
                  .status == 412);
}

TEST_CASE("staff's words of a refusal are needed") {
    House house;
    const std::string customer = house.make_customer();
    const Seen request = house.post(
        "/v1/requests", fmt::format(R"({{"customer":"{}","type":"contact","message":"Line 1\nLine 2"}})", customer));
    REQUIRE(request.status == 201);
    CHECK(request.text("/customer_name") == "Acme SARL");
    const std::string path = "/v1/requests/" + request.text("/id") + "/decision";
    const auto owner = house.sign_in_owner(customer);
    CHECK(house.call_as(owner, "POST", path, R"({"accept":true,"reason":"me"})").status == 403);
    CHECK(house.post(path, R"({"accept":false,"reason":""})").text("/code") == "reason_required");
    CHECK(house.post(path, R"({"accept":false,"reason":"No"})").text("/state") == "declined");
    CHECK(house.post(path, R"({"accept":true,"reason":"Yes"})").status == 409);
    CHECK(house.call_as(owner, "GET", "/v1/requests").at("/data").as_array().size() == 1);
}

}  // namespace
}  // namespace settle::http_test
