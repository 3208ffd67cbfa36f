#include "main/verify_command.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>

#include "adapters/store/open_store.h"
#include "adapters/system/clocks.h"
#include "main/progress_line.h"
#include "wire/json.h"

namespace settle {
namespace {

constexpr const char* kFooter =
    "It reads one snapshot, in memory that does not grow with the store, while servers go on working.\n"
    "Exit status: 0 every invariant holds, 1 there are findings, 2 the store cannot be read.\n"
    "\n"
    "--since looks only at customers about whom something happened since then (their newest event), and leaves\n"
    "out what needs everything: the pages of the file and its foreign keys (storage), the number series (numbers),\n"
    "and rows of customers that are not there. What was changed behind Settle's back has no new event: only a look\n"
    "at everything finds that. Look back a little further than the time between two runs.\n"
    "\n"
    "  settle verify --store settle.db\n"
    "  settle verify --store postgres://settle@db/settle --since 25h --json\n"
    "\n"
    "docs/operations/verify.md says what each check holds.\n";

struct VerifyChoice {
    std::string store = "settle.db";
    std::string since;
    bool json = false;
    bool quiet = false;
};

int complain(const Error& error) {
    fmt::print(stderr, "settle: {}{}\n", text_of(error, "en"), error.detail.empty() ? "" : " (" + error.detail + ")");
    return 2;
}

/// Writes findings as they come, and what they come to.
class Report {
public:
    virtual ~Report() = default;
    virtual void add(const Finding& finding) = 0;
    virtual void close(const VerifyReport& report, std::optional<Instant> since) = 0;
};

class TextReport final : public Report {
public:
    void add(const Finding& finding) override {
        fmt::print("{}: {}: {}\n", finding.invariant, finding.subject, finding.what);
    }
    void close(const VerifyReport& report, std::optional<Instant> since) override {
        if (since)
            fmt::print("{} customers changed since {}; not looked at: {}\n", report.customers, since->str(),
                       fmt::join(report.left_out, ", "));
        if (report.findings > 0) fmt::print("{} findings\n", report.findings);
        else fmt::print("ok: {}\n", since ? "what was looked at holds" : "every invariant holds");
    }
};

/// One JSON object; the findings are written while they are found, so that none are held.
class JsonReport final : public Report {
public:
    JsonReport() { fmt::print("{{\"findings\":["); }
    void add(const Finding& finding) override {
        fmt::print("{}\n{}", is_first_ ? "" : ",",
                   wire::text_of_json(wire::JsonObject{{"invariant", wire::json_of(finding.invariant)},
                                                       {"subject", wire::json_of(finding.subject)},
                                                       {"what", wire::json_of(finding.what)}}));
        is_first_ = false;
        ++counts_[finding.invariant];
    }
    void close(const VerifyReport& report, std::optional<Instant> since) override {
        wire::JsonObject by_invariant;
        for (const auto& [invariant, count] : counts_) by_invariant[wire::view(invariant)] = count;
        wire::JsonArray left_out;
        for (const std::string& name : report.left_out) left_out.push_back(wire::json_of(name));
        const std::string rest = wire::text_of_json(wire::JsonObject{{"ok", report.findings == 0},
                                                                     {"found", report.findings},
                                                                     {"found_by_invariant", by_invariant},
                                                                     {"customers", report.customers},
                                                                     {"since", wire::or_null(since)},
                                                                     {"left_out", left_out}});
        fmt::print("],\n{}\n", std::string_view(rest).substr(1));
    }

private:
    bool is_first_ = true;
    std::map<std::string, std::int64_t> counts_;
};

int run_verify(const VerifyChoice& choice) {
    VerifyWish wish;
    if (!choice.since.empty()) {
        const auto since = moment_from(choice.since, ShiftedClock().now());
        if (!since) return complain(since.error());
        wish.since = *since;
    }
    std::error_code error;
    const auto file = store_file(choice.store);
    if (file && !std::filesystem::exists(*file, error)) {
        fmt::print(stderr, "settle: there is no store at {}\n", *file);
        return 2;
    }
    const auto store = open_store({.url = choice.store});
    if (!store) return complain(store.error());
    std::unique_ptr<Report> report;
    if (choice.json) report = std::make_unique<JsonReport>();
    else report = std::make_unique<TextReport>();
    auto line = std::make_unique<ProgressLine>(choice.quiet);
    line->show("checking", 0, 0);
    wish.on_finding = [&](const Finding& finding) { report->add(finding); };
    wish.on_progress = [&](std::int64_t done, std::int64_t of) { line->show("checking", done, of); };
    const auto outcome = (*store)->verify(wish);
    line.reset();
    if (!outcome) return complain(outcome.error());
    report->close(*outcome, wish.since);
    return outcome->findings == 0 ? 0 : 1;
}

Result<Instant> refused(std::string_view text) {
    return fail(Error(ErrorCode::kFieldInvalid, "since")
                    .with("expected", "2026-11-30, 2026-11-30T02:00:00Z, 90m, 24h, 7d")
                    .with("value", std::string(text)));
}

std::optional<std::int64_t> number_in(std::string_view digits) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (digits.empty() || digits[0] == '-' || error != std::errc() || end != digits.data() + digits.size()) return {};
    return number;
}

/// "02:00:00" in seconds.
std::optional<std::int64_t> seconds_in(std::string_view time) {
    if (time.size() != 8 || time[2] != ':' || time[5] != ':') return {};
    const auto hours = number_in(time.substr(0, 2)), minutes = number_in(time.substr(3, 2)),
               seconds = number_in(time.substr(6, 2));
    if (!hours || !minutes || !seconds || *hours > 23 || *minutes > 59 || *seconds > 59) return {};
    return (*hours * 60 + *minutes) * 60 + *seconds;
}

}  // namespace

