#include "main/ledger_command.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <memory>

#include "app/ledger/read_ledger.h"
#include "app/ledger/read_statements.h"
#include "domain/catalog/staff_role.h"
#include "main/house.h"
#include "wire/ledger.h"
#include "wire/statements.h"

namespace settle {
namespace {

constexpr const char* kFooter =
    "Days are those documents bear, and the vendor's own where money came or went; both are in the range.\n"
    "Exit status: 0 it was written, 2 it could not be.\n"
    "\n"
    "  settle ledger balance --config settle.toml --vendor acme --from 2026-01-01 --to 2026-12-31\n"
    "  settle ledger fec --config settle.toml --vendor acme --from 2026-01-01 --to 2026-12-31 --out fec.txt\n"
    "\n"
    "docs/operations/ledger.md says what is in each.\n";

enum class Book : std::uint8_t { kBalance, kJournal, kFec, kReceivables, kTaxes, kRevenue };

struct LedgerChoice {
    std::string config;
    std::string vendor;
    std::string from;
    std::string to;
    std::string on;
    std::string out;
    bool json = false;
};

int complain(const Error& error) {
    fmt::print(stderr, "settle ledger: {}{}\n", text_of(error, "en"),
               error.detail.empty() ? "" : " (" + error.detail + ")");
    return 2;
}

/// A file, or what the command prints.
class Sheet {
public:
    explicit Sheet(const std::string& path) : path_(path) {
        if (!path_.empty()) file_.open(path_, std::ios::binary);
    }
    void write(std::string_view text) {
        if (path_.empty()) is_written_ = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && is_written_;
        else file_.write(text.data(), static_cast<std::streamsize>(text.size()));
    }
    /// Fails with file_malformed when not all of it could be written.
    Result<void> close() {
        if (path_.empty()) is_written_ = std::fflush(stdout) == 0 && is_written_;
        else file_.flush();
        if (path_.empty() ? is_written_ : static_cast<bool>(file_)) return {};
        return fail(Error(ErrorCode::kFileMalformed)
                        .with("where", path_.empty() ? "standard output" : path_)
                        .with("reason", "it cannot be written"));
    }

private:
    const std::string path_;
    std::ofstream file_;
    bool is_written_ = true;
};

std::string table_of(const TrialBalance& balance) {
    std::string text = fmt::format("{:<4} {:<18} {:<8} {:>16} {:>16} {:>16} {:>16}\n", "", "account", "number",
                                   "opening", "debit", "credit", "closing");
    for (const AccountBalance& account : balance.accounts)
        text += fmt::format("{:<4} {:<18} {:<8} {:>16} {:>16} {:>16} {:>16}\n", account.opening.currency().code(),
                            account.account, account_name(account.account).number, account.opening.str(),
                            account.debit.str(), account.credit.str(), account.closing().str());
    return text;
}

Result<void> write_balance(const Context& context, const LedgerRange& range, const LedgerChoice& choice, Sheet& sheet) {
    const TrialBalance balance = TRY(read_trial_balance(context, range.from, range.to));
    if (choice.json) sheet.write(wire::text_of_json(wire::json_of(balance)) + "\n");
    else if (!choice.out.empty()) sheet.write(wire::csv_of(balance));
    else sheet.write(table_of(balance));
    return {};
}

// Page by page: a year of a large vendor is no more in memory than a day of a small one.
Result<void> write_journal(const Context& context, const LedgerRange& range, wire::JournalFormat format, Sheet& sheet) {
    std::string text(wire::head_of_journal(format));
    std::optional<JournalPlace> after;
    do {
        JournalPage page = TRY(read_journal(context, range, after, kJournalPageMax));
        for (const JournalEntry& entry : page.entries) wire::add_entry(text, entry, format);
        sheet.write(text);
        text.clear();
        after = std::move(page.next);
    } while (after);
    return {};
}

Result<void> write_receivables(const Context& context, const LedgerChoice& choice, Sheet& sheet) {
    const Date on = choice.on.empty() ? TRY(vendor_today(context)) : TRY(Date::parse(choice.on));
    std::string text(wire::head_of_receivables());
    CustomerId after;
    do {
        const AgedReceivables aged = TRY(read_aged_receivables(context, on, after, kJournalPageMax));
        wire::add_receivables(text, aged);
        sheet.write(text);
        text.clear();
        after = aged.next;
    } while (!after.empty());
    return {};
}

Result<void> write_taxes(const Context& context, const LedgerRange& range, const LedgerChoice& choice, Sheet& sheet) {
    const auto sums = TRY(read_taxes(context, range.from, range.to));
    if (choice.json) sheet.write(wire::text_of_json(wire::json_of_taxes(sums, range.from, range.to)) + "\n");
    else sheet.write(wire::csv_of_taxes(sums));
    return {};
}

Result<void> write_revenue(const Context& context, const LedgerRange& range, const LedgerChoice& choice, Sheet& sheet) {
    const auto month_of = [](Date day) {
        return static_cast<int>(day.ymd().year()) * 12 + static_cast<int>(static_cast<unsigned>(day.ymd().month()));
    };
    const int months = month_of(range.to) - month_of(range.from) + 1;
    if (months < 1 || months > kRevenueMonthsMax)
        return fail(Error(ErrorCode::kQueryInvalid, "to")
                        .with("value", "to")
                        .with("expected", fmt::format("{} … + {} months", range.from.str(), kRevenueMonthsMax)));
    const auto schedules = TRY(read_revenue(context, range.from, months));
    if (choice.json) sheet.write(wire::text_of_json(wire::json_of_revenue(schedules)) + "\n");
    else sheet.write(wire::csv_of_revenue(schedules));
    return {};
}

Result<void> write_ledger(Book book, const LedgerChoice& choice, House& house) {
    TRY(house.services().catalogs.find(choice.vendor));
    // Whoever may read the configuration and the store speaks for the vendor.
    Caller caller;
    caller.vendor = choice.vendor;
    caller.actor = {Actor::Kind::kStaff, kOperatorRole, "operator"};
    const Context context{house.services(), std::move(caller)};
    Sheet sheet(choice.out);
    if (book == Book::kReceivables) {
        TRY_VOID(write_receivables(context, choice, sheet));
        return sheet.close();
    }
    LedgerRange range;
    range.from = TRY(Date::parse(choice.from));
    range.to = TRY(Date::parse(choice.to));
    if (book == Book::kFec) range.currency = kEuro;
    switch (book) {
        case Book::kBalance: TRY_VOID(write_balance(context, range, choice, sheet)); break;
        case Book::kJournal: TRY_VOID(write_journal(context, range, wire::JournalFormat::kCsv, sheet)); break;
        case Book::kFec: TRY_VOID(write_journal(context, range, wire::JournalFormat::kFec, sheet)); break;
        case Book::kTaxes: TRY_VOID(write_taxes(context, range, choice, sheet)); break;
        case Book::kRevenue: TRY_VOID(write_revenue(context, range, choice, sheet)); break;
        case Book::kReceivables: break;
    }
    return sheet.close();
}

int run(Book book, const LedgerChoice& choice) {
    const auto config = read_config(choice.config);
    if (!config) return complain(config.error());
    ShiftedClock clock;
    clock.set_ahead_micros(config->bank.clock_ahead_seconds * 1'000'000);
    const auto house = House::open(*config, clock);
    if (!house) return complain(house.error());
    const auto written = write_ledger(book, choice, **house);
    return written ? 0 : complain(written.error());
}

}  // namespace

void add_ledger_command(CLI::App& app, int& status) {
    auto* ledger = app.add_subcommand("ledger", "The books of a vendor, for its accountants");
    ledger->require_subcommand(1);
    ledger->footer(kFooter);
    struct Part {
        Book book;
        const char* name;
        const char* about;
    };
    constexpr Part kParts[] = {
        {Book::kBalance, "balance", "What each account came to, and what was booked on either side of it"},
        {Book::kJournal, "journal", "Everything that was posted, as CSV"},
        {Book::kFec, "fec", "The same in euro as the file that French law asks for (LPF, article A47 A-1)"},
        {Book::kReceivables, "receivables", "What each customer owes, by the days since it fell due, as CSV"},
        {Book::kTaxes, "taxes", "Taxes of issued documents by country and rate, as CSV"},
        {Book::kRevenue, "revenue", "What was billed, earned and deferred, by month, as CSV"},
    };
    for (const Part& part : kParts) {
        auto choice = std::make_shared<LedgerChoice>();
        auto* command = ledger->add_subcommand(part.name, part.about);
        command->footer(kFooter);
        command->add_option("--config", choice->config, "Configuration file (TOML); SETTLE_* variables override it");
        command->add_option("--vendor", choice->vendor, "Whose books")->required();
        if (part.book == Book::kReceivables) {
            command->add_option("--on", choice->on, "As of this day, such as 2026-12-31; today when left out");
        } else {
            command->add_option("--from", choice->from, "The first day, such as 2026-01-01")->required();
            command->add_option("--to", choice->to, "The last day")->required();
        }
        command->add_option("--out", choice->out, "Write to this file, always as CSV unless --json");
        if (part.book == Book::kBalance || part.book == Book::kTaxes || part.book == Book::kRevenue)
            command->add_flag("--json", choice->json, "Print JSON");
        command->callback([book = part.book, choice, &status] { status = run(book, *choice); });
    }
}

}  // namespace settle
