// The vendor's ledger for its accountants.
#pragma once

#include "app/context.h"
#include "ports/ledger.h"

namespace settle {

/// What is read where no days are named: the vendor's calendar year, until its today.
Result<LedgerRange> year_until_today(const Context& context);

struct TrialBalance {
    Date from;
    Date to;
    std::vector<AccountBalance> accounts;  ///< By currency, then account.
};
/// What each account came to before `from`, and what was booked until `to`, both days in it. Fails with
/// staff_required, staff_right_required, query_invalid (the days end before they begin), store_failed (the accounts do
/// not sum to zero).
Result<TrialBalance> read_trial_balance(const Context& context, Date from, Date to);

/// Where a page of the journal ended.
struct JournalPlace {
    DocumentPlace sales;
    DocumentPlace credit_notes;
    PostingPlace apart;
    JournalCounters counters;
};
struct JournalPage {
    std::vector<JournalEntry> entries;
    std::optional<JournalPlace> next = {};
};
inline constexpr int kJournalPageMax = 1'000;
/// Up to `limit` entries, in the order of days; each journal in the order in which it was written. Numbers begin with 1
/// on the first day of the range. Fails as read_trial_balance().
Result<JournalPage> read_journal(const Context& context, const LedgerRange& range,
                                 const std::optional<JournalPlace>& after, int limit);

/// As it goes into an address and comes back: "2026.17.2026.0.2026-03-01.cus_….inv_….2.18.1.9.1".
std::string text_of(const JournalPlace& place);
/// Fails with query_invalid.
Result<JournalPlace> parse_journal_place(std::string_view text);

}  // namespace settle
