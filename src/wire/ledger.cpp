#include "wire/ledger.h"

#include <algorithm>

#include "wire/csv_cell.h"

namespace settle::wire {
namespace {

struct JournalWords {
    std::string_view code;
    std::string_view label;
    std::string_view entry;  ///< What one of its entries is called, before the document's number.
};
constexpr JournalWords kWords[] = {
    {"VE", "Ventes", "Facture"},
    {"AV", "Avoirs", "Avoir"},
    {"BQ", "Banque", "Encaissement ou remboursement"},
    {"OD", "Opérations diverses", "Compensation ou geste commercial"},
};
static_assert(std::size(kWords) == kJournals);

const JournalWords& words_of(Journal journal) { return kWords[static_cast<std::size_t>(journal)]; }

/// A cell of the law's file holds neither its separators nor their stand-ins.
std::string fec_cell(std::string text) {
    for (char& c : text)
        if (static_cast<unsigned char>(c) < ' ' || c == '|') c = ' ';
    return text;
}

std::string fec_day(Date day) {
    std::string text = day.str();
    std::erase(text, '-');
    return text;
}

std::string fec_amount(Money amount) {
    std::string text = amount.str();
    std::ranges::replace(text, '.', ',');
    return text;
}

/// Accounts of persons name whose they are.
bool has_auxiliary(std::string_view account) { return account == "receivable" || account == "customer_balance"; }

void add_csv_line(std::string& text, const JournalEntry& entry, const LedgerEntry& line) {
    const Money nothing = Money::zero(entry.currency);
    const AccountName name = account_name(line.account);
    text += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{}\r\n", entry.day.str(), name_of(entry.journal),
                        entry.number, csv_cell(entry.document), entry.customer.view(), csv_cell(entry.customer_name),
                        csv_cell(line.account), name.number, csv_cell(std::string(name.label)), entry.currency.code(),
                        (line.amount.is_positive() ? line.amount : nothing).str(),
                        (line.amount.is_negative() ? -line.amount : nothing).str());
}

void add_fec_line(std::string& text, const JournalEntry& entry, const LedgerEntry& line) {
    const Money nothing = Money::zero(entry.currency);
    const AccountName name = account_name(line.account);
    const JournalWords& words = words_of(entry.journal);
    const bool is_person = has_auxiliary(line.account);
    const std::string day = fec_day(entry.day);
    const std::string document = fec_cell(entry.document);
    const std::string cells[] = {
        std::string(words.code),
        std::string(words.label),
        fmt::to_string(entry.number),
        day,
        std::string(name.number),
        fec_cell(std::string(name.label)),
        is_person ? fec_cell(entry.customer.str()) : std::string(),
        is_person ? fec_cell(entry.customer_name.empty() ? entry.customer.str() : entry.customer_name) : std::string(),
        document,
        day,
        fmt::format("{} {}", words.entry, document),
        fec_amount(line.amount.is_positive() ? line.amount : nothing),
        fec_amount(line.amount.is_negative() ? -line.amount : nothing),
        {},   // EcritureLet and DateLet: nothing is lettered here.
        {},
        day,  // What is posted is final at once.
        {},   // Montantdevise and Idevise: the file is in the books' own currency.
        {},
    };
    text += fmt::format("{}\r\n", fmt::join(cells, "\t"));
}

}  // namespace

JsonObject json_of(const TrialBalance& balance) {
    JsonArray accounts;
    for (const AccountBalance& account : balance.accounts) {
        const AccountName name = account_name(account.account);
        accounts.push_back(JsonObject{{"currency", view(account.opening.currency().code())},
                                      {"account", account.account},
                                      {"number", view(name.number)},
                                      {"label", view(name.label)},
                                      {"opening", json_of(account.opening)},
                                      {"debit", json_of(account.debit)},
                                      {"credit", json_of(account.credit)},
                                      {"closing", json_of(account.closing())}});
    }
    return {{"from", json_of(balance.from)}, {"to", json_of(balance.to)}, {"accounts", std::move(accounts)}};
}

std::string csv_of(const TrialBalance& balance) {
    std::string text = "currency,account,number,label,opening,debit,credit,closing\r\n";
    for (const AccountBalance& account : balance.accounts) {
        const AccountName name = account_name(account.account);
        text += fmt::format("{},{},{},{},{},{},{},{}\r\n", account.opening.currency().code(), csv_cell(account.account),
                            name.number, csv_cell(std::string(name.label)), account.opening.str(), account.debit.str(),
                            account.credit.str(), account.closing().str());
    }
    return text;
}

std::string_view head_of_journal(JournalFormat format) {
    if (format == JournalFormat::kCsv)
        return "day,journal,entry,document,customer,customer_name,account,number,label,currency,debit,credit\r\n";
    return "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef"
           "\t"
           "PieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\r\n";
}

void add_entry(std::string& text, const JournalEntry& entry, JournalFormat format) {
    for (const LedgerEntry& line : entry.lines) {
        if (line.amount.is_zero()) continue;
        if (format == JournalFormat::kFec) add_fec_line(text, entry, line);
        else add_csv_line(text, entry, line);
    }
}

}  // namespace settle::wire
