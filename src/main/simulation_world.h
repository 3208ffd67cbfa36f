// Worlds for simulated stories, made of the adapters: everything in memory, on a clock moved by hand.
#pragma once

#include "cli/world.h"

namespace settle {

class SimulationWorkshop : public cli::Workshop {
public:
    Result<YamlNode> parse_yaml(std::string_view text, const std::string& name) override;
    cli::CatalogCheck check_catalog_file(const std::filesystem::path& path) override;
    cli::CatalogCheck check_catalog_node(const YamlNode& node, const std::string& name) override;
    Result<std::unique_ptr<cli::World>> make_world(const Catalog& catalog) override;
};

}  // namespace settle
