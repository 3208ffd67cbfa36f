// What both electronic forms say in the same way.
#pragma once

#include <string>
#include <string_view>

#include "domain/document/document.h"

namespace settle::documents {

inline constexpr std::string_view kEn16931 = "urn:cen.eu:en16931:2017";

/// The days of all lines; those of the subscription's period when there is no line. The last day is the end.
struct CoveredDays {
    Date first;
    Date last;
};
CoveredDays covered_by(const Document& document);
CoveredDays covered_by(const Period& period);

/// UNTDID 4461: 48 card, 68 online payment service, 58 SEPA transfer, 30 other transfer; empty when nobody knows.
std::string_view means_code_of(const Document& document);

/// UNTDID 5153: "VAT"; "GST" and "STT" for the federal and the provincial taxes of Canada.
std::string_view tax_type_of(const Document& document, const DocumentTax& tax);

/// Whether VAT numbers may stand on it (BR-O-02).
bool may_name_vat_numbers(const Document& document);

/// In the document's first language.
const std::string& words_in(const Document& document, const Text& text);

}  // namespace settle::documents
