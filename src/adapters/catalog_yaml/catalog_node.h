// A catalog that stands inside another YAML file. Only rooms that read YAML themselves include this.
#pragma once

#include <string>
#include <string_view>

#include "base/yaml_node.h"

#include "adapters/catalog_yaml/catalog_reader.h"

namespace settle {

/// Parses one YAML document that a stranger may have written: more than 1 MiB, aliases, anchors, deep
/// nesting and several documents are refused. `name` is what the file is called in the error.
/// Fails with file_malformed (`where`, `reason`).
Result<YamlNode> parse_yaml_text(std::string_view text, const std::string& name);

/// Reads the catalog in `node`; problems carry the lines of the file `name` it was parsed from.
CatalogReading check_catalog_node(const YamlNode& node, std::string name);
/// As above. Fails with file_malformed (`where`, `reason`) on the first problem.
Result<Catalog> read_catalog_node(const YamlNode& node, std::string name);

}  // namespace settle
