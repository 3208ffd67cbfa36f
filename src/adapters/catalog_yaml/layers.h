// A catalog document and those that it extends: the nearest one that has a top-level key gives its value.
#pragma once

#include <deque>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "adapters/catalog_yaml/sections.h"

namespace settle::catalog_yaml {

/// How many documents may extend one another in a row.
inline constexpr std::size_t kExtendsMax = 3;

class Layers {
public:
    /// Follows `extends` from the document `node`, which was read from the file `name` (or stands inside it).
    Layers(const YamlNode& node, const std::string& name);

    /// Whether the document and everything it extends could be loaded. Nothing else may be asked otherwise.
    bool is_complete() const { return is_complete_; }
    /// A value and where to report what is wrong with it.
    struct Found {
        YamlNode node;
        Problems* problems = nullptr;
    };
    std::optional<Found> find(std::string_view key);
    /// As find; a key that no document has is a problem of the nearest.
    std::optional<Found> require(std::string_view key);
    /// The rows of the rule table, those under rules_replace in the place of the rows of the same id.
    /// To be asked once; rule_depths() follows from it.
    const std::vector<RuleRow>& merge_rule_rows();
    /// The folders of the documents, nearest first.
    const std::vector<std::filesystem::path>& folders() const { return folders_; }
    /// How far down the row of each rule stands: 0 in the nearest document.
    std::map<std::string, std::size_t, std::less<>> rule_depths() const;
    /// What is wrong everywhere: the nearest document's problems first, each in the order of its lines.
    std::vector<CatalogProblem> take_problems();

private:
    struct Layer {
        Layer(const YamlNode& node, const std::string& name);
        Problems problems;
        MapReader root;
    };
    bool extend(const Layer& layer, std::vector<std::filesystem::path>& seen);
    void replace_rows(Layer& layer, std::vector<RuleRow>& rows);

    std::deque<Layer> layers_;  // The nearest first; readers refer to their neighbour's problems, so none moves.
    std::vector<std::filesystem::path> folders_;
    std::vector<RuleRow> rule_rows_;
    bool is_complete_ = true;
};

}  // namespace settle::catalog_yaml
