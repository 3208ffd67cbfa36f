// The catalogs that are installed as folders, for whoever writes their next versions.
#pragma once

#include <filesystem>
#include <map>

#include "ports/catalog_source.h"

namespace settle {

class FolderCatalogs final : public CatalogSource {
public:
    /// Reads the catalog at `path` and the texts beside it. Fails with file_malformed.
    Result<Catalog> take_in(const std::filesystem::path& path);

    Result<CatalogDocuments> installed(const std::string& vendor) const override;
    Result<CheckedCatalog> check(const std::string& vendor, const CatalogDocuments& documents) const override;

private:
    struct Installed {
        std::filesystem::path folder;
        CatalogDocuments documents;
    };
    std::map<std::string, Installed, std::less<>> by_vendor_;
};

}  // namespace settle
