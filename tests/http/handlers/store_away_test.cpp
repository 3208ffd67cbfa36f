#include "tests/http/handlers/house.h"
#include "tests/support/postgres_server.h"

namespace settle::http_test {
namespace {

constexpr const char* kAcme = R"({"name":"Acme","country":"FR","owner":{"email":"a@acme.example"}})";

TEST_CASE("while PostgreSQL is away callers are asked to come back, and then find everything") {
    test::PostgresServer server;
    House house(server.url(server.create_database()));
    const std::string customer = house.make_customer();
    server.kill();
    const Headers once{{"Idempotency-Key", "one"}};
    for (const Seen& refused : {house.get("/v1/customers/" + customer), house.post("/v1/customers", kAcme, once),
                                house.get("/v1/customers")}) {
        CHECK(refused.status == 503);
        CHECK(refused.header("Retry-After") == "1");
        CHECK(refused.text("/code") == "store_unreachable");
    }
    CHECK(house.get("/readyz").status == 503);
    CHECK(house.get("/healthz").status == 200);
    server.start();
    CHECK(house.get("/readyz").status == 200);
    CHECK(house.get("/v1/customers/" + customer).status == 200);
    CHECK(house.post("/v1/customers", kAcme, once).status == 201);
    CHECK(house.get("/v1/customers").at("/data").as_array().size() == 2);
    CHECK(house.store->verify().value().empty());
}

}  // namespace
}  // namespace settle::http_test
