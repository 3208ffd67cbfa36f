// Counters for operators, in the text format of Prometheus.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace settle::http {

class Metrics {
public:
    Metrics();

    void count_request(std::string_view operation, int status);
    /// `outcome`: what a confirmation came to, "applied", "refused" …
    void count_confirmation(std::string_view outcome);
    std::string text() const;

private:
    const std::int64_t started_at_;  ///< Seconds since 1970.
    mutable std::mutex mutex_;
    std::map<std::pair<std::string, int>, std::uint64_t, std::less<>> requests_;
    std::map<std::string, std::uint64_t, std::less<>> confirmations_;
};

}  // namespace settle::http
