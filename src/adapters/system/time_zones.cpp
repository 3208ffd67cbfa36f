#include "adapters/system/time_zones.h"

#include <mutex>
#include <shared_mutex>

#include <absl/time/time.h>

namespace settle {
namespace {

constexpr std::size_t kZoneNameLengthMax = 64;

// The library also takes paths and pseudo zones ("file:/etc/passwd", "localtime"); a name from
// outside must not reach any file but the zone files.
bool is_zone_name(std::string_view name) {
    if (name.empty() || name.size() > kZoneNameLengthMax || name.starts_with('/') || name == "localtime") return false;
    return std::ranges::all_of(name, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/' || c == '_' ||
               c == '-' || c == '+';
    });
}

}  // namespace

class AbslTimeZones::Cache {
public:
    Result<absl::TimeZone> zone(std::string_view name) {
        {
            const std::shared_lock lock(mutex_);
            if (const auto known = zones_.find(name); known != zones_.end()) return known->second;
        }
        absl::TimeZone zone;
        const std::string text(name);
        if (!is_zone_name(name) || !absl::LoadTimeZone(text, &zone))
            return fail(Error(ErrorCode::kTimeZoneUnknown).with("value", text));
        const std::unique_lock lock(mutex_);
        zones_.emplace(text, zone);
        return zone;
    }

private:
    std::shared_mutex mutex_;
    std::map<std::string, absl::TimeZone, std::less<>> zones_;
};

AbslTimeZones::AbslTimeZones() : cache_(std::make_unique<Cache>()) {}
AbslTimeZones::~AbslTimeZones() = default;

Result<Date> AbslTimeZones::day_in(std::string_view zone, Instant instant) const {
    const absl::TimeZone rules = TRY(cache_->zone(zone));
    const absl::CivilDay day(absl::ToCivilSecond(absl::FromUnixMicros(instant.micros), rules));
    return Date(static_cast<int>(day.year()), static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

Result<Instant> AbslTimeZones::start_of(std::string_view zone, Date day) const {
    const absl::TimeZone rules = TRY(cache_->zone(zone));
    const auto ymd = day.ymd();
    const absl::CivilDay civil(static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                               static_cast<unsigned>(ymd.day()));
    const absl::TimeZone::TimeInfo midnight = rules.At(absl::CivilSecond(civil));
    // For a time that exists once or twice `pre` is the (earlier) instant itself.
    const bool skipped = midnight.kind == absl::TimeZone::TimeInfo::SKIPPED;
    return Instant{absl::ToUnixMicros(skipped ? midnight.trans : midnight.pre)};
}

}  // namespace settle
