// The forms of a document that programs read.
#pragma once

#include <string>

#include "domain/document/document.h"

namespace settle::documents {

/// Cross Industry Invoice (UN/CEFACT D16B). With the document's profile it says so and keeps to EN 16931; without one
/// it carries each tax by its own name and claims nothing.
std::string cii_of(const Document& document);
/// UBL 2.1, Invoice or CreditNote; with the profile as Peppol BIS Billing 3.0 wants it.
std::string ubl_of(const Document& document);

}  // namespace settle::documents
