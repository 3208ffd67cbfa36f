// Plans: prices, cycles, limits, and the features they inherit from one another.
#include "adapters/catalog_yaml/sections.h"

namespace settle::catalog_yaml {
namespace {

// Prices above this and counts above that would not multiply within 64 bits.
constexpr std::int64_t kPriceMaxMinor = 100'000'000'000;
constexpr std::int64_t kQuantityMax = 10'000'000;
// Inheritance is followed by recursion, one step per plan.
constexpr std::size_t kPlansMax = 200;

constexpr Named<Proration> kProrations[] = {
    {"day", Proration::kDay}, {"second", Proration::kSecond}, {"none", Proration::kNone}};

// What is still to be done once every plan is known.
struct PendingPlan {
    Plan plan;
    YamlNode node;
    YamlNode inherits;
    std::string parent;
    enum class Mark : std::uint8_t { kNew, kOpen, kDone } mark = Mark::kNew;
};

std::string cycle_list(const Plan& plan) {
    std::string list;
    for (const Cycle cycle : plan.cycles) list += (list.empty() ? "" : ", ") + std::string(name_of(cycle));
    return list;
}

bool sells_by(const Plan& plan, Cycle cycle) { return std::ranges::find(plan.cycles, cycle) != plan.cycles.end(); }

void read_price_of_currency(const MapReader::Entry& by_currency, Currency currency, const Plan& plan, Prices& prices,
                            Problems& problems) {
    for (const auto& entry : MapReader(by_currency.value, "price", {}, problems).entries()) {
        const auto cycle = read_cycle(entry.key_node, "cycle", problems);
        const auto text = read_scalar(entry.value, entry.key, problems);
        if (!cycle || !text) continue;
        if (!sells_by(plan, *cycle)) {
            problems.add(entry.key_node, fmt::format("price: the plan \"{}\" is not sold by {} (cycles: {})",
                                                     plan.code.view(), entry.key, cycle_list(plan)));
            continue;
        }
        const auto unit = UnitPrice::parse(*text, currency);
        if (!unit)
            problems.add(entry.value, fmt::format("price: \"{}\" is not an amount such as 9.90", text->substr(0, 64)));
        else if (unit->scaled_minor() / UnitPrice::kScale > kPriceMaxMinor)
            problems.add(entry.value, fmt::format("price: {} is too large", *text));
        else prices.rows.push_back({currency, *cycle, *unit});
    }
}

Prices read_prices(const YamlNode& node, const Plan& plan, const Catalog& catalog, Problems& problems) {
    const auto problems_before = problems.count();
    Prices prices;
    std::vector<std::string_view> known;
    for (const Currency& currency : catalog.currencies) known.push_back(currency.code());
    for (const auto& entry : MapReader(node, "price", {}, problems).entries()) {
        const auto currency = std::ranges::find(catalog.currencies, entry.key, &Currency::code);
        if (currency == catalog.currencies.end()) add_unknown(entry.key_node, "currency", entry.key, known, problems);
        else read_price_of_currency(entry, *currency, plan, prices, problems);
    }
    // A hole matters only where nothing else is wrong: a misspelt cycle would be reported twice.
    if (problems.count() != problems_before) return prices;
    for (const Currency& currency : catalog.currencies)
        for (const Cycle cycle : plan.cycles)
            if (!prices.find(currency, cycle))
                problems.add(node, fmt::format("price: none in {} by {}, by which the plan \"{}\" is sold",
                                               currency.code(), name_of(cycle), plan.code.view()));
    return prices;
}

void check_limits(const YamlNode& node, const PlanItem& item, const Plan& plan, Problems& problems) {
    const auto wrong = [&](std::string message) {
        problems.add(node, fmt::format("{}: {}", item.item.view(), message));
    };
    if (item.min > item.max) wrong(fmt::format("min {} is more than max {}", item.min, item.max));
    else if (item.included > item.max) wrong(fmt::format("included {} is more than max {}", item.included, item.max));
    else if (item.step > 1 && (item.max - item.min) % item.step != 0)
        wrong(fmt::format("steps of {} from min {} never reach max {}", item.step, item.min, item.max));
    const bool is_given = plan.free || plan.contact_only;
    if (!is_given && item.prices.rows.empty() && item.max > item.included)
        wrong(fmt::format("up to {} may be bought but only {} are included, and the key \"price\" is missing", item.max,
                          item.included));
}

void read_plan_item(const MapReader::Entry& entry, const Catalog& catalog, Plan& plan, Problems& problems) {
    static constexpr std::string_view kKeys[] = {"included", "min", "max", "step", "price"};
    const auto code = read_known_code(entry.key_node, "item", catalog.items, problems);
    const MapReader map(entry.value, "item", kKeys, problems);
    if (!code) return;
    PlanItem item;
    item.item = *code;
    map.read("included", item.included, 0, kQuantityMax);
    map.read("min", item.min, 0, kQuantityMax);
    map.read("step", item.step, 1, kQuantityMax);
    if (map.find("max") == nullptr && item.step > 1)
        item.max = item.min + (item.max - item.min) / item.step * item.step;
    map.read("max", item.max, 0, kQuantityMax);
    const YamlNode* price = map.find("price");
    if (price != nullptr) item.prices = read_prices(*price, plan, catalog, problems);
    // Prices that are there but wrong were reported already; they are not missing.
    if (price == nullptr || !item.prices.rows.empty()) check_limits(entry.key_node, item, plan, problems);
    plan.items.push_back(std::move(item));
}

void read_cycles(const MapReader& map, Plan& plan) {
    Problems& problems = map.problems();
    if (const YamlNode* cycles = map.require("cycles"))
        for (const YamlNode& element : read_list(*cycles, "cycles", problems)) {
            const auto cycle = read_cycle(element, "cycle", problems);
            if (!cycle) continue;
            if (sells_by(plan, *cycle))
                problems.add(element, fmt::format("cycles: {} stands here twice", name_of(*cycle)));
            else plan.cycles.push_back(*cycle);
        }
    const YamlNode* commitments = map.find("commitment_months");
    map.read("commitment_renews", plan.commitment_renews);
    if (const YamlNode* renews = map.find("commitment_renews"); renews != nullptr && commitments == nullptr)
        problems.add(*renews,
                     fmt::format("commitment_renews: the plan \"{}\" has no commitment_months", plan.code.view()));
    if (commitments == nullptr) return;
    for (const auto& entry : MapReader(*commitments, "commitment_months", {}, problems).entries()) {
        const auto cycle = read_cycle(entry.key_node, "cycle", problems);
        const auto months = read_integer(entry.value, entry.key, 1, 120, problems);
        if (!cycle || !months) continue;
        if (!sells_by(plan, *cycle))
            problems.add(entry.key_node, fmt::format("commitment_months: the plan \"{}\" is not sold by {}",
                                                     plan.code.view(), entry.key));
        else plan.commitment_months[*cycle] = static_cast<int>(*months);
    }
}

// The plan's own price, its items, and whether together they say what the plan costs.
void read_amounts(const MapReader& map, const Catalog& catalog, Plan& plan) {
    Problems& problems = map.problems();
    const auto problems_before = problems.count();
    bool has_price = map.find("price") != nullptr;
    if (has_price) plan.base = read_prices(*map.find("price"), plan, catalog, problems);
    if (const YamlNode* items = map.find("items"))
        for (const auto& entry : MapReader(*items, "items", {}, problems).entries()) {
            read_plan_item(entry, catalog, plan, problems);
            has_price = has_price || (entry.value.is_map() && entry.value["price"].is_defined());
        }
    const auto say = [&](std::string_view what) {
        problems.add(map.node(), fmt::format("plan \"{}\": {}", plan.code.view(), what));
    };
    if (plan.contact_only && has_price) say("it is contact_only, so it can not have a price");
    if (plan.free && has_price) say("it is free, so it can not have a price");
    if (plan.free && plan.contact_only) say("it is either free or contact_only");
    if (!plan.free && !plan.contact_only && !has_price && problems.count() == problems_before)
        say("it has no price; say price, or free: true, or contact_only: true");
}

PendingPlan read_plan(const YamlNode& node, const Catalog& catalog, Problems& problems) {
    static constexpr std::string_view kKeys[] = {
        "code",      "rank",   "self_managed",      "contact_only",      "listed", "free",     "price",
        "proration", "cycles", "commitment_months", "commitment_renews", "items",  "inherits", "features"};
    const MapReader map(node, "plan", kKeys, problems);
    PendingPlan pending;
    pending.node = node;
    Plan& plan = pending.plan;
    if (map.require("code") != nullptr) map.read("code", plan.code);
    if (map.require("rank") != nullptr) map.read("rank", plan.rank, 0, 1000);
    map.read("self_managed", plan.self_managed);
    map.read("contact_only", plan.contact_only);
    map.read("listed", plan.listed);
    map.read("free", plan.free);
    if (const YamlNode* proration = map.find("proration"))
        plan.proration = read_named(*proration, "proration", kProrations, problems).value_or(Proration::kDay);
    read_cycles(map, plan);
    read_amounts(map, catalog, plan);
    if (const YamlNode* features = map.find("features"))
        plan.features = read_known_codes(*features, "feature", catalog.features, problems);
    if (const YamlNode* inherits = map.find("inherits")) {
        pending.inherits = *inherits;
        map.read("inherits", pending.parent);
    }
    return pending;
}

// Gives `plan` what its parents have, parents first, each once.
void inherit(std::vector<PendingPlan>& plans, PendingPlan& heir, Problems& problems) {
    using Mark = PendingPlan::Mark;
    if (heir.mark == Mark::kDone || heir.parent.empty()) return;
    std::vector<std::string_view> known;
    PendingPlan* parent = nullptr;
    for (PendingPlan& other : plans) {
        known.push_back(other.plan.code.view());
        if (other.plan.code.view() == heir.parent) parent = &other;
    }
    if (parent == nullptr) {
        heir.mark = Mark::kDone;
        return add_unknown(heir.inherits, "plan", heir.parent, known, problems);
    }
    if (heir.mark == Mark::kOpen) {
        heir.mark = Mark::kDone;
        return problems.add(heir.inherits,
                            fmt::format("inherits: the plan \"{}\" inherits from itself", heir.plan.code.view()));
    }
    heir.mark = Mark::kOpen;
    inherit(plans, *parent, problems);
    heir.mark = Mark::kDone;
    std::vector<Code> all = parent->plan.features;
    for (const Code& feature : heir.plan.features)
        if (std::ranges::find(all, feature) == all.end()) all.push_back(feature);
    heir.plan.features = std::move(all);
}

}  // namespace

void read_plans(const YamlNode& node, Catalog& catalog, Problems& problems) {
    std::vector<PendingPlan> plans;
    for (const YamlNode& element : read_list(node, "plans", problems)) {
        if (plans.size() >= kPlansMax) return problems.add(element, fmt::format("plans: at most {}", kPlansMax));
        PendingPlan pending = read_plan(element, catalog, problems);
        const bool known =
            std::ranges::any_of(plans, [&](const PendingPlan& other) { return other.plan.code == pending.plan.code; });
        if (known && !pending.plan.code.empty())
            problems.add(element, fmt::format("the plan \"{}\" is declared twice", pending.plan.code.view()));
        else if (!pending.plan.code.empty()) plans.push_back(std::move(pending));
    }
    if (node.is_list() && node.elements().empty()) problems.add(node, "plans: at least one is needed");
    for (PendingPlan& pending : plans) inherit(plans, pending, problems);
    for (PendingPlan& pending : plans) {
        const auto same_rank = std::ranges::find(catalog.plans, pending.plan.rank, &Plan::rank);
        if (same_rank != catalog.plans.end())
            problems.add(pending.node,
                         fmt::format("plan \"{}\": the plan \"{}\" has the rank {} already, so neither is up or down",
                                     pending.plan.code.view(), same_rank->code.view(), pending.plan.rank));
        catalog.plans.push_back(std::move(pending.plan));
    }
}

}  // namespace settle::catalog_yaml
