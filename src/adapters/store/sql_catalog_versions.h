// The versions of catalogs of the port, on any driver.
#pragma once

#include "adapters/store/sql_driver.h"
#include "ports/catalog_versions.h"

namespace settle::store {

/// Part of an SqlTransaction.
class SqlCatalogVersions final : public CatalogVersionStore {
public:
    explicit SqlCatalogVersions(Driver& db) : db_(db) {}

    Result<void> add(const VendorName&, const CatalogVersion&) override;
    Result<CatalogVersion> load(const VendorName&, const CatalogVersionId&) override;
    Result<void> save(const VendorName&, const CatalogVersion&) override;
    Result<std::vector<CatalogVersion>> list(const VendorName&, const Page&) override;
    Result<std::vector<CatalogVersion>> published(const VendorName&) override;
    Result<PublishedMark> published_mark(const VendorName&) override;
    Result<std::string> newest_file_hash(const VendorName&) override;

private:
    Driver& db_;
};

}  // namespace settle::store
