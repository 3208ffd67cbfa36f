// Stops the process at a chosen boundary, the way a power cut would: for the kill tests.
#pragma once

#include <atomic>
#include <string>
#include <string_view>

namespace settle {

/// Counts the boundaries a process passes: every transaction's begin, before and after commit, every
/// provider call before and after, every answer. With SETTLE_CRASH_AT=n in the environment the n-th one
/// is the last thing the process does (SIGKILL); with SETTLE_CRASH_LOG=file each one is written there.
/// Without them it does nothing.
class CrashPoints {
public:
    CrashPoints();
    void reach(std::string_view boundary);
    bool armed() const { return crash_at_ > 0 || !log_.empty(); }

private:
    std::atomic<long> count_ = 0;
    long crash_at_ = 0;
    std::string log_;
};

}  // namespace settle
