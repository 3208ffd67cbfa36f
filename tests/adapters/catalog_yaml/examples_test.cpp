// The three example vendors: they load, and say what their help pages say.
#include <fstream>
#include <iterator>

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

TEST_CASE("agorapulse: the owner alone buys first; a custom plan has no price") {
    const Catalog catalog = load("agorapulse");
    for (const Role& role : catalog.roles) CHECK(role_may(role, Right::kSubscribe) == role.only_one);
    CHECK(role_may(*catalog.find_role("billing_manager"), Right::kEditBilling));
    CHECK_FALSE(role_may(*catalog.find_role("billing_manager"), Right::kChangePlan));
    const Plan& custom = *catalog.find_plan("custom");
    CHECK(custom.contact_only);
    CHECK_FALSE(custom.self_managed);
    CHECK(custom.base.rows.empty());
    CHECK(catalog.find_plan("professional")->name.in("fr") == "Professionnel");
}

TEST_CASE("workstaff: two seat kinds, a commitment by the year, features of Max") {
    const Catalog catalog = load("workstaff");
    const Plan& max = *catalog.find_plan("max");
    CHECK(max.find_item("manager")->prices.find(kCanadianDollar, Cycle::kYear)->str() == "457.98");
    CHECK(max.find_item("worker")->prices.find(kCanadianDollar, Cycle::kMonth)->str() == "4.75");
    CHECK(max.find_item("worker")->min == 10);
    CHECK(max.commitment_months.at(Cycle::kYear) == 12);
    CHECK_FALSE(max.commitment_months.contains(Cycle::kMonth));
    CHECK(catalog.find_item("manager")->kind == ItemKind::kNamedSeat);
    CHECK(catalog.find_item("worker")->kind == ItemKind::kCountedSeat);
    for (const Code feature : {Code("scheduling"), Code("clock_in_out"), Code("payroll"), Code("contractor_invoicing")})
        CHECK(std::ranges::find(max.features, feature) != max.features.end());
    CHECK(saving_percent_max(catalog, Cycle::kMonth, Cycle::kYear) == 15);
    CHECK(catalog.layout.links.at("demo").in("fr") == "/portal/demo/workstaff/fr/planifier-une-demo");
    CHECK(catalog.layout.labels.at("buy_more").in("en") == "Purchase more");
    CHECK_FALSE(catalog.trial.has_value());
}

TEST_CASE("beesbusy: a free plan and one seat kind") {
    const Catalog catalog = load("beesbusy");
    CHECK(catalog.free_plan == Code("free"));
    CHECK(catalog.find_plan("free")->free);
    CHECK(catalog.find_plan("business")->find_item("user")->prices.find(kEuro, Cycle::kMonth)->str() == "9.90");
    CHECK(catalog.find_plan("enterprise")->features.size() == 9);
    CHECK(saving_percent_max(catalog, Cycle::kMonth, Cycle::kYear) == 20);
    CHECK(catalog.layout.labels.at("confirm_modifications").in("fr") == "Confirmer les modifications");
    CHECK(catalog.layout.summary == "bottom-left");
}

TEST_CASE("the whole catalog in the guide is a right one") {
    std::ifstream file("docs/guides/catalog.md");
    REQUIRE(file.good());
    const std::string guide{std::istreambuf_iterator<char>(file), {}};
    constexpr std::string_view kFence = "```yaml\n";
    const auto start = guide.find(kFence) + kFence.size();
    const std::string catalog = guide.substr(start, guide.find("```", start) - start);
    CHECK(catalog.starts_with("vendor: "));
    for (const CatalogProblem& problem : check_catalog_text(catalog, "guide").problems) FAIL_CHECK(problem.str());
}

TEST_CASE("the examples retry, restrict and end an unpaid subscription alike") {
    for (const char* vendor : {"agorapulse", "workstaff", "beesbusy"}) {
        const Dunning& dunning = load(vendor).payment.dunning;
        CHECK(dunning.retry_days == std::vector<int>{1, 3, 7});
        REQUIRE(dunning.access.size() == 1);
        CHECK(dunning.access.front().after_days == 10);
        CHECK(dunning.access.front().access == Access::kReadOnly);
        CHECK(dunning.end_after_days == 30);
    }
}

TEST_CASE("the examples remind of what each of them sells") {
    CHECK(load("agorapulse").trial->reminder_days_left == std::vector<int>{7, 3, 1});
    CHECK(load("agorapulse").reminders.renewal_days == std::vector<int>{30});
    CHECK(load("workstaff").reminders.commitment_days == std::vector<int>{60, 30});
    CHECK(load("workstaff").pause.access == Access::kNone);
    CHECK(load("workstaff").pause.extends_commitment);
}

TEST_CASE("every rule of the examples that refuses says why, in both languages") {
    for (const char* vendor : {"agorapulse", "workstaff", "beesbusy"})
        for (const Rule& rule : load(vendor).rules) {
            if (rule.outcome != Outcome::kStaff && rule.outcome != Outcome::kNo) continue;
            CAPTURE(rule.id.view());
            for (const char* language : {"fr", "en"}) CHECK_FALSE(rule.reason.in(language).empty());
        }
}
