// Display texts: one texts.<language>.yaml per language beside the catalog, "plans.pro.name: Pro".
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "adapters/catalog_yaml/catalog_reader.h"

namespace settle::catalog_yaml {

/// Gives every part of `catalog` its texts from the files in `folder`, and adds the languages of the
/// files to the declared ones. Without any such file the codes become the names.
void read_texts(const std::filesystem::path& folder, Catalog& catalog, std::vector<CatalogProblem>& problems);

/// Names everything after its code.
void name_after_codes(Catalog& catalog);

}  // namespace settle::catalog_yaml
