// What the law of seller and buyer wants to read on a document.
#pragma once

#include "domain/document/document.h"

namespace settle {

/// The mentions of a document whose parties, taxes and `corrects` are known, in its languages. `reason`: why tax is or
/// is not charged.
std::vector<Mention> mentions_of(const Document& document, TaxReason reason);

/// What a bank's application reads: the payment code of the European Payments Council, version 2, character set UTF-8.
/// Empty where it is not in use: for another currency than the euro, outside of SEPA, or when nothing is due.
std::string transfer_code_of(const TransferAccount& account, const Money& due, std::string_view reference,
                             std::string_view holder);

}  // namespace settle
