// What is sold: features, seat kinds and add-ons, the trial and the roles of those who buy.
#include "adapters/catalog_yaml/sections.h"

namespace settle::catalog_yaml {
namespace {

constexpr Named<ItemKind> kItemKinds[] = {
    {"named_seat", ItemKind::kNamedSeat}, {"counted_seat", ItemKind::kCountedSeat}, {"add_on", ItemKind::kAddOn}};
enum class Activation : std::uint8_t { kSelf, kStaff };
constexpr Named<Activation> kActivations[] = {{"self", Activation::kSelf}, {"staff", Activation::kStaff}};

// The code under "code" that no entry read before may have.
template <class Range>
void read_new_code(const MapReader& map, std::string_view what, const Range& range, Code& out) {
    const YamlNode* node = map.require("code");
    if (node == nullptr) return;
    map.read("code", out);
    for (const auto& entry : range)
        if (!out.empty() && entry.code == out)
            map.problems().add(*node, fmt::format("the {} \"{}\" is declared twice", what, out.view()));
}

Item read_item(const YamlNode& node, const Catalog& catalog, Problems& problems) {
    static constexpr std::string_view kKeys[] = {"code", "kind", "features", "activation"};
    const MapReader map(node, "item", kKeys, problems);
    Item item;
    read_new_code(map, "item", catalog.items, item.code);
    if (const YamlNode* kind = map.require("kind"))
        if (const auto read = read_named(*kind, "kind", kItemKinds, problems)) item.kind = *read;
    if (const YamlNode* features = map.find("features")) {
        item.features = read_known_codes(*features, "feature", catalog.features, problems);
        if (item.kind != ItemKind::kAddOn)
            problems.add(*features,
                         "features: only an add_on gives features of its own; a seat kind has those of its plan");
    }
    if (const YamlNode* activation = map.find("activation"))
        item.activated_by_staff = read_named(*activation, "activation", kActivations, problems) == Activation::kStaff;
    return item;
}

void read_rights(const YamlNode& node, Role& role, Problems& problems) {
    const auto grant = [&role](Right right) {
        role.rights.add(right);
        role.has_no_right = false;
    };
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < static_cast<std::size_t>(Right::kCount); ++i)
        names.push_back(name_of(static_cast<Right>(i)));
    if (node.is_text() && node.text() == "all") {
        for (std::size_t i = 0; i < names.size(); ++i) grant(static_cast<Right>(i));
        return;
    }
    for (const YamlNode& element : read_list(node, "rights (a list, or the word all)", problems)) {
        const auto text = read_scalar(element, "rights", problems);
        if (!text) continue;
        if (const auto right = parse_right(*text)) grant(*right);
        else add_unknown(element, "right", *text, names, problems);
    }
}

Role read_role(const YamlNode& node, const Catalog& catalog, Problems& problems) {
    static constexpr std::string_view kKeys[] = {"code", "only_one", "rights"};
    const MapReader map(node, "role", kKeys, problems);
    Role role;
    read_new_code(map, "role", catalog.roles, role.code);
    if (role.code == Code("staff"))
        problems.add(*map.find("code"), "the role \"staff\" is the vendor's own team; choose another code");
    map.read("only_one", role.only_one);
    if (const YamlNode* rights = map.require("rights")) read_rights(*rights, role, problems);
    return role;
}

void read_trial_reminders(const YamlNode& node, TrialOffer& trial, Problems& problems) {
    for (const YamlNode& element : read_list(node, "reminder_days_left", problems))
        if (const auto days = read_integer(element, "reminder_days_left", 0, trial.days, problems))
            trial.reminder_days_left.push_back(static_cast<int>(*days));
}

}  // namespace

std::optional<Cycle> read_cycle(const YamlNode& node, std::string_view what, Problems& problems) {
    static constexpr Named<Cycle> kCycles[] = {
        {"month", Cycle::kMonth}, {"quarter", Cycle::kQuarter}, {"year", Cycle::kYear}};
    return read_named(node, what, kCycles, problems);
}

void read_features(const YamlNode& node, Catalog& catalog, Problems& problems) {
    for (const YamlNode& element : read_list(node, "features", problems)) {
        const auto code = read_code(element, "feature", problems);
        if (!code) continue;
        if (std::ranges::find(catalog.features, *code, &Feature::code) != catalog.features.end())
            problems.add(element, fmt::format("the feature \"{}\" is declared twice", code->view()));
        else catalog.features.push_back({*code, {}});
    }
}

void read_items(const YamlNode& node, Catalog& catalog, Problems& problems) {
    for (const YamlNode& element : read_list(node, "items", problems)) {
        Item item = read_item(element, catalog, problems);
        if (!item.code.empty() && catalog.find_item(item.code) == nullptr) catalog.items.push_back(std::move(item));
    }
}

void read_roles(const YamlNode& node, Catalog& catalog, Problems& problems) {
    for (const YamlNode& element : read_list(node, "roles", problems)) {
        Role role = read_role(element, catalog, problems);
        if (!role.code.empty() && catalog.find_role(role.code) == nullptr) catalog.roles.push_back(std::move(role));
    }
    const auto owners = std::ranges::count_if(catalog.roles, &Role::only_one);
    if (owners != 1) {
        problems.add(node,
                     fmt::format("roles: exactly one role must have only_one: true (the owner), {} have", owners));
        return;
    }
    const Role& owner = *std::ranges::find_if(catalog.roles, &Role::only_one);
    for (const Right right : {Right::kSubscribe, Right::kTransfer})
        if (!role_may(owner, right))
            problems.add(
                node, fmt::format("roles: the owner \"{}\" must have the right {}", owner.code.view(), name_of(right)));
}

void read_trial(const YamlNode& node, Catalog& catalog, Problems& problems) {
    static constexpr std::string_view kKeys[] = {"days", "plan", "quantities", "reminder_days_left"};
    const MapReader map(node, "trial", kKeys, problems);
    TrialOffer trial;
    if (map.require("days") != nullptr) map.read("days", trial.days, 1, 366);
    if (const YamlNode* plan = map.require("plan"))
        if (const auto code = read_known_code(*plan, "plan", catalog.plans, problems)) trial.plan = *code;
    // Totals above or below the plan's limits are what a trial is for; only the kinds must be the plan's.
    if (const YamlNode* quantities = map.find("quantities"); quantities != nullptr && !trial.plan.empty())
        for (const auto& entry : MapReader(*quantities, "quantities", {}, problems).entries()) {
            const auto code = read_known_code(entry.key_node, "item", catalog.items, problems);
            const auto count = read_integer(entry.value, entry.key, 0, 10'000'000, problems);
            if (!code || !count) continue;
            if (catalog.find_plan(trial.plan)->find_item(*code) == nullptr)
                problems.add(entry.key_node,
                             fmt::format("the plan \"{}\" does not sell \"{}\"", trial.plan.view(), code->view()));
            else trial.quantities.set(*code, *count);
        }
    if (const YamlNode* reminders = map.find("reminder_days_left")) read_trial_reminders(*reminders, trial, problems);
    catalog.trial = std::move(trial);
}

void read_free_plan(const YamlNode& node, Catalog& catalog, Problems& problems) {
    const auto code = read_known_code(node, "plan", catalog.plans, problems);
    if (!code) return;
    catalog.free_plan = *code;
    if (!catalog.find_plan(*code)->free)
        problems.add(node, fmt::format("free_plan: the plan \"{}\" is not free (free: true)", code->view()));
}

}  // namespace settle::catalog_yaml