Result<Instant> moment_from(std::string_view text, Instant now) {
    constexpr std::size_t kDaySize = 10;
    constexpr std::int64_t kDaysMax = 100'000;
    constexpr std::int64_t kSecondsPerDay = 86'400;
    if (const auto day = Date::parse(text.substr(0, kDaySize))) {
        const Instant midnight =
            Instant{}.plus_seconds(static_cast<std::int64_t>(*day - Date(1970, 1, 1)) * kSecondsPerDay);
        if (text.size() == kDaySize) return midnight;
        const auto seconds = text.size() == kDaySize + 10 && text[kDaySize] == 'T' && text.back() == 'Z'
                                 ? seconds_in(text.substr(kDaySize + 1, 8))
                                 : std::nullopt;
        if (!seconds) return refused(text);
        return midnight.plus_seconds(*seconds);
    }
    if (text.empty()) return refused(text);
    const auto count = number_in(text.substr(0, text.size() - 1));
    const std::int64_t unit = text.back() == 'm' ? 60 : text.back() == 'h' ? 3'600 : kSecondsPerDay;
    if (!count || std::string_view("mhd").find(text.back()) == std::string_view::npos ||
        *count > kDaysMax * kSecondsPerDay / unit)
        return refused(text);
    return now.plus_seconds(-*count * unit);
}

void add_verify_command(CLI::App& app, int& status) {
    const auto choice = std::make_shared<VerifyChoice>();
    auto* command = app.add_subcommand("verify", "Check that everything that must always hold does hold in a store");
    command->footer(kFooter);
    command->add_option("--store", choice->store, "File of the store, or postgres://…")->capture_default_str();
    command->add_option(
        "--since", choice->since,
        "Only customers about whom something happened since then: 2026-11-30T02:00:00Z, 2026-11-30, 24h, 7d");
    command->add_flag("--json", choice->json, "One JSON object instead of lines");
    command->add_flag("--quiet", choice->quiet, "Show no progress on a terminal");
    command->callback([choice, &status] { status = run_verify(*choice); });
}

}  // namespace settle
