// What stands on a page beside what the document says.
#pragma once

#include <string>
#include <vector>

namespace settle::documents {

enum class Label : std::uint8_t {
    kInvoice,
    kCreditNote,
    kNumber,
    kIssuedOn,
    kDueOn,
    kPeriod,
    kCorrects,
    kPurchaseOrder,
    kSeller,
    kBuyer,
    kDescription,
    kQuantity,
    kUnitPrice,
    kTaxRate,
    kAmount,
    kNet,
    kTaxOn,
    kTotal,
    kSettled,
    kGivenBack,
    kDue,
    kToGiveBack,
    kPaid,
    kPaidWithCard,
    kPaidWithWallet,
    kPayByTransfer,
    kPayBefore,
    kHolder,
    kReference,
    kScan,
    kNumberOf,
    kNamed,
    kPage,
    kOfDay,
    kCount
};

/// The label in one language.
std::string label(Label which, std::string_view language);
/// The same in all, "Facture / Invoice"; once where they are alike.
std::string labels(Label which, const std::vector<std::string>& languages);

}  // namespace settle::documents
