// One YAML document from a file that nobody has vetted.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "adapters/catalog_yaml/catalog_reader.h"
#include "base/yaml_node.h"

namespace settle::catalog_yaml {

inline constexpr std::size_t kBytesMax = 1 << 20;
inline constexpr int kDepthMax = 32;

/// The document's root, or the one problem that keeps it from being read.
std::expected<YamlNode, CatalogProblem> load_document(std::string_view text, const std::string& name);

/// The bytes of a file, at most kBytesMax; otherwise the problem.
std::expected<std::string, CatalogProblem> load_bytes(const std::filesystem::path& path);

}  // namespace settle::catalog_yaml
