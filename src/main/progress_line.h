// How far long work is, for who waits for it at a terminal.
#pragma once

#include <unistd.h>

#include <cstdio>
#include <string>
#include <string_view>

#include "base/text.h"

namespace settle {

/// One line that is written over, on a terminal only.
class ProgressLine {
public:
    explicit ProgressLine(bool quiet) : is_shown_(!quiet && isatty(STDERR_FILENO) != 0) {}
    ~ProgressLine() {
        if (is_shown_) fmt::print(stderr, "\r\033[K");
    }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    void show(std::string_view step, std::int64_t done, std::int64_t of) {
        if (!is_shown_) return;
        const std::string line = of == 0 ? fmt::format("{} …", step) : fmt::format("{} {} %", step, done * 100 / of);
        if (line == shown_) return;
        shown_ = line;
        fmt::print(stderr, "\r\033[K{}", line);
        std::fflush(stderr);
    }

private:
    bool is_shown_;
    std::string shown_;
};

}  // namespace settle
