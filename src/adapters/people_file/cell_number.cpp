#include "adapters/people_file/cell_number.h"

#include <charconv>
#include <cmath>

#include "base/date.h"

namespace settle {
namespace {

constexpr std::int64_t kMinutesOfDay = 24 * 60;
constexpr std::int64_t kLastDay = 2'958'465;  // 9999-12-31
constexpr std::int64_t kDaysUntil1904 = 1'462;

std::optional<double> number_of(const std::string& value) {
    double number = 0;
    const char* end = value.data() + value.size();
    const auto read = std::from_chars(value.data(), end, number);
    if (read.ec != std::errc{} || read.ptr != end || !std::isfinite(number)) return std::nullopt;
    return number;
}

}  // namespace

std::string number_text(const std::string& value) {
    const auto number = number_of(value);
    if (!number) return value;
    // Long digits are telephone numbers and the like, not measurements.
    return std::abs(*number) < 1e15 ? fmt::format("{:.15g}", *number) : fmt::format("{:.0f}", *number);
}

std::string date_text(const std::string& value, bool from_1904) {
    const auto number = number_of(value);
    const std::int64_t last_day = from_1904 ? kLastDay - kDaysUntil1904 : kLastDay;
    // Half a minute before the end of the last day would be rounded into the year 10000.
    if (!number || *number < 0 || *number >= static_cast<double>(last_day)) return value;
    const auto minutes = static_cast<std::int64_t>(std::llround(*number * static_cast<double>(kMinutesOfDay)));
    std::int64_t day = minutes / kMinutesOfDay;
    const std::int64_t minute = minutes % kMinutesOfDay;
    const std::string time = fmt::format("{:02}:{:02}", minute / 60, minute % 60);
    if (day == 0) return time;
    // The first spreadsheets believed that 1900 had a 29 February, and all others count that day since.
    constexpr std::int64_t kDayThatNeverWas = 60;
    if (!from_1904 && day < kDayThatNeverWas) ++day;
    const Date date = Date(from_1904 ? 1904 : 1899, from_1904 ? 1U : 12U, from_1904 ? 1U : 30U).plus_days(day);
    return minute == 0 ? date.str() : date.str() + " " + time;
}

}  // namespace settle
