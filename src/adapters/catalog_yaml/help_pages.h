// The help folder beside a catalog.
#pragma once

#include <filesystem>
#include <vector>

#include "adapters/catalog_yaml/catalog_reader.h"

namespace settle::catalog_yaml {

/// Reads `folder`/help/<language>/NN-slug.md for every language of the catalog, in the order of the numbers.
/// Without the folder there is no help.
void read_help(const std::filesystem::path& folder, Catalog& catalog, std::vector<CatalogProblem>& problems);

}  // namespace settle::catalog_yaml
