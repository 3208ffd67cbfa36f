#include "base/date.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace settle;

namespace {

struct Day {
    int year, month, day;
};

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }
int days_in(int year, int month) {
    static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : kDays[month - 1];
}

/// Months counted one at a time with paper arithmetic, so that the calendar of the standard library is not asked.
Day month_later(Day anchor, int months) {
    Day day = anchor;
    for (int i = 0; i < months; ++i) {
        ++day.month;
        if (day.month == 13) {
            day.month = 1;
            ++day.year;
        }
    }
    day.day = std::min(anchor.day, days_in(day.year, day.month));
    return day;
}

std::string text_of(Day day) { return fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day); }
Date date_of(Day day) { return Date(day.year, static_cast<unsigned>(day.month), static_cast<unsigned>(day.day)); }

}  // namespace

TEST_CASE("every anchor of a leap year gives the same boundaries as paper arithmetic for sixty cycles") {
    int anchors = 0;
    for (int month = 1; month <= 12; ++month)
        for (int day = 1; day <= days_in(2024, month); ++day, ++anchors)
            for (const int cycle_months : {1, 3, 12}) {
                const Day anchor{2024, month, day};
                Date previous = date_of(anchor);
                for (int n = 1; n <= 60; ++n) {
                    const Date boundary = add_months(date_of(anchor), n * cycle_months);
                    REQUIRE(boundary.str() == text_of(month_later(anchor, n * cycle_months)));
                    const std::int64_t length = boundary - previous;
                    REQUIRE(length >= 28 * cycle_months);
                    REQUIRE(length <= 31 * cycle_months);
                    previous = boundary;
                }
            }
    CHECK(anchors == 366);
}

TEST_CASE("the last days of a month come back after a shorter month") {
    const struct {
        std::string_view anchor;
        std::int64_t months;
        std::string_view result;
    } cases[] = {
        {"2026-01-31", 1, "2026-02-28"},  {"2026-01-31", 2, "2026-03-31"},  {"2026-01-31", 3, "2026-04-30"},
        {"2024-01-31", 1, "2024-02-29"},  {"2024-02-29", 12, "2025-02-28"}, {"2024-02-29", 48, "2028-02-29"},
        {"2096-02-29", 48, "2100-02-28"}, {"2024-02-29", 1, "2024-03-29"},  {"2026-08-31", 3, "2026-11-30"},
        {"2026-08-31", 6, "2027-02-28"},  {"2026-12-15", 1, "2027-01-15"},  {"2026-03-31", -1, "2026-02-28"},
        {"2026-01-15", -1, "2025-12-15"}, {"2026-05-10", 0, "2026-05-10"},  {"2026-02-10", 12, "2027-02-10"},
    };
    for (const auto& row : cases) {
        CAPTURE(row.anchor);
        CAPTURE(row.months);
        CHECK(add_months(*Date::parse(row.anchor), row.months).str() == row.result);
    }
}

TEST_CASE("consecutive periods leave no day out and hold none twice") {
    CHECK(rc::check([] {
        const Date anchor = Date(2024, 1, 1).plus_days(*rc::gen::inRange(0, 1461));
        const auto months = *rc::gen::element<std::int64_t>(1, 3, 12);
        const auto n = *rc::gen::inRange<std::int64_t>(0, 60);
        const Period now{add_months(anchor, n * months), add_months(anchor, (n + 1) * months)};
        const Period next{now.end_day, add_months(anchor, (n + 2) * months)};
        const Date day = now.first_day.plus_days(*rc::gen::inRange<std::int64_t>(0, now.days()));
        RC_ASSERT(now.contains(day));
        RC_ASSERT(!next.contains(day));
        RC_ASSERT(!now.contains(now.end_day));
        RC_ASSERT(next.contains(now.end_day));
        RC_ASSERT((day - now.first_day) + (now.end_day - day) == now.days());
    }));
}

TEST_CASE("the days left of the acceptance scenarios") {
    const struct {
        std::string_view first_day, end_day, today;
        std::int64_t left, days;
    } cases[] = {
        {"2026-03-01", "2026-04-01", "2026-03-16", 16, 31},   {"2026-04-01", "2026-05-01", "2026-04-11", 20, 30},
        {"2026-04-11", "2027-04-11", "2026-10-11", 182, 365}, {"2026-02-10", "2027-02-10", "2026-06-01", 254, 365},
        {"2026-05-11", "2027-05-11", "2026-12-01", 161, 365}, {"2026-03-01", "2026-04-01", "2026-03-01", 31, 31},
    };
    for (const auto& row : cases) {
        CAPTURE(row.today);
        const Period period{*Date::parse(row.first_day), *Date::parse(row.end_day)};
        CHECK(period.end_day - *Date::parse(row.today) == row.left);
        CHECK(period.days() == row.days);
    }
}

TEST_CASE("dates read back as they were written") {
    CHECK(rc::check([] {
        const Date day = Date(1970, 1, 1).plus_days(*rc::gen::inRange(0, 2'932'896));
        RC_ASSERT((Date::parse(day.str()) == day));
    }));
    CHECK(Date::parse("1970-01-01") == Date());
    CHECK(Date::parse("9999-12-31")->str() == "9999-12-31");
    CHECK(Date::parse("2024-02-29")->str() == "2024-02-29");
    CHECK(Date(2026, 3, 1).plus_days(-1).str() == "2026-02-28");
    CHECK(Date(2026, 3, 1) < Date(2026, 3, 2));
}

TEST_CASE("days that do not exist and other spellings are refused") {
    for (const char* text : {"", "2026-02-29", "2026-02-30", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00",
                             "1969-12-31", "2026-1-01", "26-01-01", "2026/01/01", "2026-01-01T", "2026-01-1 ",
                             " 2026-01-1", "20260101", "2026--1-01", "2026-01--1", "2026-+1-01", "01-01-2026"}) {
        CAPTURE(text);
        const auto date = Date::parse(text);
        REQUIRE_FALSE(date.has_value());
        CHECK(date.error().code == ErrorCode::kDateMalformed);
    }
}

TEST_CASE("instants are written in UTC, with microseconds only when there are any") {
    CHECK(Instant{}.str() == "1970-01-01T00:00:00Z");
    CHECK(Instant{1'772'355'600'000'000}.str() == "2026-03-01T09:00:00Z");
    CHECK(Instant{1'772'355'600'000'042}.str() == "2026-03-01T09:00:00.000042Z");
    CHECK(Instant{-1}.str() == "1969-12-31T23:59:59.999999Z");
    CHECK(Instant{}.plus_seconds(86'399).str() == "1970-01-01T23:59:59Z");
    CHECK(Instant{1} > Instant{});
}
