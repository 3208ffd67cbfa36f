// Double entry: what an invoice and its payment post. Entries of one transaction sum to zero.
#pragma once

#include <string>
#include <vector>

#include "domain/invoice/invoice.h"

namespace settle {

/// Accounts: receivable, revenue, tax_payable, cash, customer_balance, goodwill.
struct LedgerEntry {
    std::string account;
    Money amount;  ///< Debit positive, credit negative.
};

/// An issued document: receivable against revenue and tax_payable.
std::vector<LedgerEntry> entries_for_issue(const Invoice& invoice);
/// A payment of it: cash against receivable.
std::vector<LedgerEntry> entries_for_payment(Money amount);
/// A payment of it from the customer's balance: customer_balance against receivable.
std::vector<LedgerEntry> entries_for_balance(Money amount);
/// Money given to the customer's balance: goodwill against customer_balance.
std::vector<LedgerEntry> entries_for_goodwill(Money amount);
/// Money paid back: receivable against cash.
std::vector<LedgerEntry> entries_for_refund(Money amount);

}  // namespace settle
