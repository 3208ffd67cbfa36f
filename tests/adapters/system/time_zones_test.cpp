#include "adapters/system/time_zones.h"

#include <doctest/doctest.h>

namespace settle {
namespace {

using std::string_literals::operator""s;

struct Midnight {
    const char* zone;
    Date day;
    const char* starts_at;
};

TEST_CASE("a day starts at its first instant that exists") {
    const AbslTimeZones zones;
    const Midnight cases[] = {
        {"UTC", Date(2026, 3, 1), "2026-03-01T00:00:00Z"},
        {"Europe/Paris", Date(2026, 3, 1), "2026-02-28T23:00:00Z"},
        {"Europe/Paris", Date(2026, 7, 1), "2026-06-30T22:00:00Z"},
        {"Europe/Paris", Date(2026, 3, 29), "2026-03-28T23:00:00Z"},
        {"Europe/Paris", Date(2026, 3, 30), "2026-03-29T22:00:00Z"},
        {"Europe/Paris", Date(2026, 10, 26), "2026-10-25T23:00:00Z"},
        {"Europe/Paris", Date(2038, 7, 1), "2038-06-30T22:00:00Z"},
        {"Europe/Paris", Date(2100, 7, 1), "2100-06-30T22:00:00Z"},
        {"America/Montreal", Date(2026, 3, 1), "2026-03-01T05:00:00Z"},
        {"Asia/Kathmandu", Date(2026, 3, 1), "2026-02-28T18:15:00Z"},
        {"America/Sao_Paulo", Date(2018, 11, 4), "2018-11-04T03:00:00Z"},
        {"America/Havana", Date(2025, 11, 2), "2025-11-02T04:00:00Z"},
        {"Pacific/Apia", Date(2011, 12, 30), "2011-12-30T10:00:00Z"},
    };
    for (const Midnight& row : cases) {
        CAPTURE(row.zone);
        CAPTURE(row.day.str());
        const auto start = zones.start_of(row.zone, row.day);
        REQUIRE(start.has_value());
        CHECK(start->str() == row.starts_at);
    }
}

TEST_CASE("the days of a zone follow each other without gap or overlap") {
    const AbslTimeZones zones;
    for (const char* zone : {"Europe/Paris", "America/Sao_Paulo", "America/Havana", "Australia/Lord_Howe"}) {
        CAPTURE(zone);
        for (Date day(2017, 1, 1); day < Date(2019, 1, 1); day = day.plus_days(1)) {
            const Instant start = zones.start_of(zone, day).value();
            REQUIRE(zones.day_in(zone, start).value() == day);
            REQUIRE(zones.day_in(zone, Instant{start.micros - 1}).value() == day.plus_days(-1));
        }
    }
}

TEST_CASE("what is not a zone is refused, also when it is a path") {
    const AbslTimeZones zones;
    for (const std::string& name : {""s, "Paris"s, "Europe"s, "Europe/Atlantis"s, "/etc/passwd"s, "../../etc/passwd"s,
                                    "file:/usr/share/zoneinfo/UTC"s, "localtime"s, "UTC\0x"s, std::string(300, 'A')}) {
        CAPTURE(name);
        const auto day = zones.day_in(name, Instant{});
        REQUIRE_FALSE(day.has_value());
        CHECK(day.error().code == ErrorCode::kTimeZoneUnknown);
    }
}

}  // namespace
}  // namespace settle
