// Documents as they were handed out: what somebody got once, everybody gets again.
#pragma once

#include "base/ensure.h"
#include "domain/document/document.h"
#include "ports/store.h"

namespace settle {

/// One form of an invoice that was made, and what it was made of beside the invoice.
struct ArchivedDocument {
    InvoiceId invoice;
    CustomerId customer;
    DocumentFormat format = DocumentFormat::kPdf;
    std::vector<std::string> languages;  ///< As they stand on it.
    Money settled;                       ///< What it says was paid, with the sign of the invoice's total.
    std::optional<MethodDetails> paid_with;
    std::string renderer;                ///< The version of what made it.
    std::string digest;                  ///< digest_hex of its bytes.
    std::int64_t bytes = 0;
    Instant made_at;
};

/// What a transaction of a store that keeps documents can do beside. Nothing here changes or removes one.
class DocumentArchive {
public:
    virtual ~DocumentArchive() = default;

    /// Fails with already_exists when the invoice has this form in these languages.
    virtual Result<void> add_document(const VendorName&, const ArchivedDocument&, std::string_view content) = 0;
    /// All forms of an invoice, the first made first.
    virtual Result<std::vector<ArchivedDocument>> list_documents(const VendorName&, const CustomerId&,
                                                                 const InvoiceId&) = 0;
    /// Fails with store_failed when it is not what its digest says.
    virtual Result<std::string> document_content(const VendorName&, const ArchivedDocument&) = 0;
};

/// The transaction as few need it. Asking one of a store that keeps no documents is a broken contract.
inline DocumentArchive& archive_of(Transaction& tx) {
    auto* archive = dynamic_cast<DocumentArchive*>(&tx);
    ENSURE(archive != nullptr);
    return *archive;
}

}  // namespace settle
