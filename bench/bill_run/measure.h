// What a piece of work took: the clock on the wall, processor time, memory.
#pragma once

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <unistd.h>

namespace settle::bench {

/// Adds up what happens between start() and stop(), so that what lies in between is left out.
class Meter {
public:
    void start() {
        wall_began_ = std::chrono::steady_clock::now();
        cpu_began_ = own_cpu_seconds();
    }
    void stop() {
        wall_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - wall_began_).count();
        cpu_ += own_cpu_seconds() - cpu_began_;
    }
    double wall_seconds() const { return wall_; }
    /// User and system time of all threads of this process.
    double cpu_seconds() const { return cpu_; }

private:
    static double own_cpu_seconds() {
        timespec now{};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
    }
    std::chrono::steady_clock::time_point wall_began_;
    double cpu_began_ = 0;
    double wall_ = 0;
    double cpu_ = 0;
};

inline double peak_rss_mb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// User and system time of a database server so far: its first process, those that ended, and those that run.
inline double server_cpu_seconds(int pid) {
    const auto ticks = [](int of, int fields) {
        std::ifstream in("/proc/" + std::to_string(of) + "/stat");
        const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
        // The name in parentheses may hold anything; after it, utime is the twelfth field.
        std::istringstream rest(text.substr(std::min(text.size(), text.rfind(')') + 1)));
        std::string skipped;
        for (int i = 0; i < 11; ++i) rest >> skipped;
        double sum = 0;
        double value = 0;
        for (int i = 0; i < fields && rest >> value; ++i) sum += value;
        return sum;
    };
    if (pid == 0) return 0;
    double sum = ticks(pid, 4);
    std::ifstream children("/proc/" + std::to_string(pid) + "/task/" + std::to_string(pid) + "/children");
    for (int child = 0; children >> child;) sum += ticks(child, 2);
    return sum / static_cast<double>(sysconf(_SC_CLK_TCK));
}

/// The value below which `share` of `values` lie; 0 without any.
inline double percentile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    const auto index =
        std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())));
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(index), values.end());
    return values[index];
}

}  // namespace settle::bench
