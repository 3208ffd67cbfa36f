// The vendor's ledger for its accountants.
#include "http/handlers/ledger.h"

#include "app/ledger/read_ledger.h"
#include "app/ledger/read_statements.h"
#include "wire/ledger.h"
#include "wire/statements.h"

namespace settle::http {
namespace {

Result<Date> day_asked(const Call& call, std::string_view name, Date otherwise) {
    const std::string text = TRY(call.query_text(name, 10));
    if (text.empty()) return otherwise;
    const auto day = Date::parse(text);
    if (!day)
        return fail(Error(ErrorCode::kQueryInvalid, std::string(name))
                        .with("value", std::string(name))
                        .with("expected", "2026-01-31"));
    return *day;
}

Result<LedgerRange> range_asked(const Call& call) {
    LedgerRange range = TRY(year_until_today(call.context()));
    range.from = TRY(day_asked(call, "from", range.from));
    range.to = TRY(day_asked(call, "to", range.to));
    return range;
}

Answer read_ledger_balance(const Call& call) {
    const LedgerRange range = TRY(range_asked(call));
    return reply(wire::json_of(TRY(settle::read_trial_balance(call.context(), range.from, range.to))));
}

Result<wire::JournalFormat> format_asked(const Call& call) {
    const std::string text = TRY(call.query_text("format", 8));
    if (text.empty() || text == "csv") return wire::JournalFormat::kCsv;
    if (text == "fec") return wire::JournalFormat::kFec;
    return fail(Error(ErrorCode::kQueryInvalid, "format").with("value", "format").with("expected", "csv | fec"));
}

Answer read_ledger_journal(const Call& call) {
    const wire::JournalFormat format = TRY(format_asked(call));
    LedgerRange range = TRY(range_asked(call));
    // The law's file has amounts of the books' own currency alone.
    if (format == wire::JournalFormat::kFec) range.currency = kEuro;
    const std::string after = TRY(call.query_text("after", 400));
    std::optional<JournalPlace> place;
    if (!after.empty()) place = TRY(parse_journal_place(after));
    const auto limit = static_cast<int>(TRY(call.query_integer("limit", 1, kJournalPageMax, kJournalPageMax)));
    const JournalPage page = TRY(settle::read_journal(call.context(), range, place, limit));
    Reply answer;
    // Pages are put behind each other: only the first has a head.
    if (!place) answer.text = wire::head_of_journal(format);
    for (const JournalEntry& entry : page.entries) wire::add_entry(answer.text, entry, format);
    const bool is_fec = format == wire::JournalFormat::kFec;
    answer.content_type = is_fec ? "text/plain; charset=utf-8" : "text/csv; charset=utf-8";
    answer.headers.emplace_back("Content-Disposition",
                                fmt::format("attachment; filename=\"{}-{}.{}\"", is_fec ? "fec" : "journal",
                                            range.to.str(), is_fec ? "txt" : "csv"));
    if (page.next) answer.headers.emplace_back("Settle-Next", text_of(*page.next));
    return answer;
}

Answer list_receivables(const Call& call) {
    const Date on = TRY(day_asked(call, "on", TRY(vendor_today(call.context()))));
    const CustomerId after(TRY(call.query_text("after", 64)));
    const auto limit = static_cast<int>(TRY(call.query_integer("limit", 1, 200, 50)));
    return reply(wire::json_of(TRY(settle::read_aged_receivables(call.context(), on, after, limit))));
}

Answer read_ledger_taxes(const Call& call) {
    const LedgerRange range = TRY(range_asked(call));
    const auto sums = TRY(settle::read_taxes(call.context(), range.from, range.to));
    return reply(wire::json_of_taxes(sums, range.from, range.to));
}

Answer read_revenue(const Call& call) {
    const Date first = TRY(day_asked(call, "from", TRY(year_until_today(call.context())).from));
    const auto months = static_cast<int>(TRY(call.query_integer("months", 1, kRevenueMonthsMax, 12)));
    return reply(wire::json_of_revenue(TRY(settle::read_revenue(call.context(), first, months))));
}

}  // namespace

std::span<const Handled> ledger_operations() {
    static constexpr Handled kHandled[] = {
        {"read_ledger_balance", read_ledger_balance},
        {"read_ledger_journal", read_ledger_journal},
        {"list_receivables", list_receivables},
        {"read_ledger_taxes", read_ledger_taxes},
        {"read_revenue", read_revenue},
    };
    return kHandled;
}

}  // namespace settle::http
