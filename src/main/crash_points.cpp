#include "main/crash_points.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <cstdlib>

namespace settle {

CrashPoints::CrashPoints() {
    if (const char* at = std::getenv("SETTLE_CRASH_AT")) crash_at_ = std::strtol(at, nullptr, 10);
    if (const char* name = std::getenv("SETTLE_CRASH_SIGNAL"); name != nullptr && std::string_view(name) == "STOP")
        signal_ = SIGSTOP;
    counts_statements_ = std::getenv("SETTLE_CRASH_INSIDE") != nullptr;
    if (const char* file = std::getenv("SETTLE_CRASH_LOG")) log_ = file;
}

void CrashPoints::reach(std::string_view boundary) {
    if (!armed()) return;
    const long number = ++count_;
    if (!log_.empty()) {
        const std::string line = fmt::format("{} {}\n", number, boundary);
        const int file = ::open(log_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (file >= 0) {
            // A log that cannot be written shows as a missing line, which the kill tests look for.
            [[maybe_unused]] const auto written = ::write(file, line.data(), line.size());
            ::close(file);
        }
    }
    if (number == crash_at_) ::kill(::getpid(), signal_);
}

}  // namespace settle
