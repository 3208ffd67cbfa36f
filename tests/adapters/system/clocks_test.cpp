#include "adapters/system/clocks.h"

#include <doctest/doctest.h>

namespace settle {
namespace {

TEST_CASE("a movable clock stands still until it is moved") {
    MovableClock clock(Instant{1'000'000});
    CHECK(clock.now() == Instant{1'000'000});
    clock.advance_seconds(86'400);
    CHECK(clock.now().str() == "1970-01-02T00:00:01Z");
    clock.set(Instant{0});
    CHECK(clock.now() == Instant{0});
}

TEST_CASE("the machine's clock is in this century") {
    CHECK(SystemClock().now() > Instant{1'700'000'000'000'000});
    CHECK(SystemClock().now() < Instant{4'102'444'800'000'000});
}

}  // namespace
}  // namespace settle
