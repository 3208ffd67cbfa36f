// Double entry: what an invoice and its payment post. Entries of one transaction sum to zero.
#pragma once

#include <string>
#include <vector>

#include "domain/invoice/invoice.h"

namespace settle {

/// Accounts: receivable, revenue, tax_payable, cash, customer_balance.
struct LedgerEntry {
    std::string account;
    Money amount;  ///< Debit positive, credit negative.
};

/// An issued document: receivable against revenue and tax_payable.
std::vector<LedgerEntry> entries_for_issue(const Invoice& invoice);
/// A payment of it: cash against receivable.
std::vector<LedgerEntry> entries_for_payment(Money amount);

}  // namespace settle
