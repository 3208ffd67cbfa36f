// Stops the process at a chosen boundary, the way a power cut would: for the kill tests.
#pragma once

#include <signal.h>

#include <atomic>
#include <string>
#include <string_view>

namespace settle {

/// Counts the boundaries a process passes: every transaction's begin, before and after commit, every
/// provider call before and after, every answer; with SETTLE_CRASH_INSIDE=1 in the environment every
/// statement inside a transaction, too. With SETTLE_CRASH_AT=n the n-th one is the last thing the process
/// does (SIGKILL), or, with SETTLE_CRASH_SIGNAL=STOP, where it stands still (SIGSTOP). With
/// SETTLE_CRASH_LOG=file each one is written there. Without them it does nothing.
class CrashPoints {
public:
    CrashPoints();
    void reach(std::string_view boundary);
    bool armed() const { return crash_at_ > 0 || !log_.empty(); }
    bool counts_statements() const { return armed() && counts_statements_; }

private:
    std::atomic<long> count_ = 0;
    long crash_at_ = 0;
    int signal_ = SIGKILL;
    bool counts_statements_ = false;
    std::string log_;
};

}  // namespace settle
