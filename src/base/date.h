// Days, months counted from an anchor, half-open periods, and instants.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/ensure.h"
#include "base/result.h"

namespace settle {

/// A day of the calendar in the customer's billing zone; years 1970 to 9999.
class Date {
public:
    constexpr Date() = default;
    constexpr explicit Date(std::chrono::sys_days days) : days_(days) {}
    constexpr Date(int year, unsigned month, unsigned day)
        : days_(std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}) {}
    /// Reads "2026-03-01"; a day that does not exist (2026-02-30) is refused. Fails with date_malformed.
    static Result<Date> parse(std::string_view text);

    constexpr std::chrono::sys_days days() const { return days_; }
    constexpr std::chrono::year_month_day ymd() const { return std::chrono::year_month_day{days_}; }
    std::string str() const;  ///< "2026-03-01"

    friend constexpr bool operator==(const Date&, const Date&) = default;
    friend constexpr auto operator<=>(const Date&, const Date&) = default;
    friend constexpr std::int64_t operator-(Date later, Date earlier) { return (later.days_ - earlier.days_).count(); }
    constexpr Date plus_days(std::int64_t n) const { return Date(days_ + std::chrono::days{n}); }

private:
    std::chrono::sys_days days_{};
};

/// `anchor` plus n months, on the anchor's day or the month's last day if it has fewer. Always
/// count from the anchor, never from the previous boundary: 31 January, 28 February, 31 March.
Date add_months(Date anchor, std::int64_t n);

/// Days from first_day (in) to end_day (out).
struct Period {
    Date first_day;
    Date end_day;

    constexpr std::int64_t days() const { return end_day - first_day; }
    constexpr bool contains(Date day) const { return first_day <= day && day < end_day; }
    friend constexpr bool operator==(const Period&, const Period&) = default;
};

/// A point in time: microseconds since 1970-01-01T00:00Z.
struct Instant {
    std::int64_t micros = 0;
    friend constexpr auto operator<=>(const Instant&, const Instant&) = default;
    constexpr Instant plus_seconds(std::int64_t n) const { return {micros + n * 1'000'000}; }
    /// "2026-03-01T09:00:00Z", microseconds only when there are any.
    std::string str() const;
};

}  // namespace settle
