#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <set>

#include "http/contract.h"
#include "tests/http/handlers/house.h"

namespace settle::http_test {
namespace {

using Known = std::set<std::tuple<std::string, std::string, std::string>>;

TEST_CASE("routes and contract are the same, in both directions") {
    House house;
    Known contract;
    const json::value document = json::parse(std::string(http::kOpenApiJson));
    for (const auto& [path, item] : document.at("paths").as_object())
        for (const auto& [method, operation] : item.as_object()) {
            if (method == "parameters") continue;
            std::string upper(method.data(), method.size());
            for (char& c : upper) c = static_cast<char>(c - 'a' + 'A');
            contract.emplace(upper, std::string(path.data(), path.size()),
                             operation.at("operationId").as_string().c_str());
        }
    Known routes;
    for (const http::Route& route : house.api->routes())
        routes.emplace(route.method, route.pattern, route.operation_id);
    CHECK(routes == contract);
}

TEST_CASE("operations that need a key say so in the contract") {
    House house;
    const json::value document = json::parse(std::string(http::kOpenApiJson));
    for (const http::Operation& operation : http::kOperations) {
        std::string method(operation.method);
        for (char& c : method) c = static_cast<char>(c - 'A' + 'a');
        const json::object& described = document.at("paths")
                                            .at(json::string_view(operation.path.data(), operation.path.size()))
                                            .at(method)
                                            .as_object();
        bool needs_key = false;
        if (const auto* parameters = described.if_contains("parameters"))
            needs_key = json::serialize(*parameters).find("IdempotencyKey") != std::string::npos;
        std::string path(operation.path);
        for (auto brace = path.find('{'); brace != std::string::npos; brace = path.find('{'))
            path.replace(brace, path.find('}') - brace + 1, "x");
        const Seen seen =
            house.send({std::string(operation.method), path, {}, {{"Authorization", "Bearer " + house.key}}, "{}", {}});
        INFO(operation.operation_id);
        CHECK((seen.status == 400 && seen.text("/code") == "idempotency_key_required") == needs_key);
    }
}

TEST_CASE("what is open to everybody answers without a caller") {
    House house;
    for (const char* path : {"/healthz", "/readyz", "/metrics", "/openapi.json"}) {
        const Seen seen = house.send({"GET", path, {}, {}, {}, {}});
        INFO(path);
        CHECK(seen.status == 200);
        CHECK_FALSE(seen.header("X-Content-Type-Options").empty());
    }
    CHECK(house.send({"GET", "/openapi.json", {}, {}, {}, {}}).text("/openapi") == "3.1.0");
}

TEST_CASE("nothing else does but signing in and asking for a demo") {
    House house;
    const json::value document = json::parse(std::string(http::kOpenApiJson));
    for (const http::Operation& operation : http::kOperations) {
        if (!operation.path.starts_with("/v1/") || operation.operation_id == "receive_provider_webhook") continue;
        std::string method(operation.method);
        for (char& c : method) c = static_cast<char>(c - 'A' + 'a');
        const json::object& described = document.at("paths")
                                            .at(json::string_view(operation.path.data(), operation.path.size()))
                                            .at(method)
                                            .as_object();
        const auto* security = described.if_contains("security");
        const bool is_open = security != nullptr && security->as_array().empty();
        const bool asks_for_demo =
            operation.operation_id == "read_demo_form" || operation.operation_id == "ask_for_demo";
        CHECK(is_open == (operation.path.starts_with("/v1/sign-in") || asks_for_demo));
        if (is_open) continue;
        std::string path(operation.path);
        for (auto brace = path.find('{'); brace != std::string::npos; brace = path.find('{'))
            path.replace(brace, path.find('}') - brace + 1, "cus_1");
        const Seen seen = house.send({std::string(operation.method), path, {}, {}, "{}", {}});
        INFO(operation.operation_id);
        CHECK(seen.status == 401);
        CHECK(seen.text("/code") == "not_signed_in");
        CHECK(seen.header("Cache-Control") == "no-store");
    }
}

}  // namespace
}  // namespace settle::http_test
