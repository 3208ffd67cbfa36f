// Appointments on the clocks of a place, also on the days on which those are moved.
#include "app/requests/civil_time.h"

#include <doctest/doctest.h>

#include "adapters/system/time_zones.h"

using namespace settle;

TEST_CASE("what a clock shows is one moment, and that moment is what the clock shows") {
    const AbslTimeZones zones;
    struct Row {
        const char* zone;
        CivilTime time;
        const char* instant;
    };
    const Row rows[] = {
        {"America/Toronto", {Date(2026, 2, 20), 14 * 60}, "2026-02-20T19:00:00Z"},
        {"Europe/Paris", {Date(2026, 2, 20), 20 * 60}, "2026-02-20T19:00:00Z"},
        {"UTC", {Date(2026, 2, 20), 0}, "2026-02-20T00:00:00Z"},
        {"Asia/Kathmandu", {Date(2026, 2, 20), 9 * 60 + 30}, "2026-02-20T03:45:00Z"},
        // The clocks go forward at 02:00, and back at 03:00.
        {"Europe/Paris", {Date(2026, 3, 29), 9 * 60}, "2026-03-29T07:00:00Z"},
        {"Europe/Paris", {Date(2026, 3, 29), 60}, "2026-03-29T00:00:00Z"},
        {"Europe/Paris", {Date(2026, 10, 25), 9 * 60}, "2026-10-25T08:00:00Z"},
        {"Europe/Paris", {Date(2026, 10, 25), 23 * 60 + 59}, "2026-10-25T22:59:00Z"},
        {"America/Toronto", {Date(2026, 3, 8), 4 * 60}, "2026-03-08T08:00:00Z"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.zone);
        CAPTURE(row.instant);
        const Instant at = instant_of(zones, row.zone, row.time).value();
        CHECK(at.str() == row.instant);
        CHECK(civil_time(zones, row.zone, at).value() == row.time);
    }
    CHECK(civil_time(zones, "UTC", Instant{59'999'999}).value().clock_text() == "00:00");
    CHECK(instant_of(zones, "Mars/Base", {}).error().code == ErrorCode::kTimeZoneUnknown);
}

TEST_CASE("a time of a day is read strictly") {
    CHECK(parse_minute("00:00") == 0);
    CHECK(parse_minute("23:59") == 1439);
    for (const char* wrong : {"", "9:00", "24:00", "12:60", "12.30", "-1:00", "12:3", "12:300", "ab:cd", "+1:00"})
        CHECK_MESSAGE(!parse_minute(wrong), wrong);
}
