// From an invoice, as it was issued, to the document.
#pragma once

#include <map>

#include "domain/catalog/catalog.h"
#include "domain/document/document.h"

namespace settle {

/// Numbers of documents by their ids.
using DocumentNumbers = std::map<InvoiceId, std::string>;

/// How amounts, days and lines are put in words. Pure functions of what they are given.
struct DocumentWords {
    std::string (*money)(const Money&, std::string_view language) = nullptr;      ///< "1 234,50 €"
    std::string (*price)(const UnitPrice&, std::string_view language) = nullptr;  ///< The same of a unit price.
    std::string (*count)(std::int64_t, std::string_view language) = nullptr;      ///< "1 200"
    std::string (*percent)(const Percent&, std::string_view language) = nullptr;  ///< "9,975 %"
    std::string (*day)(Date, std::string_view language) = nullptr;                ///< "1er mars 2026"
    std::string (*period)(const Period&, std::string_view language) = nullptr;    ///< "du 1er au 31 mars 2026"
    std::string (*tax_name)(std::string_view name, std::string_view language) = nullptr;  ///< "GST" -> "TPS"
    std::string (*tax_text)(TaxReason, std::string_view country, std::string_view seller_country,
                            std::string_view language) = nullptr;
    std::string (*line_name)(const Line&, const Catalog&, std::string_view language) = nullptr;
    std::string (*arithmetic)(const Line&, const Catalog&, const DocumentNumbers&, std::string_view language) = nullptr;
};

/// All a document is made of.
struct DocumentSource {
    const Catalog& catalog;
    const Invoice& invoice;
    std::vector<Invoice> earlier;        ///< Those that its credit lines give back.
    Money settled;                       ///< What was paid of it, with the sign of its total.
    std::vector<std::string> languages;  ///< Not empty.
    std::optional<MethodDetails> paid_with = {};
    std::optional<TransferAccount> account = {};
};

/// In which languages a document is written when nobody asks for others: the customer's, if the vendor speaks it, else
/// the vendor's first. Where Quebec is concerned French is always among them (Charter of the French language, art. 57).
std::vector<std::string> document_languages(const Catalog& catalog, const Invoice& invoice, std::string_view language);

/// Equal sources give equal documents.
Document describe(const DocumentSource& source, const DocumentWords& words);

}  // namespace settle
