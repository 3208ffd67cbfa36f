// The three example vendors: they load, and say what their help pages say.
#include <doctest/doctest.h>

#include "adapters/catalog_yaml/catalog_reader.h"

using namespace settle;

namespace {

Catalog load(const char* vendor) {
    const std::string path = std::string("examples/") + vendor + "/catalog.yaml";
    for (const CatalogProblem& problem : check_catalog_file(path).problems) FAIL_CHECK(problem.str());
    auto catalog = read_catalog_file(path);
    REQUIRE(catalog.has_value());
    return *std::move(catalog);
}

}  // namespace

TEST_CASE("agorapulse: prices, inclusions and the computed saving") {
    const Catalog catalog = load("agorapulse");
    const Plan& standard = *catalog.find_plan("standard");
    CHECK(standard.base.find(kEuro, Cycle::kMonth)->str() == "99.00");
    CHECK(standard.base.find(kEuro, Cycle::kYear)->str() == "948.00");
    CHECK(standard.find_item("profile")->included == 10);
    CHECK(standard.find_item("profile")->prices.find(kEuro, Cycle::kYear)->str() == "144.00");
    CHECK(saving_percent_max(catalog, Cycle::kMonth, Cycle::kYear) == 25);
    CHECK(catalog.layout.default_cycle == Cycle::kYear);
    CHECK(catalog.refund_policy_version == "2026-01");
    CHECK(catalog.trial->quantities.of("profile") == 15);
}
