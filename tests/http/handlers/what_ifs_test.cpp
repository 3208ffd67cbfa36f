// A draft tried on all customers: over HTTP, for staff and servers.
#include "adapters/catalog_yaml/catalog_source.h"
#include "app/catalog/what_if_runs.h"
#include "tests/http/handlers/shop.h"

namespace settle::http_test {
namespace {

/// Begins nothing: a test says what came out.
class Shelf final : public WhatIfRuns {
public:
    std::optional<WhatIfRun> kept;

    Result<void> start(const Context&, WhatIfRun run, WhatIf what) override {
        if (kept && kept->state == WhatIfState::kRunning) return fail(ErrorCode::kWhatIfRunning);
        kept = std::move(run);
        draft_ = std::make_shared<const Catalog>(std::move(what.draft));
        return {};
    }
    std::optional<WhatIfRun> last(const VendorName& vendor) const override {
        return vendor == "agorapulse" ? kept : std::nullopt;
    }
    void cancel(const Context& context, const WhatIfId& id) override {
        if (!kept || kept->id != id || kept->state != WhatIfState::kRunning) return;
        kept->state = WhatIfState::kCancelled;
        kept->ended_at = context.with.clock.now();
    }
    void finish(const std::string& customer) {
        auto outcome = std::make_shared<WhatIfOutcome>();
        outcome->report.first_day = outcome->report.until = Date(2026, 3, 1);
        outcome->report.customers = 3;
        outcome->report.pay_more = outcome->report.lose_self_service = outcome->report.out_of_limits = 1;
        outcome->report.months.emplace(std::pair("EUR", "2026-04"),
                                       WhatIfSums{euros(900), euros(1000), euros(1080), euros(1200)});
        outcome->affected.add({.id = CustomerId(customer),
                               .name = "=Acme, SARL",
                               .plan = "standard",
                               .net_before = euros(900),
                               .net_after = euros(1000),
                               .lost = {"cancel", "fewer user"},
                               .gained = {"plan gone"},
                               .limits = {"profile"}});
        outcome->affected.add({.id = CustomerId("cus_other"),
                               .name = "Other",
                               .plan = "standard",
                               .net_before = euros(900),
                               .net_after = euros(700)});
        outcome->affected.put_in_order();
        outcome->draft = draft_;
        kept->outcome = outcome;
        kept->state = WhatIfState::kDone;
        kept->done = kept->of = 3;
    }

private:
    static Money euros(std::int64_t minor) { return {minor, kEuro}; }
    std::shared_ptr<const Catalog> draft_;
};

struct Workshop : Shop {
    FolderCatalogs installed;
    Shelf shelf;
    std::string draft;

