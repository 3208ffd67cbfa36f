#include "main/bill_report.h"

#include <unistd.h>

#include <cstdio>

#include "wire/bill_runs.h"

namespace settle {
namespace {

constexpr std::int64_t kPlainPauseSeconds = 5;

std::int64_t seconds_now() {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

void print_json(wire::JsonObject object) { fmt::print("{}\n", wire::text_of_json(std::move(object))); }

std::string_view words_of(RoundsEnd end) {
    switch (end) {
        case RoundsEnd::kNothingLeft: return "nothing is left";
        case RoundsEnd::kPaused: return "paused";
        case RoundsEnd::kStopped: return "stopped";
        case RoundsEnd::kLeft: return "left, for whoever goes on";
        case RoundsEnd::kTakenFurther: return "taken further meanwhile, by whoever goes on";
    }
    return "";
}

wire::JsonArray texts(const std::vector<std::string>& lines) {
    wire::JsonArray array;
    for (const std::string& line : lines) array.push_back(wire::json_of(std::string_view(line)));
    return array;
}

void print_sums(std::string_view currency, const ForeseenTotals& sums) {
    fmt::print("{} {}: net {}", sums.invoices, sums.invoices == 1 ? "invoice" : "invoices", sums.net.str());
    for (const auto& [tax, amount] : sums.taxes) fmt::print(", {} {}% {}", tax.first, tax.second, amount.str());
    fmt::print(", total {} {}", sums.total.str(), currency);
    if (!sums.from_balance.is_zero()) fmt::print(", of it {} from balances", sums.from_balance.str());
    fmt::print("\n");
}

wire::JsonObject json_of_sums(const ForeseenTotals& sums) {
    wire::JsonArray taxes;
    for (const auto& [tax, amount] : sums.taxes)
        taxes.push_back(wire::JsonObject{{"name", tax.first}, {"rate", tax.second}, {"amount", wire::json_of(amount)}});
    return {{"invoices", sums.invoices},
            {"net", wire::json_of(sums.net)},
            {"taxes", std::move(taxes)},
            {"total", wire::json_of(sums.total)},
            {"from_balance", wire::json_of(sums.from_balance)}};
}

}  // namespace

ProgressPrinter::ProgressPrinter() : is_terminal_(isatty(STDERR_FILENO) == 1) {}

void ProgressPrinter::show(const RunProgress& progress) {
    const bool is_last = progress.run.state != BillRunState::kRunning;
    if (!is_terminal_ && !is_last && seconds_now() - told_at_ < kPlainPauseSeconds) return;
    told_at_ = seconds_now();
    const BillRun& run = progress.run;
    std::string line =
        fmt::format("{:3.0f} %  {} steps, {} invoices, {} parked, {:.0f} a second", progress.share_done * 100,
                    run.steps, run.invoices, run.parked, progress.steps_per_second);
    if (!is_last && progress.seconds_left) line += fmt::format(", {} s left", *progress.seconds_left);
    if (is_terminal_) fmt::print(stderr, "\r\x1b[K{}", line);
    else fmt::print(stderr, "{}\n", line);
    std::fflush(stderr);
    is_on_line_ = is_terminal_;
}

void ProgressPrinter::finish() {
    if (is_on_line_) fmt::print(stderr, "\n");
    is_on_line_ = false;
}

void print_run(const VendorName& vendor, const BillRunReport& report, Output output) {
    const BillRun& run = report.run;
    if (output == Output::kJson) {
        wire::JsonObject object = wire::json_of(run);
        object["vendor"] = vendor;
        object["end"] = wire::json_of(words_of(report.end));
        object["charges"] = wire::JsonObject{{"sent", report.charges.sent},
                                             {"paid", report.charges.paid},
                                             {"declined", report.charges.declined},
                                             {"failed", report.charges.failed},
                                             {"failures", texts(report.charges.failures)},
                                             {"provider_is_away", report.charges.provider_is_away}};
        object["failures"] = texts(report.rounds.failures);
        object["not_due_yet"] = report.rounds.not_due;
        return print_json(std::move(object));
    }
    fmt::print("{}: {} until {}: {} ({})\n", vendor, run.id, run.until.str(), name_of(run.state), words_of(report.end));
    fmt::print("  {} steps, {} invoices, {} parked\n", run.steps, run.invoices, run.parked);
    fmt::print("  charges: {} sent, {} paid, {} declined\n", report.charges.sent, report.charges.paid,
               report.charges.declined);
    if (report.rounds.not_due > 0)
        fmt::print("  {} not due yet: the day begins later in their time zone; the server or the next run takes them\n",
                   report.rounds.not_due);
    if (report.charges.provider_is_away)
        fmt::print("  The payment provider does not answer. What is left is charged by the server or the next run.\n");
    for (const std::string& failure : report.charges.failures) fmt::print(stderr, "  charge {}\n", failure);
    for (const std::string& failure : report.rounds.failures) fmt::print(stderr, "  {}\n", failure);
}

void print_runs(const VendorName& vendor, const std::vector<BillRun>& runs, Output output) {
    for (const BillRun& run : runs) {
        if (output == Output::kJson) {
            wire::JsonObject object = wire::json_of(run);
            object["vendor"] = vendor;
            print_json(std::move(object));
            continue;
        }
        fmt::print("{} {} until {}: {}, {} due, {} steps, {} invoices, {} parked, began {}{}\n", vendor, run.id,
                   run.until.str(), name_of(run.state), run.due, run.steps, run.invoices, run.parked,
                   run.started_at.str(), run.failure.empty() ? "" : ", " + run.failure);
    }
}

void print_parked(const VendorName& vendor, const std::vector<Parked>& parked, Output output) {
    for (const Parked& one : parked) {
        if (output == Output::kJson) {
            wire::JsonObject object = wire::json_of(one);
            object["vendor"] = vendor;
            print_json(std::move(object));
            continue;
        }
        fmt::print("{} {} due {}: {}: {}\n", vendor, one.customer.str(), one.due_on.str(), one.code, one.detail);
    }
}

void print_foreseen(const VendorName& vendor, const Invoice& invoice, Output output) {
    const Amounts& amounts = invoice.amounts;
    if (output == Output::kJson) {
        return print_json({{"vendor", vendor},
                           {"customer", invoice.customer.str()},
                           {"issued_on", wire::json_of(invoice.issued_on)},
                           {"reason", wire::json_of(name_of(invoice.reason))},
                           {"period", wire::json_of(invoice.period)},
                           {"net", wire::json_of(amounts.net)},
                           {"total", wire::json_of(amounts.total)},
                           {"currency", wire::json_of(amounts.total.currency().code())}});
    }
    fmt::print("{} {} {} to {}: {} {} {}\n", vendor, invoice.customer.str(), invoice.period.first_day.str(),
               invoice.period.end_day.str(), name_of(invoice.reason), amounts.total.str(),
               amounts.total.currency().code());
}

void print_dry_run(const VendorName& vendor, const DryRun& foreseen, Output output) {
    if (output == Output::kJson) {
        wire::JsonObject totals;
        for (const auto& [currency, sums] : foreseen.by_currency) totals[currency] = json_of_sums(sums);
        print_json({{"vendor", vendor},
                    {"until", wire::json_of(foreseen.until)},
                    {"subscriptions", foreseen.subscriptions},
                    {"steps", foreseen.steps},
                    {"parked", foreseen.parked.size()},
                    {"totals", std::move(totals)}});
    } else {
        fmt::print("{}: a run until {} takes {} steps of {} subscriptions\n", vendor, foreseen.until.str(),
                   foreseen.steps, foreseen.subscriptions);
        for (const auto& [currency, sums] : foreseen.by_currency) {
            fmt::print("  ");
            print_sums(currency, sums);
        }
    }
    print_parked(vendor, foreseen.parked, output);
}

}  // namespace settle
