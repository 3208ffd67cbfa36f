#include "adapters/catalog_yaml/layers.h"

#include "adapters/catalog_yaml/yaml_document.h"

namespace settle::catalog_yaml {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kKeys[] = {"vendor",
                                      "version",
                                      "languages",
                                      "time_zone",
                                      "currencies",
                                      "seller",
                                      "layout",
                                      "payment",
                                      "pause",
                                      "reminders",
                                      "invitations",
                                      "request_targets",
                                      "features",
                                      "items",
                                      "plans",
                                      "trial",
                                      "free_plan",
                                      "roles",
                                      "staff_roles",
                                      "rules",
                                      "extends",
                                      "rules_replace",
                                      "refund_policy_version"};

// The same file under one name, however it is reached.
fs::path identity_of(const fs::path& path) {
    std::error_code failure;
    fs::path same = fs::weakly_canonical(path, failure);
    return failure ? path.lexically_normal() : same;
}

fs::path folder_of(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

// The id of a row that has a readable one; what is wrong with the others is said when the row is read.
std::string id_of(const YamlNode& row) { return row["id"].text(); }

}  // namespace

Layers::Layer::Layer(const YamlNode& node, const std::string& name)
    : problems(name), root(node, "catalog", kKeys, problems) {}

Layers::Layers(const YamlNode& node, const std::string& name) {
    layers_.emplace_back(node, name);
    folders_.push_back(folder_of(name));
    is_complete_ = node.is_map();
    std::vector<fs::path> seen{identity_of(name)};
    while (is_complete_ && layers_.back().root.find("extends") != nullptr) is_complete_ = extend(layers_.back(), seen);
}

// Loads what `layer` extends behind it; false when it can not be.
bool Layers::extend(const Layer& layer, std::vector<fs::path>& seen) {
    const YamlNode& node = *layer.root.find("extends");
    Problems& problems = layer.root.problems();
    const auto refuse = [&](std::string why) {
        problems.add(node, "extends: " + why);
        return false;
    };
    const auto text = read_scalar(node, "extends", problems);
    if (!text) return false;
    if (fs::path(*text).is_absolute()) return refuse("the path of a catalog, seen from this file, is expected here");
    const fs::path path = (fs::path(problems.file()).parent_path() / *text).lexically_normal();
    if (std::ranges::find(seen, identity_of(path)) != seen.end())
        return refuse(fmt::format("{} extends itself", path.string().substr(0, 256)));
    if (layers_.size() > kExtendsMax)
        return refuse(fmt::format("at most {} catalogs may extend one another in a row", kExtendsMax));
    const auto bytes = load_bytes(path);
    if (!bytes) return refuse(fmt::format("{}: {}", path.string().substr(0, 256), bytes.error().message));
    const auto document = load_document(*bytes, path.string());
    if (!document) return refuse(document.error().str());
    seen.push_back(identity_of(path));
    folders_.push_back(folder_of(path));
    layers_.emplace_back(*document, path.string());
    return document->is_map();
}

std::optional<Layers::Found> Layers::find(std::string_view key) {
    for (Layer& layer : layers_)
        if (const YamlNode* node = layer.root.find(key)) return Found{*node, &layer.problems};
    return std::nullopt;
}

std::optional<Layers::Found> Layers::require(std::string_view key) {
    auto found = find(key);
    if (!found) layers_.front().root.require(key);
    return found;
}

const std::vector<RuleRow>& Layers::merge_rule_rows() {
    std::vector<RuleRow>& rows = rule_rows_;
    for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer) {
        const YamlNode* table = layer->root.find("rules");
        if (table != nullptr) {
            rows.clear();
            for (const YamlNode& element : read_list(*table, "rules", layer->problems))
                rows.push_back({element, &layer->problems});
        }
        if (layer->root.find("rules_replace") != nullptr) replace_rows(*layer, rows);
    }
    return rows;
}

void Layers::replace_rows(Layer& layer, std::vector<RuleRow>& rows) {
    Problems& problems = layer.problems;
    const YamlNode& node = *layer.root.find("rules_replace");
    if (layer.root.find("extends") == nullptr)
        return problems.add(node, "rules_replace: only a catalog that extends another has rows to replace");
    if (layer.root.find("rules") != nullptr)
        return problems.add(node, "rules_replace: this catalog has rules of its own; change the row there");
    std::vector<std::string> replaced;
    for (const YamlNode& element : read_list(node, "rules_replace", problems)) {
        const std::string id = id_of(element);
        std::vector<std::string> ids;
        for (const RuleRow& row : rows) ids.push_back(id_of(row.node));
        const auto place = std::ranges::find(ids, id);
        if (id.empty()) problems.add(element, "rules_replace: the key \"id\" must say which row is replaced");
        else if (std::ranges::find(replaced, id) != replaced.end())
            problems.add(element, fmt::format("rules_replace: the rule \"{}\" stands here twice", id.substr(0, 64)));
        else if (place == ids.end())
            add_unknown(element, "rule", id, std::vector<std::string_view>(ids.begin(), ids.end()), problems);
        else {
            RuleRow& row = rows[static_cast<std::size_t>(place - ids.begin())];
            row.node = element;
            row.problems = &problems;
            replaced.push_back(id);
        }
    }
}

std::map<std::string, std::size_t, std::less<>> Layers::rule_depths() const {
    std::map<std::string, std::size_t, std::less<>> depths;
    for (const RuleRow& row : rule_rows_)
        for (std::size_t depth = 0; depth < layers_.size(); ++depth)
            if (&layers_[depth].problems == row.problems) depths[id_of(row.node)] = depth;
    return depths;
}

std::vector<CatalogProblem> Layers::take_problems() {
    std::vector<CatalogProblem> all;
    for (Layer& layer : layers_) {
        std::vector<CatalogProblem> found = layer.problems.take();
        std::ranges::stable_sort(found, {}, &CatalogProblem::line);
        std::ranges::move(found, std::back_inserter(all));
    }
    return all;
}

}  // namespace settle::catalog_yaml
