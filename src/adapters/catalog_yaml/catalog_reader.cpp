#include "adapters/catalog_yaml/catalog_reader.h"

#include "adapters/catalog_yaml/catalog_node.h"
#include "adapters/catalog_yaml/help_pages.h"
#include "adapters/catalog_yaml/sections.h"
#include "adapters/catalog_yaml/texts.h"
#include "adapters/catalog_yaml/yaml_document.h"

namespace settle {
namespace {

using catalog_yaml::MapReader;
using catalog_yaml::Problems;

void set_defaults(Catalog& catalog) {
    catalog.layout.preset = "table";
    catalog.layout.summary = "right";
    catalog.layout.accent = "#1f5fbf";
}

// The cycle that is selected at first must be one that somebody can buy.
void check_default_cycle(const MapReader& root, Catalog& catalog) {
    const auto is_sold = [&catalog](Cycle cycle) {
        return std::ranges::any_of(catalog.plans, [cycle](const Plan& plan) {
            return std::ranges::find(plan.cycles, cycle) != plan.cycles.end();
        });
    };
    if (catalog.plans.empty() || catalog.plans.front().cycles.empty() || is_sold(catalog.layout.default_cycle)) return;
    const YAML::Node* layout = root.find("layout");
    if (layout != nullptr && layout->IsMap() && (*layout)["default_cycle"])
        root.problems().add((*layout)["default_cycle"],
                            fmt::format("default_cycle: no plan is sold by {}", name_of(catalog.layout.default_cycle)));
    else catalog.layout.default_cycle = catalog.plans.front().cycles.front();
}

void read_root(const YAML::Node& node, Catalog& catalog, Problems& problems) {
    using Section = void (*)(const YAML::Node&, Catalog&, Problems&);
    struct Part {
        std::string_view key;
        Section read;
        enum class Presence : std::uint8_t { kRequired, kOptional } presence;
    };
    // In the order in which later parts refer to earlier ones.
    static constexpr Part kParts[] = {
        {"seller", catalog_yaml::read_seller, Part::Presence::kRequired},
        {"layout", catalog_yaml::read_layout, Part::Presence::kOptional},
        {"payment", catalog_yaml::read_payment, Part::Presence::kOptional},
        {"features", catalog_yaml::read_features, Part::Presence::kOptional},
        {"items", catalog_yaml::read_items, Part::Presence::kOptional},
        {"plans", catalog_yaml::read_plans, Part::Presence::kRequired},
        {"roles", catalog_yaml::read_roles, Part::Presence::kRequired},
        {"pause", catalog_yaml::read_pause, Part::Presence::kOptional},
        {"reminders", catalog_yaml::read_reminders, Part::Presence::kOptional},
        {"trial", catalog_yaml::read_trial, Part::Presence::kOptional},
        {"free_plan", catalog_yaml::read_free_plan, Part::Presence::kOptional},
        {"rules", catalog_yaml::read_rules, Part::Presence::kRequired},
    };
    static constexpr std::string_view kKeys[] = {
        "vendor", "version", "languages", "time_zone", "currencies", "refund_policy_version",
        "seller", "layout",  "payment",   "features",  "items",      "plans",
        "roles",  "trial",   "free_plan", "rules",     "pause",      "reminders"};
    const MapReader root(node, "catalog", kKeys, problems);
    if (!node.IsMap()) return;
    catalog_yaml::read_identity(root, catalog);
    for (const Part& part : kParts) {
        const YAML::Node* found =
            part.presence == Part::Presence::kRequired ? root.require(part.key) : root.find(part.key);
        if (found != nullptr) part.read(*found, catalog, problems);
    }
    if (root.find("payment") == nullptr) catalog.payment.card_brands = {"visa", "mastercard", "amex"};
    check_default_cycle(root, catalog);
}

CatalogReading read_node(const YAML::Node& node, std::string name) {
    CatalogReading reading;
    set_defaults(reading.catalog);
    Problems problems(name);
    try {
        read_root(node, reading.catalog, problems);
    } catch (const YAML::Exception& error) {
        // Every access is checked before it is made; this keeps a slip of ours from ending the process.
        problems.add(error.mark, "cannot be read: " + error.msg);
    }
    reading.problems = problems.take();
    std::ranges::stable_sort(reading.problems, {}, &CatalogProblem::line);
    return reading;
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

CatalogReading check_catalog_node(const YAML::Node& node, std::string name) {
    CatalogReading reading = read_node(node, std::move(name));
    catalog_yaml::name_after_codes(reading.catalog);
    return reading;
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
    CatalogReading reading = read_node(*document, name);
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    if (reading.problems.empty()) check_logo(folder, name, reading);
    catalog_yaml::read_texts(folder, reading.catalog, reading.problems);
    catalog_yaml::read_help(folder, reading.catalog, reading.problems);
    return reading;
}

Result<Catalog> read_catalog_node(const YAML::Node& node, std::string name) {
    return first_problem_fails(check_catalog_node(node, std::move(name)));
}
Result<Catalog> read_catalog_text(std::string_view text, std::string name) {
    return first_problem_fails(check_catalog_text(text, std::move(name)));
}
Result<Catalog> read_catalog_file(const std::filesystem::path& path) {
    return first_problem_fails(check_catalog_file(path));
}

}  // namespace settle
