#include "adapters/catalog_yaml/catalog_source.h"

#include "adapters/catalog_yaml/catalog_reader.h"
#include "adapters/catalog_yaml/texts.h"
#include "adapters/catalog_yaml/yaml_document.h"

namespace settle {
namespace {

Error malformed(const CatalogProblem& problem) {
    return Error(ErrorCode::kFileMalformed).with("where", problem.where()).with("reason", problem.message);
}

// The files a catalog is written in, the catalog itself first.
Result<CatalogDocuments> read_documents(const std::filesystem::path& path) {
    const auto catalog = catalog_yaml::load_bytes(path);
    if (!catalog) return fail(malformed(catalog.error()));
    CatalogDocuments documents{{"catalog.yaml", *catalog}};
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator(path.parent_path(), failure)) {
        const std::string name = entry.path().filename().string();
        if (catalog_yaml::language_of_texts(name).empty()) continue;
        const auto texts = catalog_yaml::load_bytes(entry.path());
        if (!texts) return fail(malformed(texts.error()));
        documents.emplace_back(name, *texts);
    }
    std::ranges::sort(documents.begin() + 1, documents.end());
    return documents;
}

}  // namespace

Result<Catalog> FolderCatalogs::take_in(const std::filesystem::path& path) {
    Catalog catalog = TRY(read_catalog_file(path));
    CatalogDocuments documents = TRY(read_documents(path));
    by_vendor_[catalog.vendor] = {path.parent_path(), std::move(documents)};
    return catalog;
}

Result<CatalogDocuments> FolderCatalogs::installed(const std::string& vendor) const {
    const auto found = by_vendor_.find(vendor);
    if (found == by_vendor_.end()) return fail(ErrorCode::kNotFound, {}, "vendor " + vendor);
    return found->second.documents;
}

Result<CheckedCatalog> FolderCatalogs::check(const std::string& vendor, const CatalogDocuments& documents) const {
    const auto found = by_vendor_.find(vendor);
    if (found == by_vendor_.end()) return fail(ErrorCode::kNotFound, {}, "vendor " + vendor);
    const std::filesystem::path& folder = found->second.folder;
    CatalogReading reading = check_catalog_documents(documents, folder);
    CheckedCatalog checked{.catalog = std::move(reading.catalog), .faults = {}};
    for (CatalogProblem& problem : reading.problems) {
        const std::string beside = (folder / "").string();
        std::string document = problem.file.starts_with(beside) ? problem.file.substr(beside.size()) : problem.file;
        checked.faults.push_back({std::move(document), problem.line, problem.column, std::move(problem.message)});
    }
    // A catalog of another vendor would take the place of this one's.
    if (checked.faults.empty() && checked.catalog.vendor != vendor)
        checked.faults.push_back({"catalog.yaml", 0, 0, "vendor: \"" + vendor + "\" is expected here"});
    return checked;
}

}  // namespace settle
