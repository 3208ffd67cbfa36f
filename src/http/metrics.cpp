#include "http/metrics.h"

namespace settle::http {
namespace {

std::int64_t seconds_now() {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(since_epoch).count();
}

void describe(std::string& text, std::string_view name, std::string_view type, std::string_view help) {
    text += fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n", name, type, help);
}

}  // namespace

Metrics::Metrics() : started_at_(seconds_now()) {}

void Metrics::count_request(std::string_view operation, int status) {
    const std::lock_guard lock(mutex_);
    ++requests_[{std::string(operation), status}];
}

void Metrics::count_confirmation(std::string_view outcome) {
    const std::lock_guard lock(mutex_);
    ++confirmations_[std::string(outcome)];
}

std::string Metrics::text() const {
    const std::lock_guard lock(mutex_);
    std::string text;
    describe(text, "settle_requests_total", "counter", "Answered requests by operation and status.");
    std::uint64_t previews = 0;
    for (const auto& [key, count] : requests_) {
        const auto& [operation, status] = key;
        text += fmt::format("settle_requests_total{{operation=\"{}\",status=\"{}\"}} {}\n", operation, status, count);
        if (operation == "preview_change" && status == 200) previews += count;
    }
    describe(text, "settle_previews_total", "counter", "Summaries of changes that were shown.");
    text += fmt::format("settle_previews_total {}\n", previews);
    describe(text, "settle_confirmations_total", "counter", "Confirmations by what they came to.");
    for (const auto& [outcome, count] : confirmations_)
        text += fmt::format("settle_confirmations_total{{outcome=\"{}\"}} {}\n", outcome, count);
    describe(text, "process_start_time_seconds", "gauge", "When the process started, in seconds since 1970.");
    text += fmt::format("process_start_time_seconds {}\n", started_at_);
    return text;
}

std::string text_of_runs(const std::vector<LatestRun>& runs, Instant now) {
    const auto seconds_of = [&](const BillRun& run) {
        return static_cast<double>(run.ended_at.value_or(now).micros - run.started_at.micros) / 1e6;
    };
    std::string text;
    const auto tell = [&](std::string_view name, std::string_view help, const auto& value_of) {
        describe(text, name, "gauge", help);
        for (const LatestRun& latest : runs)
            text += fmt::format("{}{{vendor=\"{}\"}} {}\n", name, latest.vendor, value_of(latest.run));
    };
    tell("settle_bill_run_running", "Whether the latest bill run goes on.",
         [](const BillRun& run) { return run.state == BillRunState::kRunning ? 1 : 0; });
    tell("settle_bill_run_due", "Subscriptions that were due when the latest bill run began.",
         [](const BillRun& run) { return run.due; });
    tell("settle_bill_run_steps", "Steps the latest bill run took.", [](const BillRun& run) { return run.steps; });
    tell("settle_bill_run_invoices", "Invoices the latest bill run issued.",
         [](const BillRun& run) { return run.invoices; });
    tell("settle_bill_run_parked", "Subscriptions the latest bill run parked.",
         [](const BillRun& run) { return run.parked; });
    tell("settle_bill_run_steps_per_second", "Steps a second of the latest bill run.", [&](const BillRun& run) {
        return seconds_of(run) > 0 ? static_cast<double>(run.steps) / seconds_of(run) : 0.0;
    });
    return text;
}

std::string text_of_events(const OutboxFigures& figures, Instant now) {
    std::string text;
    const auto tell = [&](std::string_view name, std::string_view help, std::int64_t value) {
        describe(text, name, "gauge", help);
        text += fmt::format("{} {}\n", name, value);
    };
    tell("settle_events_customers_waiting", "Customers of whom an event was not delivered yet.", figures.waiting);
    tell("settle_events_customers_failing", "Customers of whom the earliest event could not be delivered so far.",
         figures.failing);
    // A clock that was moved back makes nothing older.
    const std::int64_t age = figures.oldest ? (now.micros - figures.oldest->micros) / 1'000'000 : 0;
    tell("settle_events_oldest_seconds", "How long ago the earliest event happened that was not delivered yet.",
         std::max<std::int64_t>(age, 0));
    return text;
}

std::string text_of_streams(std::size_t count) {
    std::string text;
    describe(text, "settle_live_streams", "gauge", "Open pages that follow what changes.");
    return text + fmt::format("settle_live_streams {}\n", count);
}

std::string text_of_mails(const MailFigures& figures) {
    std::string text;
    const auto tell = [&](std::string_view name, std::string_view help, std::int64_t value) {
        describe(text, name, "gauge", help);
        text += fmt::format("{} {}\n", name, value);
    };
    tell("settle_mails_waiting", "Mails that are to be sent.", figures.waiting);
    tell("settle_mails_failing", "Mails that wait and could not be sent so far.", figures.failing);
    tell("settle_mails_refused", "Mails that the mail server refused for good.", figures.refused);
    return text;
}

}  // namespace settle::http
