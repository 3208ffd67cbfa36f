#include "domain/invoice/ledger.h"

namespace settle {

std::vector<LedgerEntry> entries_for_issue(const Invoice& invoice) {
    const Amounts& amounts = invoice.amounts;
    std::vector<LedgerEntry> entries;
    entries.reserve(3);
    entries.emplace_back("receivable", amounts.total);
    entries.emplace_back("revenue", -amounts.net);
    Money tax = Money::zero(amounts.total.currency());
    for (const TaxAmount& component : amounts.taxes) tax += component.amount;
    if (!tax.is_zero()) entries.emplace_back("tax_payable", -tax);
    return entries;
}

std::vector<LedgerEntry> entries_for_payment(Money amount) { return {{"cash", amount}, {"receivable", -amount}}; }

std::vector<LedgerEntry> entries_for_balance(Money amount) {
    return {{"customer_balance", amount}, {"receivable", -amount}};
}

std::vector<LedgerEntry> entries_for_goodwill(Money amount) {
    return {{"goodwill", amount}, {"customer_balance", -amount}};
}

std::vector<LedgerEntry> entries_for_refund(Money amount) { return {{"receivable", amount}, {"cash", -amount}}; }

}  // namespace settle
