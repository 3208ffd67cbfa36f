#include "app/requests/civil_time.h"

#include <charconv>

#include <fmt/format.h>

namespace settle {
namespace {

constexpr int kMinutesOfDay = 24 * 60;
constexpr int kClocksWereMoved = 4 * 60;
constexpr std::int64_t kMicrosOfMinute = 60 * 1'000'000;

}  // namespace

std::string CivilTime::clock_text() const { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); }

std::optional<int> parse_minute(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    int hours = 0, minutes = 0;
    for (auto& [from, value] : {std::pair<const char*, int*>{text.data(), &hours}, {text.data() + 3, &minutes}}) {
        const auto read = std::from_chars(from, from + 2, *value);
        if (read.ec != std::errc() || read.ptr != from + 2 || *value < 0) return std::nullopt;
    }
    if (hours > 23 || minutes > 59) return std::nullopt;
    return hours * 60 + minutes;
}

Result<Instant> instant_of(const TimeZones& zones, std::string_view zone, CivilTime time) {
    if (time.minute < kClocksWereMoved) return TRY(zones.start_of(zone, time.day)).plus_seconds(time.minute * 60);
    const Instant end = TRY(zones.start_of(zone, time.day.plus_days(1)));
    return end.plus_seconds(-std::int64_t{kMinutesOfDay - time.minute} * 60);
}

Result<CivilTime> civil_time(const TimeZones& zones, std::string_view zone, Instant instant) {
    const Date day = TRY(zones.day_in(zone, instant));
    const Instant start = TRY(zones.start_of(zone, day));
    const Instant end = TRY(zones.start_of(zone, day.plus_days(1)));
    // Rounded down from the beginning, so up from the end.
    const auto left = (end.micros - instant.micros + kMicrosOfMinute - 1) / kMicrosOfMinute;
    const auto past = (instant.micros - start.micros) / kMicrosOfMinute;
    const bool is_late = kMinutesOfDay - left >= kClocksWereMoved;
    return CivilTime{day, static_cast<int>(is_late ? kMinutesOfDay - left : past)};
}

}  // namespace settle
