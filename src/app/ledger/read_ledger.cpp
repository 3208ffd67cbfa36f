#include "app/ledger/read_ledger.h"

#include <charconv>

#include "domain/catalog/staff_role.h"

namespace settle {
namespace {

Result<void> check_days(Date from, Date to) {
    if (to >= from) return {};
    return fail(Error(ErrorCode::kQueryInvalid, "to").with("value", "to").with("expected", "≥ " + from.str()));
}

Error no_place() { return Error(ErrorCode::kQueryInvalid, "after").with("value", "after").with("expected", "next"); }

}  // namespace

Result<LedgerRange> year_until_today(const Context& context) {
    const auto catalog = TRY(context.catalog());
    const Date today = TRY(context.with.zones.day_in(catalog->time_zone, context.with.clock.now()));
    return LedgerRange{.from = Date(static_cast<int>(today.ymd().year()), 1, 1), .to = today};
}

Result<TrialBalance> read_trial_balance(const Context& context, Date from, Date to) {
    TRY_VOID(only_staff(context, StaffRight::kRecordPayments));
    TRY_VOID(check_days(from, to));
    TrialBalance balance{.from = from, .to = to, .accounts = {}};
    balance.accounts = TRY(look_up(context.with.store, [&](Transaction& tx) {
        return ledger_of(tx).account_balances(context.vendor(), from, to);
    }));
    if (const auto wrong = out_of_balance(balance.accounts))
        return fail(ErrorCode::kStoreFailed, {}, fmt::format("the ledger does not sum to zero in {}", wrong->code()));
    return balance;
}

Result<JournalPage> read_journal(const Context& context, const LedgerRange& range,
                                 const std::optional<JournalPlace>& after, int limit) {
    TRY_VOID(only_staff(context, StaffRight::kRecordPayments));
    TRY_VOID(check_days(range.from, range.to));
    JournalPlace place;
    place.apart.day = range.from;
    if (after) place = *after;
    const VendorName& vendor = context.vendor();
    return look_up(context.with.store, [&](Transaction& tx) -> Result<JournalPage> {
        LedgerStore& ledger = ledger_of(tx);
        // One more of each, so that the end is seen.
        const int ahead = limit + 1;
        auto sales = TRY(ledger.posted_with_documents(vendor, InvoiceKind::kInvoice, range, place.sales, ahead));
        auto notes =
            TRY(ledger.posted_with_documents(vendor, InvoiceKind::kCreditNote, range, place.credit_notes, ahead));
        auto apart = TRY(ledger.posted_apart(vendor, range, place.apart, ahead));
        const std::size_t all = sales.entries.size() + notes.entries.size() + apart.entries.size();
        std::vector<std::vector<JournalEntry>> streams;
        streams.push_back(std::move(sales.entries));
        streams.push_back(std::move(notes.entries));
        streams.push_back(std::move(apart.entries));
        MergedJournal merged = merge_journal(std::move(streams), static_cast<std::size_t>(limit), place.counters);
        if (merged.taken[0] > 0) place.sales = sales.places[merged.taken[0] - 1];
        if (merged.taken[1] > 0) place.credit_notes = notes.places[merged.taken[1] - 1];
        if (merged.taken[2] > 0) place.apart = apart.places[merged.taken[2] - 1];
        JournalPage page{.entries = std::move(merged.entries)};
        if (merged.taken[0] + merged.taken[1] + merged.taken[2] < all) page.next = std::move(place);
        return page;
    });
}

std::string text_of(const JournalPlace& place) {
    const auto& next = place.counters.next;
    return fmt::format("{}.{}.{}.{}.{}.{}.{}.{}.{}", place.sales.year, place.sales.number, place.credit_notes.year,
                       place.credit_notes.number, place.apart.day.str(), place.apart.customer.view(),
                       place.apart.document, place.apart.posting, fmt::join(next, "."));
}

Result<JournalPlace> parse_journal_place(std::string_view text) {
    std::vector<std::string_view> parts;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find('.', start), text.size());
        parts.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    if (parts.size() != 8 + kJournals) return fail(no_place());
    const auto whole = [&](std::size_t index, std::int64_t& number) {
        const std::string_view part = parts[index];
        const auto read = std::from_chars(part.data(), part.data() + part.size(), number);
        // Of a ledger no number is near it, and what counts on from it has room.
        constexpr std::int64_t kLargest = 1'000'000'000'000'000;
        return read.ec == std::errc() && read.ptr == part.data() + part.size() && number >= 0 && number <= kLargest;
    };
    JournalPlace place;
    std::int64_t sales_year = 0, notes_year = 0;
    bool is_read = whole(0, sales_year) && whole(1, place.sales.number) && whole(2, notes_year) &&
                   whole(3, place.credit_notes.number) && whole(7, place.apart.posting);
    for (std::size_t i = 0; i < kJournals; ++i) is_read = is_read && whole(8 + i, place.counters.next[i]);
    const auto day = Date::parse(parts[4]);
    if (!is_read || !day || sales_year > 9999 || notes_year > 9999) return fail(no_place());
    place.sales.year = static_cast<int>(sales_year);
    place.credit_notes.year = static_cast<int>(notes_year);
    place.apart.day = *day;
    place.apart.customer = CustomerId(parts[5]);
    place.apart.document = parts[6];
    return place;
}

}  // namespace settle
