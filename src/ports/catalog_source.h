// The text a catalog is written in: what is wrong with it, and what it says.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "domain/catalog/catalog.h"

namespace settle {

/// A catalog's own texts by file name: "catalog.yaml" first, then "texts.en.yaml", …
using CatalogDocuments = std::vector<std::pair<std::string, std::string>>;

/// One thing that is wrong, at one place. Lines and columns count from 1; 0 means the document as a whole.
struct CatalogFault {
    std::string document;  ///< "catalog.yaml", or a file beside it.
    int line = 0;
    int column = 0;
    std::string message;
};

/// As far as it could be read. The catalog may be used only without faults.
struct CheckedCatalog {
    Catalog catalog;
    std::vector<CatalogFault> faults;  ///< In the order of the documents' lines.
};

class CatalogSource {
public:
    virtual ~CatalogSource() = default;

    /// What was installed for the vendor, as it was read when the program began. Fails with not_found.
    virtual Result<CatalogDocuments> installed(const std::string& vendor) const = 0;
    /// The same checks as of a file. Help pages, pictures and catalogs that are extended are those that stand beside
    /// what was installed. Fails with not_found for a vendor that is not installed.
    virtual Result<CheckedCatalog> check(const std::string& vendor, const CatalogDocuments& documents) const = 0;
};

}  // namespace settle
