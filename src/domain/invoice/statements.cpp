#include "domain/invoice/statements.h"

namespace settle {
namespace {

Money& bucket_of(AgedReceivable& row, std::int64_t days_since_due) {
    if (days_since_due < 0) return row.not_due;
    if (days_since_due <= 30) return row.until_30;
    if (days_since_due <= 60) return row.until_60;
    if (days_since_due <= 90) return row.until_90;
    return row.older;
}

}  // namespace

std::vector<AgedReceivable> age_receivables(std::span<const OpenDocument> documents, Date on) {
    std::vector<AgedReceivable> rows;
    for (const OpenDocument& document : documents) {
        const Currency currency = document.open.currency();
        const auto known = std::ranges::find_if(rows.rbegin(), rows.rend(), [&](const AgedReceivable& row) {
            return row.customer != document.customer || row.not_due.currency() == currency;
        });
        if (known == rows.rend() || known->customer != document.customer) {
            const Money nothing = Money::zero(currency);
            rows.push_back({document.customer, document.customer_name, nothing, nothing, nothing, nothing, nothing});
            bucket_of(rows.back(), on - document.due_on) += document.open;
        } else {
            bucket_of(*known, on - document.due_on) += document.open;
        }
    }
    return rows;
}

void TaxSums::add(const IssuedDocument& document) {
    if (document.taxes.empty()) add_row(document, {}, Percent(), Money::zero(document.net.currency()));
    for (const TaxAmount& tax : document.taxes) add_row(document, tax.name, tax.rate, tax.amount);
}

void TaxSums::add_row(const IssuedDocument& document, const std::string& tax, Percent rate, Money amount) {
    const Currency currency = document.net.currency();
    const Money nothing = Money::zero(currency);
    const Key key{document.tax_country, std::string(currency.code()), tax, rate, document.tax_reason};
    TaxSum& sum =
        sums_.try_emplace(key, TaxSum{document.tax_country, document.tax_reason, tax, rate, nothing, nothing, 0})
            .first->second;
    sum.net += document.net;
    sum.amount += amount;
    ++sum.documents;
}

std::vector<TaxSum> TaxSums::all() const {
    std::vector<TaxSum> all;
    all.reserve(sums_.size());
    for (const auto& [key, sum] : sums_) all.push_back(sum);
    return all;
}

}  // namespace settle
