#include "domain/invoice/journal.h"

#include <algorithm>
#include <map>

namespace settle {
namespace {

constexpr AccountName kAccounts[] = {
    {"receivable", "411000", "Clients"},
    {"revenue", "706000", "Prestations de services"},
    {"tax_payable", "445710", "TVA collectée"},
    {"cash", "512000", "Banques"},
    {"customer_balance", "419100", "Clients - Avances et acomptes reçus"},
    {"goodwill", "709600", "RRR accordés sur prestations de services"},
};

bool says_something(const JournalEntry& entry) {
    return std::ranges::any_of(entry.lines, [](const LedgerEntry& line) { return !line.amount.is_zero(); });
}

}  // namespace

std::string_view name_of(Journal journal) {
    constexpr std::string_view kNames[] = {"sales", "credit_notes", "bank", "other"};
    return kNames[static_cast<std::size_t>(journal)];
}

Journal journal_of(std::span<const LedgerEntry> lines) {
    const bool moves_money = std::ranges::any_of(lines, [](const LedgerEntry& line) { return line.account == "cash"; });
    return moves_money ? Journal::kBank : Journal::kOther;
}

MergedJournal merge_journal(std::vector<std::vector<JournalEntry>> streams, std::size_t limit,
                            JournalCounters& counters) {
    MergedJournal merged{.entries = {}, .taken = std::vector<std::size_t>(streams.size())};
    for (std::size_t taken = 0; taken < limit; ++taken) {
        std::optional<std::size_t> first;
        for (std::size_t i = 0; i < streams.size(); ++i) {
            if (merged.taken[i] == streams[i].size()) continue;
            if (!first || streams[i][merged.taken[i]].day < streams[*first][merged.taken[*first]].day) first = i;
        }
        if (!first) break;
        JournalEntry& entry = streams[*first][merged.taken[*first]++];
        if (!says_something(entry)) continue;
        entry.number = counters.next[static_cast<std::size_t>(entry.journal)]++;
        merged.entries.push_back(std::move(entry));
    }
    return merged;
}

std::optional<Currency> out_of_balance(std::span<const AccountBalance> accounts) {
    struct Sums {
        Money opening;
        Money closing;
    };
    std::map<std::string, Sums> sums;
    for (const AccountBalance& account : accounts) {
        const Currency currency = account.opening.currency();
        const Money nothing = Money::zero(currency);
        Sums& sum = sums.try_emplace(std::string(currency.code()), Sums{nothing, nothing}).first->second;
        sum.opening += account.opening;
        sum.closing += account.closing();
    }
    for (const AccountBalance& account : accounts) {
        const Sums& sum = sums.at(std::string(account.opening.currency().code()));
        if (!sum.opening.is_zero() || !sum.closing.is_zero()) return account.opening.currency();
    }
    return std::nullopt;
}

AccountName account_name(std::string_view account) {
    for (const AccountName& known : kAccounts)
        if (known.account == account) return known;
    return {account, "471000", account};
}

}  // namespace settle
