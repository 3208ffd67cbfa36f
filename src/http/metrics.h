// Counters for operators, in the text format of Prometheus.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/context.h"
#include "domain/renewal/bill_run.h"

namespace settle::http {

/// The latest bill run of a vendor.
struct LatestRun {
    std::string vendor;
    BillRun run;
};
/// How far the latest runs are, as gauges; `now` is what a run that goes on is measured until.
std::string text_of_runs(const std::vector<LatestRun>& runs, Instant now);

/// Pages that follow what changes, as a gauge.
std::string text_of_streams(std::size_t count);

/// Mails that wait, and those that were refused, as gauges.
std::string text_of_mails(const MailFigures& figures);

/// What waits to be told to whoever receives events, as gauges.
std::string text_of_events(const OutboxFigures& figures, Instant now);

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
