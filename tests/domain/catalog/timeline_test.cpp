#include "domain/catalog/timeline.h"

#include <doctest/doctest.h>

using namespace settle;

namespace {

Code code(std::string_view text) { return Code::parse(text).value(); }

Plan plan_at(std::string_view name, const char* price, std::vector<Cycle> cycles = {Cycle::kMonth}) {
    Plan plan;
    plan.code = code(name);
    plan.cycles = cycles;
    PlanItem item;
    item.item = code("user");
    for (const Cycle cycle : cycles) item.prices.rows.push_back({kEuro, cycle, UnitPrice::parse(price, kEuro).value()});
    plan.items.push_back(item);
    return plan;
}

std::shared_ptr<const Catalog> version(std::int64_t number, std::vector<Plan> plans) {
    auto catalog = std::make_shared<Catalog>();
    catalog->vendor = "shop";
    catalog->version = number;
    catalog->plans = std::move(plans);
    catalog->vendor_name.set("en", fmt::format("Shop {}", number));
    return catalog;
}

constexpr Date kJanuary{2027, 1, 1};
constexpr Date kFebruary{2027, 2, 1};
constexpr Date kMarch{2027, 3, 1};

CatalogTimeline three(CatalogMovement second, CatalogMovement third) {
    return CatalogTimeline({{version(1, {plan_at("pro", "10")}), kJanuary, CatalogMovement::kNow},
                            {version(2, {plan_at("pro", "11")}), kFebruary, second},
                            {version(3, {plan_at("pro", "12")}), kMarch, third}},
                           kFebruary);
}

Holding holding(std::int64_t number) { return {number, code("pro"), Cycle::kMonth, kEuro}; }

}  // namespace

TEST_CASE("what is sold on a day is the newest version whose day has come") {
    const CatalogTimeline timeline = three(CatalogMovement::kNever, CatalogMovement::kNever);
    CHECK(timeline.in_force(Date(2026, 1, 1))->version == 1);
    CHECK(timeline.in_force(Date(2027, 1, 31))->version == 1);
    CHECK(timeline.in_force(kFebruary)->version == 2);
    CHECK(timeline.in_force(Date(2030, 1, 1))->version == 3);
    CHECK(timeline.house()->version == 2);
}

TEST_CASE("who bought before moves as each later version says") {
    using enum CatalogMovement;
    struct Case {
        CatalogMovement second, third;
        std::int64_t held;
        Date day;
        std::int64_t of, renewed;
    };
    const Case cases[] = {
        {kNever, kNever, 1, kMarch, 1, 1},
        {kAtRenewal, kNever, 1, kMarch, 1, 2},
        {kAtRenewal, kAtRenewal, 1, kMarch, 1, 3},
        {kNow, kNever, 1, kMarch, 2, 2},
        {kNow, kNow, 1, kMarch, 3, 3},
        {kNever, kNow, 1, kMarch, 3, 3},
        {kNever, kAtRenewal, 1, kFebruary, 1, 1},
        {kAtRenewal, kNow, 1, kFebruary, 1, 2},
        {kNow, kNow, 2, kFebruary, 2, 2},
        {kNow, kNow, 3, kFebruary, 3, 3},
        {kAtRenewal, kNever, 0, kMarch, 1, 2},
        {kNow, kNow, 99, kJanuary, 3, 3},
    };
    for (const Case& row : cases) {
        const CatalogTimeline timeline = three(row.second, row.third);
        CAPTURE(name_of(row.second));
        CAPTURE(name_of(row.third));
        CAPTURE(row.held);
        CHECK(timeline.of(holding(row.held), row.day)->version == row.of);
        CHECK(timeline.renewed(holding(row.held), row.day)->version == row.renewed);
    }
}

TEST_CASE("a version that does not sell what somebody has passes them over") {
    const auto moved_to = [](std::vector<Plan> plans) {
        const CatalogTimeline timeline({{version(1, {plan_at("pro", "10")}), kJanuary, CatalogMovement::kNow},
                                        {version(2, std::move(plans)), kFebruary, CatalogMovement::kNow}},
                                       kFebruary);
        return timeline.of(holding(1), kMarch)->version;
    };
    CHECK(moved_to({plan_at("pro", "11")}) == 2);
    CHECK(moved_to({plan_at("max", "11")}) == 1);
    CHECK(moved_to({plan_at("pro", "11", {Cycle::kYear})}) == 1);
    Plan without_item = plan_at("pro", "11");
    without_item.items.clear();
    CHECK(moved_to({without_item}) == 1);
    Plan without_price = plan_at("pro", "11");
    without_price.items.front().prices.rows.clear();
    CHECK(moved_to({without_price}) == 1);
}

TEST_CASE("what is the vendor's own is that of the version in force, terms stay") {
    const CatalogTimeline timeline = three(CatalogMovement::kNever, CatalogMovement::kNever);
    const auto held = timeline.of(holding(1), kMarch);
    CHECK(held->vendor_name.in("en") == "Shop 2");
    CHECK(held->plans.front().items.front().prices.find(kEuro, Cycle::kMonth)->str() == "10.00");
    CHECK(timeline.in_force(kMarch)->vendor_name.in("en") == "Shop 3");
}

TEST_CASE("a code that somebody may have is missed") {
    const auto now = version(1, {plan_at("pro", "10"), plan_at("max", "20")});
    CHECK_FALSE(first_missing_code(*now, *now).has_value());
    CHECK(first_missing_code(*now, *version(2, {plan_at("max", "20")})) == code("pro"));
    CHECK_FALSE(
        first_missing_code(*now, *version(2, {plan_at("new", "1"), plan_at("max", "20"), plan_at("pro", "1")})));
}

TEST_CASE("the names of movements are read back") {
    for (int i = 0; i < static_cast<int>(CatalogMovement::kCount); ++i) {
        const auto movement = static_cast<CatalogMovement>(i);
        CHECK(parse_catalog_movement(name_of(movement)).value() == movement);
    }
    CHECK(parse_catalog_movement("later").error().code == ErrorCode::kFieldInvalid);
}
