#include "engine/what_if.h"

#include <fstream>

#include "tests/app/town.h"

using namespace settle;
using app_test::of;
using app_test::plan;
using app_test::Town;

namespace {

// A month from here on, ten users of three customers: two by the month, one by the year.
struct Street {
    Town town;
    std::vector<AffectedCustomer> affected;
    std::int64_t last_done = 0;

    Street() {
        town.go_to(Date(2026, 4, 1));
        for (const Cycle cycle : {Cycle::kMonth, Cycle::kMonth, Cycle::kYear}) {
            town.welcome("beesbusy", "FR");
            town.buy(plan("business", cycle, of("user", 10)));
        }
    }

    /// Beesbusy's catalog with `to` for `from`.
    static Catalog draft(const std::string& from, const std::string& to) {
        std::ifstream file("examples/beesbusy/catalog.yaml", std::ios::binary);
        std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        text.replace(at, from.size(), to);
        const auto logo = text.find("  logo: logo.svg\n");
        text.erase(logo, std::string_view("  logo: logo.svg\n").size());
        return read_catalog_text(text, "catalog.yaml").value();
    }
    static Catalog dearer() { return draft("month: 9.90", "month: 10.90"); }

    WhatIfReport tried(Catalog draft, CatalogMovement movement, Date from = Date(2026, 4, 1), int months = 3) {
        affected.clear();
        const WhatIf what{.draft = std::move(draft), .from = from, .movement = movement, .months = months};
        return run_what_if(
                   town.staff(), what, {.threads = 2, .batch = 1}, {},
                   [&](const AffectedCustomer& customer) { affected.push_back(customer); },
                   [&](std::int64_t done, std::int64_t) { last_done = done; })
            .value();
    }
    static std::string told(const WhatIfReport& report) {
        std::string text;
        for (const auto& [key, sums] : report.months)
            text += fmt::format("{}{} {} {}", text.empty() ? "" : "; ", key.second, sums.net_before.str(),
                                sums.net_after.str());
        return text;
    }
};

}  // namespace

TEST_CASE("a dearer seat is foreseen to the cent, month by month and customer by customer, and nothing is written") {
    Street street;
    const auto before = street.town.invoices().size();
    const WhatIfReport report = street.tried(Street::dearer(), CatalogMovement::kAtRenewal);
    CHECK(report.is_whole);
    CHECK(report.customers == 2);
    CHECK(street.last_done == 2);
    CHECK(Street::told(report) == "2026-05 198.00 218.00; 2026-06 198.00 218.00");
    CHECK(report.pay_more == 2);
    CHECK(report.pay_less == 0);
    CHECK(report.not_moved == 0);
    REQUIRE(street.affected.size() == 2);
    CHECK(street.affected.front().net_before.str() == "198.00");
    CHECK(street.affected.front().net_after.str() == "218.00");
    CHECK(street.affected.front().lost.empty());
    CHECK(street.town.invoices().size() == before);
    CHECK(street.town.subscription().catalog_version == 1);
}

TEST_CASE("who keeps their terms pays the same, and a version for later changes what comes after it") {
    Street street;
    const WhatIfReport kept = street.tried(Street::dearer(), CatalogMovement::kNever);
    CHECK(Street::told(kept) == "2026-05 198.00 198.00; 2026-06 198.00 198.00");
    CHECK(kept.pay_more == 0);
    CHECK(kept.not_moved == 2);
    CHECK(street.affected.empty());
    const WhatIfReport later = street.tried(Street::dearer(), CatalogMovement::kAtRenewal, Date(2026, 5, 15));
    CHECK(Street::told(later) == "2026-05 198.00 198.00; 2026-06 198.00 218.00");
    const WhatIfReport year =
        street.tried(Street::draft("year: 95.04", "year: 90"), CatalogMovement::kAtRenewal, Date(2026, 4, 1), 13);
    CHECK(year.customers == 3);
    CHECK(year.pay_less == 1);
    CHECK(street.affected.front().net_after.str() == "900.00");
}

TEST_CASE("it says who can do less by themselves, and who has fewer units than it allows") {
    Street street;
    const WhatIfReport rules =
        street.tried(Street::draft("direction: down}, outcome: period_end, unused: nothing",
                                   "direction: down}, outcome: staff, code: staff_only, request: reduction"),
                     CatalogMovement::kAtRenewal);
    CHECK(rules.lose_self_service == 2);
    CHECK(rules.gain_self_service == 0);
    REQUIRE(street.affected.size() == 2);
    CHECK(street.affected.front().lost == std::vector<std::string>{"fewer user"});
    const WhatIfReport limits =
        street.tried(Street::draft("user: {min: 1,", "user: {min: 12,"), CatalogMovement::kAtRenewal);
    CHECK(limits.out_of_limits == 2);
    CHECK(street.affected.front().limits == std::vector<std::string>{"user"});
}

TEST_CASE("it can be stopped, and says that it is not whole") {
    Street street;
    std::stop_source stop;
    stop.request_stop();
    const WhatIf what{.draft = Street::dearer(), .from = Date(2026, 4, 1), .months = 3};
    const auto report = run_what_if(
        street.town.staff(), what, {}, stop.get_token(), [](const AffectedCustomer&) {},
        [](std::int64_t, std::int64_t) {});
    CHECK_FALSE(report.value().is_whole);
    CHECK(report.value().customers == 0);
}

TEST_CASE("customers try nothing, and nobody looks beyond three years") {
    Street street;
    WhatIf what{.draft = Street::dearer(), .from = Date(2026, 4, 1), .months = 37};
    const auto tried = [&](const Context& context) {
        return run_what_if(context, what, {}, {}, [](const AffectedCustomer&) {}, [](std::int64_t, std::int64_t) {});
    };
    CHECK(tried(street.town.staff()).error().code == ErrorCode::kFieldInvalid);
    CHECK(tried(street.town.as_owner()).error().code == ErrorCode::kStaffRequired);
}
