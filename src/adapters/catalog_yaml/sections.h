// The parts of a catalog file, each read into the catalog; later parts look codes up in earlier ones.
#pragma once

#include <string_view>
#include <vector>

#include "adapters/catalog_yaml/node_reader.h"
#include "domain/catalog/catalog.h"

namespace settle::catalog_yaml {

void read_vendor(const YamlNode& node, Catalog& catalog, Problems& problems);
void read_version(const YamlNode& node, Catalog& catalog, Problems& problems);
void read_languages(const YamlNode& node, Catalog& catalog, Problems& problems);
void read_time_zone(const YamlNode& node, Catalog& catalog, Problems& problems);
void read_currencies(const YamlNode& node, Catalog& catalog, Problems& problems);
void read_refund_policy_version(const YamlNode& node, Catalog& catalog, Problems& problems);
void read_seller(const YamlNode& node, Catalog& catalog, Problems& problems);
/// The part `tax` of `seller`.
void read_tax_regime(const YamlNode& node, TaxRegime& regime, Problems& problems);
void read_layout(const YamlNode& node, Catalog& catalog, Problems& problems);
void read_payment(const YamlNode& node, Catalog& catalog, Problems& problems);
/// The part `dunning` of `payment`.
void read_dunning(const YamlNode& node, Catalog& catalog, Problems& problems);
void read_pause(const YamlNode& node, Catalog& catalog, Problems& problems);
void read_reminders(const YamlNode& node, Catalog& catalog, Problems& problems);
void read_invitations(const YamlNode& node, Catalog& catalog, Problems& problems);
void read_request_targets(const YamlNode& node, Catalog& catalog, Problems& problems);
void read_features(const YamlNode& node, Catalog& catalog, Problems& problems);
void read_items(const YamlNode& node, Catalog& catalog, Problems& problems);
void read_plans(const YamlNode& node, Catalog& catalog, Problems& problems);
void read_roles(const YamlNode& node, Catalog& catalog, Problems& problems);
void read_staff_roles(const YamlNode& node, Catalog& catalog, Problems& problems);
void read_trial(const YamlNode& node, Catalog& catalog, Problems& problems);
void read_free_plan(const YamlNode& node, Catalog& catalog, Problems& problems);

/// A row of the rule table, and where to report what is wrong with it: rows may stand in several files.
struct RuleRow {
    YamlNode node;
    Problems* problems = nullptr;
};
/// `table` is the list under the key itself.
void read_rules(const std::vector<RuleRow>& rows, Catalog& catalog, const RuleRow& table);

/// A code that one of `range` must have; otherwise a problem that suggests the nearest.
template <class Range>
std::optional<Code> read_known_code(const YamlNode& node, std::string_view what, const Range& range,
                                    Problems& problems) {
    const auto code = read_code(node, what, problems);
    if (!code) return std::nullopt;
    std::vector<std::string_view> known;
    for (const auto& entry : range) {
        if (entry.code == *code) return code;
        known.push_back(entry.code.view());
    }
    add_unknown(node, what, code->view(), known, problems);
    return std::nullopt;
}

/// As above, for each of a list (or one code alone).
template <class Range>
std::vector<Code> read_known_codes(const YamlNode& node, std::string_view what, const Range& range,
                                   Problems& problems) {
    std::vector<Code> codes;
    for (const YamlNode& element : read_one_or_list(node, what, problems)) {
        const auto code = read_known_code(element, what, range, problems);
        if (!code) continue;
        if (std::ranges::find(codes, *code) != codes.end())
            problems.add(element, fmt::format("{} \"{}\" stands here twice", what, code->view()));
        else codes.push_back(*code);
    }
    return codes;
}

std::optional<Cycle> read_cycle(const YamlNode& node, std::string_view what, Problems& problems);

}  // namespace settle::catalog_yaml
