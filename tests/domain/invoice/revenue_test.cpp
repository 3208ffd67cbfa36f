#include "domain/invoice/revenue.h"

#include <doctest/doctest.h>

#include <random>

namespace settle {
namespace {

Line line(Period covers, std::int64_t minor) {
    return {.item = kPlanItem,
            .plan = {},
            .kind = minor < 0 ? LineKind::kCredit : LineKind::kCharge,
            .quantity = 1,
            .unit_price = {0, kEuro},
            .covers = covers,
            .ratio = kWhole,
            .amount = {minor, kEuro},
            .credits_invoice = {}};
}
IssuedDocument issued(Date on, Lines lines) {
    Money net = Money::zero(kEuro);
    for (const Line& one : lines) net += one.amount;
    return {.issued_on = on, .tax_country = {}, .net = net, .taxes = {}, .lines = std::move(lines)};
}
std::string told(const RevenueMonth& month) {
    return fmt::format("{} {} {} {}", month.month, month.billed.str(), month.earned.str(), month.deferred.str());
}

const Period kQuarter{Date(2026, 1, 16), Date(2026, 4, 16)};  // 90 days: 16, 28, 31 and 15.

}  // namespace

TEST_CASE("a quarter is earned by its days, and all of it by its end") {
    RevenueByMonth revenue(Date(2026, 1, 1), 4);
    revenue.add(issued(Date(2026, 1, 16), {line(kQuarter, 10'000)}));
    const RevenueSchedule schedule = revenue.schedules().at("EUR");
    CHECK(schedule.opening.is_zero());
    REQUIRE(schedule.months.size() == 4);
    // 100.00 × 16/90, 44/90 and 75/90 are 17.78, 48.89 and 83.33.
    CHECK(told(schedule.months[0]) == "2026-01 100.00 17.78 82.22");
    CHECK(told(schedule.months[1]) == "2026-02 0.00 31.11 51.11");
    CHECK(told(schedule.months[2]) == "2026-03 0.00 34.44 16.67");
    CHECK(told(schedule.months[3]) == "2026-04 0.00 16.67 0.00");
}

TEST_CASE("a credit note takes back the days to come, and what is past on its own day") {
    RevenueByMonth revenue(Date(2026, 2, 1), 3);
    revenue.add(issued(Date(2026, 1, 16), {line(kQuarter, 9'000)}));
    revenue.add(issued(Date(2026, 3, 1), {line(kQuarter, -9'000)}));
    const RevenueSchedule schedule = revenue.schedules().at("EUR");
    CHECK(schedule.opening == Money(7'400, kEuro));
    CHECK(told(schedule.months[0]) == "2026-02 0.00 28.00 46.00");
    CHECK(told(schedule.months[1]) == "2026-03 -90.00 -44.00 0.00");
    CHECK(told(schedule.months[2]) == "2026-04 0.00 0.00 0.00");
}

TEST_CASE("what is billed behind its days is earned on the day of its document") {
    CHECK(earned_until(line(kQuarter, 900), Date(2026, 3, 1), Date(2026, 2, 28)).is_zero());
    CHECK(earned_until(line(kQuarter, 900), Date(2026, 3, 1), Date(2026, 3, 1)) == Money(450, kEuro));
    CHECK(earned_until(line(kQuarter, 900), Date(2026, 5, 1), Date(2026, 5, 1)) == Money(900, kEuro));
    CHECK(earned_until(line({Date(2026, 1, 1), Date(2026, 1, 1)}, 900), Date(2026, 3, 1), Date(2026, 3, 1)) ==
          Money(900, kEuro));
}

TEST_CASE("the schedule of many documents is what adding them day by day comes to") {
    std::mt19937 chance(20'260'101);
    const auto below = [&](int limit) { return static_cast<int>(chance() % static_cast<unsigned>(limit)); };
    const Date first(2026, 3, 1);
    for (int round = 0; round < 20; ++round) {
        RevenueByMonth revenue(first, 6);
        std::vector<IssuedDocument> documents;
        for (int i = 0; i < 25; ++i) {
            const Date on = Date(2025, 9, 1).plus_days(below(500));
            Lines lines;
            for (int j = 0; j <= below(3); ++j) {
                const Date start = on.plus_days(below(80) - 40);
                lines.push_back(line({start, start.plus_days(below(400))}, below(200'000) - 50'000));
            }
            documents.push_back(issued(on, std::move(lines)));
            revenue.add(documents.back());
        }
        const RevenueSchedule schedule = revenue.schedules().at("EUR");
        Money deferred = schedule.opening;
        for (int month = 0; month < 6; ++month) {
            Money billed = Money::zero(kEuro), earned = billed;
            for (Date day = add_months(first, month); day < add_months(first, month + 1); day = day.plus_days(1))
                for (const IssuedDocument& document : documents)
                    for (const Line& one : document.lines) {
                        if (document.issued_on == day) billed += one.amount;
                        earned += earned_until(one, document.issued_on, day) -
                                  earned_until(one, document.issued_on, day.plus_days(-1));
                    }
            deferred += billed - earned;
            const RevenueMonth& told = schedule.months[static_cast<std::size_t>(month)];
            CHECK(told.billed == billed);
            CHECK(told.earned == earned);
            CHECK(told.deferred == deferred);
        }
        for (const IssuedDocument& document : documents)
            for (const Line& one : document.lines)
                CHECK(earned_until(one, document.issued_on, Date(2029, 1, 1)) == one.amount);
    }
}

}  // namespace settle
