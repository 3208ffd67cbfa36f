#include "domain/catalog/difference.h"

#include <doctest/doctest.h>

#include "adapters/catalog_yaml/catalog_reader.h"

using namespace settle;

namespace {

constexpr std::string_view kCatalog = R"(vendor: shop
languages: [en]
time_zone: UTC
currencies: [EUR]
seller: {legal_name: Shop, address: [1 street], country: FR, email: billing@shop.example}
features: [reports, export]
items:
  - {code: user, kind: named_seat}
plans:
  - code: pro
    rank: 1
    cycles: [month, year]
    price: {EUR: {month: 10, year: 100}}
    items: {user: {included: 2, min: 1, max: 50, price: {EUR: {month: 5, year: 50}}}}
    features: [reports]
  - {code: max, rank: 2, cycles: [month], price: {EUR: {month: 30}}}
trial: {plan: pro, days: 14, quantities: {user: 2}}
roles:
  - {code: owner, only_one: true, rights: all}
  - {code: buyer, rights: [change_quantities]}
rules:
  - {id: buy, when: {change: subscribe}, outcome: now}
  - {id: fewer, when: {change: quantity, direction: down}, outcome: period_end}
  - {id: more, when: {change: quantity, direction: up}, outcome: now}
)";

// What becomes different when `from` stands as `to`: "kind plan item cycle code before after".
std::string changed(std::string_view from, std::string_view to) {
    std::string text(kCatalog);
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    const Catalog before = read_catalog_text(kCatalog, "before").value();
    const auto after = read_catalog_text(text, "after");
    if (!after) FAIL(after.error().params.back().second);
    std::string all;
    for (const CatalogDifference& one : compare_catalogs(before, *after)) {
        all += (all.empty() ? "" : "; ") + std::string(name_of(one.kind));
        for (const Code& code : {one.plan, one.item, one.code})
            if (!code.empty()) all += " " + code.str();
        if (one.cycle) all += " " + std::string(name_of(*one.cycle));
        if (one.price_before) all += " " + one.price_before->str();
        if (one.price_after) all += " to " + one.price_after->str();
        if (one.before != 0 || one.after != 0) all += fmt::format(" {} to {}", one.before, one.after);
        if (one.right) all += " " + std::string(name_of(*one.right));
    }
    return all;
}

}  // namespace

TEST_CASE("each thing that another version does otherwise is told, and nothing else") {
    struct Case {
        std::string_view from, to, told;
    };
    const Case cases[] = {
        {"vendor: shop", "vendor: shop", ""},
        {"vendor: shop", "vendor: shop\nversion: 7", ""},
        {"month: 10", "month: 11", "price_raised pro month 10.00 to 11.00"},
        {"year: 100", "year: 99.5", "price_lowered pro year 100.00 to 99.50"},
        {"{month: 5,", "{month: 4,", "price_lowered pro user month 5.00 to 4.00"},
        {"included: 2", "included: 3", "included pro user 2 to 3"},
        {"min: 1,", "min: 2,", "minimum pro user 1 to 2"},
        {"max: 50", "max: 40", "maximum pro user 50 to 40"},
        {"rank: 2", "rank: 2, listed: false", "plan_withdrawn max"},
        {"rank: 2", "rank: 2, self_managed: false", "plan_by_staff max"},
        {"rank: 2", "rank: 3", "plan_ranked max 2 to 3"},
        {"    features: [reports]", "    features: [reports, export]", "feature_added pro export"},
        {"    features: [reports]", "    features: [export]", "feature_added pro export; feature_removed pro reports"},
        {"{code: max, rank: 2, cycles: [month], price: {EUR: {month: 30}}}",
         "{code: max, rank: 2, cycles: [month, year], price: {EUR: {month: 30, year: 300}}}",
         "cycle_added max year; price_added max year to 300.00"},
        {"  - {code: max, rank: 2, cycles: [month], price: {EUR: {month: 30}}}\n", "", "plan_removed max"},
        {"trial: {plan", "  - {code: top, rank: 3, cycles: [month], price: {EUR: {month: 90}}}\ntrial: {plan",
         "plan_added top"},
        {"days: 14", "days: 30", "trial_days pro 14 to 30"},
        {"trial: {plan: pro, days: 14, quantities: {user: 2}}\n", "", "trial_removed pro 14 to 0"},
        {"direction: down}, outcome: period_end", "direction: down}, outcome: staff, request: reduction",
         "rule_changed fewer"},
        {"  - {id: more, when: {change: quantity, direction: up}, outcome: now}\n", "", "rule_removed more"},
        {"  - {id: fewer,", "  - {id: stop, when: {change: cancel}, outcome: period_end}\n  - {id: fewer,",
         "rule_added stop"},
        {"  - {id: fewer, when: {change: quantity, direction: down}, outcome: period_end}\n"
         "  - {id: more, when: {change: quantity, direction: up}, outcome: now}\n",
         "  - {id: more, when: {change: quantity, direction: up}, outcome: now}\n"
         "  - {id: fewer, when: {change: quantity, direction: down}, outcome: period_end}\n",
         "rules_reordered"},
        {"rights: [change_quantities]", "rights: [cancel]",
         "right_taken buyer change_quantities; right_given buyer cancel"},
        {"  - {code: buyer, rights: [change_quantities]}\n", "", "role_removed buyer"},
        {"legal_name: Shop", "legal_name: Shop Ltd", "seller"},
    };
    for (const Case& row : cases) {
        CAPTURE(row.from);
        CAPTURE(row.to);
        CHECK(changed(row.from, row.to) == row.told);
    }
}
