// What accountants ask of issued documents: who owes for how long, and which taxes are owed where.
#pragma once

#include <map>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "domain/invoice/invoice.h"

namespace settle {

/// A document of which something is receivable on a day; negative where it is to be given back.
struct OpenDocument {
    CustomerId customer;
    std::string customer_name;
    std::string id;
    Date due_on;  ///< When it was issued, where it names no other day.
    Money open;
};

/// What one customer owes in one currency, by the days since it fell due.
struct AgedReceivable {
    CustomerId customer;
    std::string customer_name;
    Money not_due;
    Money until_30;  ///< 0 to 30 days ago.
    Money until_60;
    Money until_90;
    Money older;
    Money total() const { return not_due + until_30 + until_60 + until_90 + older; }
};
/// As of `on`, in the order of `documents`: those of one customer in one currency are one row.
std::vector<AgedReceivable> age_receivables(std::span<const OpenDocument> documents, Date on);

/// What is read of an issued document.
struct IssuedDocument {
    Date issued_on;
    TaxReason tax_reason = TaxReason::kNotTaxed;
    std::string tax_country;
    Money net;
    TaxAmounts taxes;
    Lines lines;
};

/// Documents by country, tax, rate and currency; what bears no tax stands by its reason, at 0 %.
struct TaxSum {
    std::string country;
    TaxReason reason = TaxReason::kNotTaxed;
    std::string tax;  ///< "TVA"; empty where none is charged.
    Percent rate;
    Money net;        ///< Invoices less credit notes; a document with two taxes is in both rows.
    Money amount;
    std::int64_t documents = 0;
};
class TaxSums {
public:
    void add(const IssuedDocument& document);
    std::vector<TaxSum> all() const;  ///< By country, currency, tax, rate and reason.

private:
    using Key = std::tuple<std::string, std::string, std::string, Percent, TaxReason>;
    void add_row(const IssuedDocument& document, const std::string& tax, Percent rate, Money amount);
    std::map<Key, TaxSum> sums_;
};

}  // namespace settle
