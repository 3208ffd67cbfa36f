// Display texts: one texts.<language>.yaml per language beside the catalog, "plans.pro.name: Pro".
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/catalog_yaml/catalog_reader.h"

namespace settle::catalog_yaml {

/// Gives every part of `catalog` its texts from the files in `folder`, and adds the languages of the
/// files to the declared ones. Without any such file the codes become the names.
void read_texts(const std::filesystem::path& folder, Catalog& catalog, std::vector<CatalogProblem>& problems);

/// Texts that do not stand in a file.
struct GivenTexts {
    std::string language;
    std::string name;  ///< What they are called in problems.
    std::string_view yaml;
};
/// The same from `given` in the place of the files of a folder.
void read_given_texts(const std::vector<GivenTexts>& given, Catalog& catalog, std::vector<CatalogProblem>& problems);
/// "fr" of "texts.fr.yaml"; empty when it is no name of a file of texts.
std::string language_of_texts(std::string_view file_name);

/// Whether `folder` holds any file of texts.
bool has_texts(const std::filesystem::path& folder);
/// As read_texts, with the texts of another catalog that this one extends: what it has beside that one goes
/// by its code, and texts of what it leaves out are no problem.
void read_inherited_texts(const std::filesystem::path& folder, Catalog& catalog, std::vector<CatalogProblem>& problems);

/// Names everything after its code that has no name yet.
void name_after_codes(Catalog& catalog);

}  // namespace settle::catalog_yaml
