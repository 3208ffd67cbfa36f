#include "http/rate_limit.h"

#include <doctest/doctest.h>

namespace settle::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr RateLimiter::Instant kStart{seconds(1000)};

TEST_CASE("a burst is allowed, then one call per interval, for each key alone") {
    RateLimiter limiter({.burst = 3, .one_per = seconds(2), .keys_max = 10});
    for (int i = 0; i < 3; ++i) CHECK(!limiter.seconds_to_wait("a", kStart));
    CHECK(limiter.seconds_to_wait("a", kStart) == 2);
    CHECK(limiter.seconds_to_wait("a", kStart + milliseconds(1500)) == 1);
    CHECK(!limiter.seconds_to_wait("b", kStart));
    CHECK(!limiter.seconds_to_wait("a", kStart + seconds(2)));
    CHECK(limiter.seconds_to_wait("a", kStart + seconds(2)) == 2);
}

TEST_CASE("who waits long enough has the whole burst again") {
    RateLimiter limiter({.burst = 3, .one_per = seconds(2), .keys_max = 10});
    for (int i = 0; i < 3; ++i) CHECK(!limiter.seconds_to_wait("a", kStart));
    for (int i = 0; i < 3; ++i) CHECK(!limiter.seconds_to_wait("a", kStart + seconds(60)));
    CHECK(limiter.seconds_to_wait("a", kStart + seconds(60)));
}

TEST_CASE("keys that are owed nothing make room for new ones") {
    RateLimiter limiter({.burst = 1, .one_per = seconds(2), .keys_max = 2});
    CHECK(!limiter.seconds_to_wait("a", kStart));
    CHECK(!limiter.seconds_to_wait("b", kStart + seconds(1)));
    CHECK(!limiter.seconds_to_wait("c", kStart + seconds(2)));
    CHECK(limiter.seconds_to_wait("b", kStart + seconds(2)));
}

TEST_CASE("a flood of keys forgives nobody who knocked too often") {
    RateLimiter limiter({.burst = 3, .one_per = seconds(2), .keys_max = 4});
    for (int i = 0; i < 3; ++i) CHECK(!limiter.seconds_to_wait("a", kStart));
    REQUIRE(limiter.seconds_to_wait("a", kStart));
    for (int i = 0; i < 100; ++i) CHECK(!limiter.seconds_to_wait(std::to_string(i), kStart));
    CHECK(limiter.seconds_to_wait("a", kStart) == 2);
    CHECK(!limiter.seconds_to_wait("a", kStart + seconds(2)));
    CHECK(limiter.seconds_to_wait("a", kStart + seconds(2)) == 2);
}

}  // namespace
}  // namespace settle::http
