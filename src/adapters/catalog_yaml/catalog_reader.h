// Reads a vendor's catalog from YAML, and finds everything that is wrong with one.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "domain/catalog/catalog.h"

namespace settle {

/// One thing that is wrong, at one place. Lines and columns count from 1; 0 means the file as a whole.
struct CatalogProblem {
    std::string file;
    int line = 0;
    int column = 0;
    std::string message;

    /// "examples/x/catalog.yaml:12", or the file alone when no line is known.
    std::string where() const;
    /// "examples/x/catalog.yaml:12: unknown key …"
    std::string str() const { return where() + ": " + message; }
};

/// A catalog as far as it could be read, and its problems in the order of the files' lines. The
/// catalog may be used only when there are no problems.
struct CatalogReading {
    Catalog catalog;
    std::vector<CatalogProblem> problems;
};

/// Reads `path`, and the texts.<language>.yaml files and the help folder beside it. Without such files the
/// codes serve as names, and there is no help.
CatalogReading check_catalog_file(const std::filesystem::path& path);
/// Reads `text`, which is called `name` in problems. There are no texts: the codes serve as names.
CatalogReading check_catalog_text(std::string_view text, std::string name);

/// As check_catalog_file, with `documents` ("catalog.yaml" first, then "texts.en.yaml", …) in the place of the files of
/// those names in `folder`; help, pictures and what is extended are the folder's.
CatalogReading check_catalog_documents(const std::vector<std::pair<std::string, std::string>>& documents,
                                       const std::filesystem::path& folder);

/// As above. Fails with file_malformed (`where`, `reason`) on the first problem.
Result<Catalog> read_catalog_file(const std::filesystem::path& path);
Result<Catalog> read_catalog_text(std::string_view text, std::string name);

}  // namespace settle
