// The ledger as accountants read it: a trial balance, a journal as a table, and the file French law asks for.
#pragma once

#include "app/ledger/read_ledger.h"
#include "wire/json.h"

namespace settle::wire {

JsonObject json_of(const TrialBalance& balance);
/// "currency,account,number,label,opening,debit,credit,closing" and a line for each.
std::string csv_of(const TrialBalance& balance);

/// kCsv: a line per line of an entry, with the words of ledger.h. kFec: the fichier des écritures comptables of
/// article A47 A-1 of the Livre des procédures fiscales, VIII: its 18 columns by name and in order, separated by
/// tabulators, days as 20261231, amounts with a decimal comma.
enum class JournalFormat : std::uint8_t { kCsv, kFec };
std::string_view head_of_journal(JournalFormat format);
/// The lines of one entry; lines of nothing are left out.
void add_entry(std::string& text, const JournalEntry& entry, JournalFormat format);

}  // namespace settle::wire