    Workshop() {
        REQUIRE(installed.take_in("examples/agorapulse/catalog.yaml").has_value());
        services->catalog_source = &installed;
        services->what_ifs = &shelf;
        draft = post("/v1/catalog-versions", R"({"title":"Next"})").text("/id");
    }
    std::string form() const { return "/v1/catalog-versions/" + draft + "/what-if"; }
};

TEST_CASE("a what-if is begun, watched, read and taken away") {
    Workshop shop;
    CHECK(shop.get("/v1/what-ifs").text("/data") == "[]");
    const Seen begun = shop.post(shop.form(), R"({"months":6,"movement":"now"})", {{"Idempotency-Key", "once"}});
    REQUIRE(begun.status == 202);
    const std::string at = begun.header("Location");
    CHECK(at == "/v1/what-ifs/" + begun.text("/id"));
    CHECK(begun.text("/version") == shop.draft);
    CHECK(begun.text("/from") == "2026-03-01");
    CHECK(begun.text("/state") == "running");
    const Seen again = shop.post(shop.form(), R"({"months":6,"movement":"now"})", {{"Idempotency-Key", "once"}});
    CHECK(again.status == 202);
    CHECK(again.header("Location") == at);
    const Seen second = shop.post(shop.form(), "{}");
    CHECK(second.status == 409);
    CHECK(second.text("/code") == "what_if_running");
    CHECK(shop.get(at + "/customers").text("/code") == "what_if_unfinished");
    CHECK(shop.get(at + "/export").status == 409);

    shop.shelf.finish(shop.customer);
    const Seen done = shop.get(at);
    CHECK(done.text("/state") == "done");
    CHECK(done.text("/report/pay_same") == "2");
    CHECK(done.text("/report/months/0/net_after") == "10.00");
    CHECK(done.text("/listed") == "2");
    CHECK(shop.get("/v1/what-ifs").text("/data/0/id") == begun.text("/id"));
    const Seen first = shop.get(at + "/customers?limit=1");
    CHECK(first.text("/data/0/customer") == "cus_other");
    CHECK(first.text("/data/0/difference") == "-2.00");
    CHECK(first.text("/next") == "1");
    const Seen next = shop.get(at + "/customers?limit=1&after=1");
    CHECK(next.text("/next") == "null");
    CHECK(next.text("/data/0/customer") == shop.customer);
    CHECK(next.text("/data/0/loses/0/act") == "cancel");
    CHECK(next.text("/data/0/loses/0/of") == "null");
    CHECK(next.text("/data/0/loses/1/act") == "fewer");
    CHECK(next.text("/data/0/loses/1/of") == "user");
    CHECK(next.text("/data/0/loses/1/name") != "user");
    CHECK(next.text("/data/0/gains/0/name") == "gone");
    CHECK(next.text("/data/0/out_of_limits/0/item") == "profile");
    CHECK(shop.get(at + "/customers?effect=less").text("/data/0/customer") == "cus_other");
    CHECK(shop.get(at + "/customers?effect=committed").text("/data") == "[]");
    const Seen file = shop.get(at + "/export");
    CHECK(file.header("Content-Type") == "text/csv; charset=utf-8");
    CHECK(file.response.body.starts_with("customer,name,plan,currency,"));
    // A name is no formula in a spreadsheet.
    CHECK(file.response.body.find("\"'=Acme, SARL\"") != std::string::npos);
    CHECK(shop.post(at + "/cancel", "").text("/state") == "done");
}

TEST_CASE("a what-if is cancelled, and what is not kept is gone") {
    Workshop shop;
    const std::string at = shop.post(shop.form(), "{}").header("Location");
    const Seen cancelled = shop.post(at + "/cancel", "");
    CHECK(cancelled.status == 200);
    CHECK(cancelled.text("/state") == "cancelled");
    CHECK(cancelled.text("/report") == "null");
    CHECK(shop.post(shop.form(), "{}").status == 202);
    const Seen gone = shop.get(at);
    CHECK(gone.status == 404);
    CHECK(gone.text("/code") == "what_if_gone");
    CHECK(shop.get("/v1/what-ifs/unknown").text("/code") == "what_if_gone");
}

TEST_CASE("a what-if that failed says why") {
    Workshop shop;
    const std::string at = shop.post(shop.form(), "{}").header("Location");
    shop.shelf.kept->state = WhatIfState::kFailed;
    shop.shelf.kept->failure = Error(ErrorCode::kStoreUnreachable);
    CHECK(shop.get(at, {{"Accept-Language", "en"}}).text("/failure").starts_with("The data cannot be reached"));
    CHECK(shop.get(at, {{"Accept-Language", "fr"}}).text("/failure").starts_with("Les données"));
}

TEST_CASE("what makes no sense, and who may not, about what-ifs") {
    Workshop shop;
    CHECK(shop.call_as(shop.owner, "POST", shop.form(), "{}").status == 403);
    CHECK(shop.call_as(shop.owner, "GET", "/v1/what-ifs").status == 403);
    CHECK(shop.call_as(shop.owner, "GET", "/v1/what-ifs/unknown/export").status == 403);
    CHECK(shop.post("/v1/catalog-versions/cat_unknown/what-if", "{}").status == 404);
    CHECK(shop.post(shop.form(), R"({"periods":1})").text("/code") == "field_unknown");
    CHECK(shop.post(shop.form(), R"({"months":37})").status == 422);
    CHECK(shop.post(shop.form(), R"({"movement":"soon"})").status == 422);
    CHECK(shop.post(shop.form(), R"({"from":"2026-02-01"})").text("/code") == "date_in_the_past");
    const std::string at = shop.post(shop.form(), "{}").header("Location");
    shop.shelf.finish(shop.customer);
    CHECK(shop.get(at + "/customers?effect=all").text("/code") == "query_invalid");
    CHECK(shop.get(at + "/customers?after=x").text("/code") == "query_invalid");
}

}  // namespace
}  // namespace settle::http_test
