// Every boundary of every period that eight years of first days, all cycles and all billing days bring, against a
// calendar that is walked day by day.
#include "tests/domain/change/naive_calendar.h"
#include "tests/domain/change/scene.h"

using namespace settle;
using change_test::NaiveCalendar;

namespace {

// One plan by every cycle, without prices: only days are looked at.
Catalog catalog_of_days() {
    Catalog catalog;
    catalog.vendor = "days";
    catalog.languages = {"en"};
    catalog.currencies = {kEuro};
    Plan plan;
    plan.code = "any";
    plan.cycles = {Cycle::kMonth, Cycle::kQuarter, Cycle::kYear};
    catalog.plans.push_back(plan);
    Role owner;
    owner.code = "owner";
    owner.only_one = true;
    owner.has_no_right = false;
    catalog.roles.push_back(owner);
    Rule rule;
    rule.id = "all";
    rule.outcome = Outcome::kNow;
    catalog.rules.push_back(rule);
    return catalog;
}

// The latest day up to `start` that carries the billing day's own number.
std::size_t walk_back(const NaiveCalendar& calendar, std::size_t start, int billing_day) {
    std::size_t day = start;
    while (calendar[day].day != billing_day) --day;
    return day;
}

}  // namespace

TEST_CASE("every boundary of eight years of first days stands where a walk through the calendar finds it") {
    const NaiveCalendar calendar(2023, 2041);
    const Catalog catalog = catalog_of_days();
    const Customer customer;
    const TaxDecision tax;
    const Quantities assigned;
    const Actor owner{Actor::Kind::kMember, "owner", "mem_1"};
    Subscription none;
    none.id = SubscriptionId("sub_1");

    std::int64_t boundaries = 0;
    std::int64_t wrong = 0;
    std::string first_wrong;
    const auto compare = [&](Date found, std::size_t expected, std::size_t start, Cycle cycle, int billing_day) {
        if (found == calendar.date(expected)) return;
        if (wrong++ == 0)
            first_wrong = fmt::format("from {} by {} on day {}: {} instead of {}", calendar.date(start).str(),
                                      name_of(cycle), billing_day, found.str(), calendar.date(expected).str());
    };

    const std::size_t end = calendar.index(Date(2032, 1, 1));
    for (std::size_t start = calendar.index(Date(2024, 1, 1)); start < end; ++start)
        for (int billing_day = 0; billing_day <= 31; ++billing_day)
            for (const auto& [cycle, count] :
                 {std::pair(Cycle::kMonth, 25), std::pair(Cycle::kQuarter, 8), std::pair(Cycle::kYear, 6)}) {
                const std::size_t anchor = billing_day == 0 ? start : walk_back(calendar, start, billing_day);
                const int months = cycle == Cycle::kMonth ? 1 : cycle == Cycle::kQuarter ? 3 : 12;
                Wanted wanted;
                wanted.plan = Code("any");
                wanted.cycle = cycle;
                if (billing_day != 0) wanted.billing_day = billing_day;
                const Date today = calendar.date(start);
                const auto preview =
                    preview_change({catalog, customer, none, tax, assigned, owner, today}, wanted).value();
                Subscription live = preview.after;
                REQUIRE(live.state == SubscriptionState::kActive);
                compare(live.period.first_day, start, start, cycle, billing_day);
                std::size_t boundary = calendar.next_boundary(start, anchor, months);
                compare(preview.next_invoice_on, boundary, start, cycle, billing_day);
                for (int n = 0; n < count; ++n) {
                    ++boundaries;
                    compare(live.period.end_day, boundary, start, cycle, billing_day);
                    const Date on = live.period.end_day;
                    auto step = next_due_step({catalog, customer, live, tax, assigned, owner, on});
                    if (!step || step->kind != DueStep::Kind::kRenewed) FAIL("no renewal on " << on.str());
                    live = std::move(step->after);
                    compare(live.period.first_day, boundary, start, cycle, billing_day);
                    boundary = calendar.next_boundary(boundary, anchor, months);
                }
            }
    MESSAGE(fmt::format("{} boundaries compared", boundaries));
    CAPTURE(first_wrong);
    CHECK(wrong == 0);
    CHECK(boundaries > 3'500'000);
}
