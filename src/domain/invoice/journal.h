// The ledger as accountants take it away: journals of what was posted, and what each account comes to.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/invoice/ledger.h"

namespace settle {

enum class Journal : std::uint8_t { kSales, kCreditNotes, kBank, kOther };
inline constexpr int kJournals = 4;
/// "sales", "credit_notes", "bank", "other"
std::string_view name_of(Journal journal);

/// Days, both in it, and one currency or all.
struct LedgerRange {
    Date from;
    Date to;
    std::optional<Currency> currency = {};
};

/// What was posted at once; its lines sum to zero.
struct JournalEntry {
    Journal journal = Journal::kSales;
    std::int64_t number = 0;  ///< From 1 without a gap, per journal of an export.
    Date day;
    std::string document;     ///< "2026-0001"; what belongs to no document names the subscription.
    CustomerId customer;
    std::string customer_name;
    Currency currency = kEuro;
    std::vector<LedgerEntry> lines;
};

/// Which journal has what was posted apart from its document: where money came or went, the bank's.
Journal journal_of(std::span<const LedgerEntry> lines);

/// The numbers that the next entry of each journal gets.
struct JournalCounters {
    std::array<std::int64_t, kJournals> next = {1, 1, 1, 1};
};
/// Merges what `streams` hold, each in its own order, by the first day at their heads; on one day the earlier stream
/// first. At most `limit` entries, numbered from `counters` on. What has only lines of nothing gets no number and is
/// left out, but counts as taken. `taken` says how many of each stream were.
struct MergedJournal {
    std::vector<JournalEntry> entries;
    std::vector<std::size_t> taken;
};
MergedJournal merge_journal(std::vector<std::vector<JournalEntry>> streams, std::size_t limit,
                            JournalCounters& counters);

/// What an account came to in one currency. Debit positive, credit negative in `opening` and `closing`.
struct AccountBalance {
    std::string account;
    Money opening;
    Money debit;   ///< Booked on this side in the range; not negative.
    Money credit;  ///< The same of the other side.
    Money closing() const { return opening + debit - credit; }
};
/// The first currency in which the accounts do not sum to zero, before or after; nothing when all do.
std::optional<Currency> out_of_balance(std::span<const AccountBalance> accounts);

/// How an account is called in a plan of accounts.
struct AccountName {
    std::string_view account;  ///< "receivable"
    std::string_view number;   ///< "411000", of the French plan comptable général.
    std::string_view label;
};
/// Of an account of ledger.h; the account itself under suspense (471000) when it is none of them.
AccountName account_name(std::string_view account);

}  // namespace settle
