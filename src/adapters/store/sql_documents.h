// Documents that were handed out, on any driver.
#pragma once

#include "adapters/store/sql_driver.h"
#include "ports/document_archive.h"

namespace settle::store {

/// Part of an SqlTransaction, where archive_of() finds it.
class SqlDocuments : public DocumentArchive {
public:
    explicit SqlDocuments(Driver& db) : db_(db) {}

    Result<void> add_document(const VendorName&, const ArchivedDocument&, std::string_view content) override;
    Result<std::vector<ArchivedDocument>> list_documents(const VendorName&, const CustomerId&,
                                                         const InvoiceId&) override;
    Result<std::string> document_content(const VendorName&, const ArchivedDocument&) override;

private:
    Driver& db_;
};

}  // namespace settle::store
