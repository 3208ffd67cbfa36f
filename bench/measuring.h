// How benchmarks take the time: rounds of CPU seconds of one thread, and their median.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace settle::bench {

inline constexpr int kRounds = 7;
inline constexpr double kRoundSeconds = 0.3;
inline constexpr int kBatch = 100;  ///< Between two looks at the clock, which is a system call.

/// The text of `error` goes to whoever runs the benchmark; there is nothing sensible to go on with.
template <class T>
T must(Result<T> result, std::string_view what) {
    if (result) return *std::move(result);
    fmt::print(stderr, "bench: {}: {} {}\n", what, text_of(result.error(), "en"), result.error().detail);
    std::exit(2);
}

/// Time of this thread on its core: others on the machine do not count.
inline double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// Units per second of `round`, which does some work and answers how many units it was.
inline double rate(const std::function<std::int64_t()>& round, double seconds) {
    std::int64_t units = 0;
    const double start = cpu_seconds();
    double spent = 0;
    do {
        for (int i = 0; i < kBatch; ++i) units += round();
        spent = cpu_seconds() - start;
    } while (spent < seconds);
    return static_cast<double>(units) / spent;
}

inline double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

/// Keeps the compiler from leaving out what nobody reads.
template <class T>
void keep(const T& value) {
    asm volatile("" : : "g"(&value) : "memory");
}

}  // namespace settle::bench
