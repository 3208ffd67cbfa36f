#include "adapters/catalog_yaml/catalog_reader.h"

#include "adapters/catalog_yaml/catalog_node.h"
#include "adapters/catalog_yaml/help_pages.h"
#include "adapters/catalog_yaml/layers.h"
#include "adapters/catalog_yaml/texts.h"
#include "adapters/catalog_yaml/yaml_document.h"

namespace settle {
namespace {

using catalog_yaml::Layers;
using catalog_yaml::Problems;

void set_defaults(Catalog& catalog) {
    catalog.layout.preset = "table";
    catalog.layout.summary = "right";
    catalog.layout.accent = "#1f5fbf";
}

// The cycle that is selected at first must be one that somebody can buy.
void check_default_cycle(Layers& layers, Catalog& catalog) {
    const auto is_sold = [&catalog](Cycle cycle) {
        return std::ranges::any_of(catalog.plans, [cycle](const Plan& plan) {
            return std::ranges::find(plan.cycles, cycle) != plan.cycles.end();
        });
    };
    if (catalog.plans.empty() || catalog.plans.front().cycles.empty() || is_sold(catalog.layout.default_cycle)) return;
    const auto layout = layers.find("layout");
    if (layout && layout->node.is_map() && layout->node["default_cycle"].is_defined())
        layout->problems->add(layout->node["default_cycle"], fmt::format("default_cycle: no plan is sold by {}",
                                                                         name_of(catalog.layout.default_cycle)));
    else catalog.layout.default_cycle = catalog.plans.front().cycles.front();
}

void read_sections(Layers& layers, Catalog& catalog) {
    using Section = void (*)(const YamlNode&, Catalog&, Problems&);
    struct Part {
        std::string_view key;
        Section read;
        enum class Presence : std::uint8_t { kRequired, kOptional } presence;
    };
    // In the order in which later parts refer to earlier ones.
    static constexpr Part kParts[] = {
        {"vendor", catalog_yaml::read_vendor, Part::Presence::kRequired},
        {"version", catalog_yaml::read_version, Part::Presence::kOptional},
        {"languages", catalog_yaml::read_languages, Part::Presence::kRequired},
        {"time_zone", catalog_yaml::read_time_zone, Part::Presence::kRequired},
        {"currencies", catalog_yaml::read_currencies, Part::Presence::kRequired},
        {"refund_policy_version", catalog_yaml::read_refund_policy_version, Part::Presence::kOptional},
        {"seller", catalog_yaml::read_seller, Part::Presence::kRequired},
        {"layout", catalog_yaml::read_layout, Part::Presence::kOptional},
        {"payment", catalog_yaml::read_payment, Part::Presence::kOptional},
        {"features", catalog_yaml::read_features, Part::Presence::kOptional},
        {"items", catalog_yaml::read_items, Part::Presence::kOptional},
        {"plans", catalog_yaml::read_plans, Part::Presence::kRequired},
        {"roles", catalog_yaml::read_roles, Part::Presence::kRequired},
        {"staff_roles", catalog_yaml::read_staff_roles, Part::Presence::kOptional},
        {"pause", catalog_yaml::read_pause, Part::Presence::kOptional},
        {"reminders", catalog_yaml::read_reminders, Part::Presence::kOptional},
        {"invitations", catalog_yaml::read_invitations, Part::Presence::kOptional},
        {"request_targets", catalog_yaml::read_request_targets, Part::Presence::kOptional},
        {"trial", catalog_yaml::read_trial, Part::Presence::kOptional},
        {"free_plan", catalog_yaml::read_free_plan, Part::Presence::kOptional},
    };
    for (const Part& part : kParts) {
        const auto found =
            part.presence == Part::Presence::kRequired ? layers.require(part.key) : layers.find(part.key);
        if (found) part.read(found->node, catalog, *found->problems);
    }
    if (const auto rules = layers.require("rules"))
        catalog_yaml::read_rules(layers.merge_rule_rows(), catalog, {rules->node, rules->problems});
    if (!layers.find("payment")) catalog.payment.card_brands = {"visa", "mastercard", "amex"};
    check_default_cycle(layers, catalog);
}

// A catalog without its texts, and where those of the catalogs it extends are.
struct Reading {
    CatalogReading result;
    std::vector<std::filesystem::path> folders;
    std::map<std::string, std::size_t, std::less<>> rule_depths;
};

Reading read_node(const YamlNode& node, const std::string& name) {
    Reading reading;
    set_defaults(reading.result.catalog);
    if (!node.is_defined()) {
        reading.result.problems.push_back({name, 0, 0, "there is no catalog here"});
        reading.folders.emplace_back(".");
        return reading;
    }
    Layers layers(node, name);
    if (layers.is_complete()) read_sections(layers, reading.result.catalog);
    reading.result.problems = layers.take_problems();
    reading.folders = layers.folders();
    reading.rule_depths = layers.rule_depths();
    return reading;
}

// A catalog that brings no texts goes by those of the nearest one it extends.
void read_inherited_texts(Reading& reading) {
    CatalogReading& result = reading.result;
    std::size_t depth = 1;
    while (depth < reading.folders.size() && !catalog_yaml::has_texts(reading.folders[depth])) ++depth;
    if (depth >= reading.folders.size()) return catalog_yaml::name_after_codes(result.catalog);
    catalog_yaml::read_inherited_texts(reading.folders[depth], result.catalog, result.problems);
    // The reason of the row that was replaced would say what is no longer so.
    for (Rule& rule : result.catalog.rules) {
        const auto stands = reading.rule_depths.find(rule.id.view());
        if (stands != reading.rule_depths.end() && stands->second < depth) rule.reason = {};
    }
}

CatalogReading refused(CatalogProblem problem) {
    CatalogReading reading;
    reading.problems.push_back(std::move(problem));
    return reading;
}

Result<Catalog> first_problem_fails(CatalogReading reading) {
    if (reading.problems.empty()) return std::move(reading.catalog);
    const CatalogProblem& problem = reading.problems.front();
    return fail(Error(ErrorCode::kFileMalformed).with("where", problem.where()).with("reason", problem.message));
}

void check_logo(const std::filesystem::path& folder, const std::string& file, CatalogReading& reading) {
    const std::string& logo = reading.catalog.layout.logo;
    std::error_code failure;
    if (!logo.empty() && !std::filesystem::is_regular_file(folder / logo, failure))
        reading.problems.push_back(
            {file, 0, 0, fmt::format("logo: there is no file \"{}\" beside the catalog", logo.substr(0, 64))});
}

}  // namespace

std::string CatalogProblem::where() const { return line > 0 ? fmt::format("{}:{}", file, line) : file; }

CatalogReading check_catalog_node(const YamlNode& node, std::string name) {
    Reading reading = read_node(node, name);
    read_inherited_texts(reading);
    return std::move(reading.result);
}

CatalogReading check_catalog_text(std::string_view text, std::string name) {
    const auto document = catalog_yaml::load_document(text, name);
    if (!document) return refused(document.error());
    return check_catalog_node(*document, std::move(name));
}

CatalogReading check_catalog_file(const std::filesystem::path& path) {
    const auto bytes = catalog_yaml::load_bytes(path);
    if (!bytes) return refused(bytes.error());
    const std::string name = path.string();
    const auto document = catalog_yaml::load_document(*bytes, name);
    if (!document) return refused(document.error());
    Reading reading = read_node(*document, name);
    CatalogReading& result = reading.result;
    const std::filesystem::path& folder = reading.folders.front();
    if (result.problems.empty()) check_logo(folder, name, result);
    if (catalog_yaml::has_texts(folder)) catalog_yaml::read_texts(folder, result.catalog, result.problems);
    else read_inherited_texts(reading);
    catalog_yaml::read_help(folder, result.catalog, result.problems);
    return std::move(result);
}

CatalogReading check_catalog_documents(const std::vector<std::pair<std::string, std::string>>& documents,
                                       const std::filesystem::path& folder) {
    if (documents.empty() || documents.front().first != "catalog.yaml")
        return refused({"catalog.yaml", 0, 0, "there is no such file"});
    const std::string name = (folder / "catalog.yaml").string();
    const auto document = catalog_yaml::load_document(documents.front().second, name);
    if (!document) return refused(document.error());
    Reading reading = read_node(*document, name);
    CatalogReading& result = reading.result;
    std::vector<catalog_yaml::GivenTexts> given;
    for (std::size_t i = 1; i < documents.size(); ++i) {
        const auto& [file, text] = documents[i];
        const std::string language = catalog_yaml::language_of_texts(file);
        if (language.empty())
            result.problems.push_back({file, 0, 0, "a file of texts is called texts.<language>.yaml"});
        else given.push_back({language, (folder / file).string(), text});
    }
    if (result.problems.empty()) check_logo(folder, name, result);
    if (given.empty()) read_inherited_texts(reading);
    else catalog_yaml::read_given_texts(given, result.catalog, result.problems);
    catalog_yaml::read_help(folder, result.catalog, result.problems);
    return std::move(result);
}

Result<Catalog> read_catalog_node(const YamlNode& node, std::string name) {
    return first_problem_fails(check_catalog_node(node, std::move(name)));
}
Result<Catalog> read_catalog_text(std::string_view text, std::string name) {
    return first_problem_fails(check_catalog_text(text, std::move(name)));
}
Result<Catalog> read_catalog_file(const std::filesystem::path& path) {
    return first_problem_fails(check_catalog_file(path));
}

}  // namespace settle
