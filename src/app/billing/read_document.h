// An invoice or credit note as a file, the same each time.
#pragma once

#include "app/context.h"
#include "ports/document_archive.h"

namespace settle {

/// In which languages somebody wants a document.
enum class DocumentTongue : std::uint8_t { kCustomers, kFrench, kEnglish, kBoth };
/// "fr", "en", "both"; empty is the customer's. Fails with query_invalid.
Result<DocumentTongue> parse_document_tongue(std::string_view text);

struct DocumentFile {
    ArchivedDocument about;
    std::string name;     ///< "2026-0042.pdf", "2026-0042-ubl.xml"
    std::string content;
};

/// Made and kept the first time; afterwards what was kept. A PDF carries the electronic form in the same languages,
/// which is kept beside it. All forms of an invoice say the same was paid: what was when the first of them was made.
/// Fails with invoice_not_found, role_required, file_malformed (it cannot be made, which is told to operators).
Result<DocumentFile> read_document(const Context& context, const InvoiceId& invoice, DocumentFormat format,
                                   DocumentTongue tongue);

}  // namespace settle
