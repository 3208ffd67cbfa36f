// Who is on a document, and by which numbers registers know them.
#pragma once

#include "domain/document/document.h"

namespace settle {

DocumentParty party_of(const Seller& seller);
DocumentParty party_of(const BillingInformation& buyer);

}  // namespace settle
