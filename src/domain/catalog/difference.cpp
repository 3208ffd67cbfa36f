#include "domain/catalog/difference.h"

#include <tuple>

namespace settle {
namespace {

using enum DifferenceKind;

constexpr std::string_view kNames[] = {
    "plan_added",
    "plan_removed",
    "plan_offered",
    "plan_withdrawn",
    "plan_renamed",
    "plan_by_staff",
    "plan_by_customer",
    "plan_by_contact",
    "plan_priced",
    "plan_ranked",
    "cycle_added",
    "cycle_removed",
    "price_raised",
    "price_lowered",
    "price_added",
    "price_removed",
    "item_added",
    "item_removed",
    "included",
    "minimum",
    "maximum",
    "step",
    "feature_added",
    "feature_removed",
    "commitment",
    "proration",
    "trial_added",
    "trial_removed",
    "trial_days",
    "trial_plan",
    "rule_added",
    "rule_removed",
    "rule_changed",
    "rules_reordered",
    "role_added",
    "role_removed",
    "right_given",
    "right_taken",
    "dunning",
    "payment",
    "pause",
    "seller",
    "policy",
};
static_assert(std::size(kNames) == static_cast<std::size_t>(kCount));

bool contains(const auto& range, const auto& value) { return std::ranges::find(range, value) != range.end(); }

class Comparison {
public:
    Comparison(const Catalog& before, const Catalog& after) : before_(before), after_(after) {}

    std::vector<CatalogDifference> run() {
        for (const Plan& plan : after_.plans) {
            if (const Plan* was = before_.find_plan(plan.code)) compare_plans(*was, plan);
            else found_.push_back({.kind = kPlanAdded, .plan = plan.code});
        }
        for (const Plan& plan : before_.plans)
            if (after_.find_plan(plan.code) == nullptr) found_.push_back({.kind = kPlanRemoved, .plan = plan.code});
        compare_trials();
        compare_rules();
        compare_roles();
        compare_rest();
        return std::move(found_);
    }

private:
    void compare_plans(const Plan& was, const Plan& is) {
        const Code& plan = is.code;
        const auto flag = [&](bool before, bool after, DifferenceKind on, DifferenceKind off) {
            if (before != after) found_.push_back({.kind = after ? on : off, .plan = plan});
        };
        if (was.name.all() != is.name.all()) found_.push_back({.kind = kPlanRenamed, .plan = plan});
        flag(was.listed, is.listed, kPlanOffered, kPlanWithdrawn);
        flag(was.self_managed, is.self_managed, kPlanByCustomer, kPlanByStaff);
        flag(was.contact_only, is.contact_only, kPlanByContact, kPlanPriced);
        if (was.rank != is.rank)
            found_.push_back({.kind = kPlanRanked, .plan = plan, .before = was.rank, .after = is.rank});
        for (const Cycle cycle : is.cycles)
            if (!contains(was.cycles, cycle)) found_.push_back({.kind = kCycleAdded, .plan = plan, .cycle = cycle});
        for (const Cycle cycle : was.cycles)
            if (!contains(is.cycles, cycle)) found_.push_back({.kind = kCycleRemoved, .plan = plan, .cycle = cycle});
        compare_prices(plan, {}, was.base, is.base);
        compare_items(was, is);
        for (const Code& feature : is.features)
            if (!contains(was.features, feature))
                found_.push_back({.kind = kFeatureAdded, .plan = plan, .code = feature});
        for (const Code& feature : was.features)
            if (!contains(is.features, feature))
                found_.push_back({.kind = kFeatureRemoved, .plan = plan, .code = feature});
        compare_commitments(was, is);
        if (was.proration != is.proration) found_.push_back({.kind = kProration, .plan = plan});
    }

    // A plan's first price in a currency or cycle, or its last, is told by itself: nothing changes for who has it.
    void compare_prices(const Code& plan, const Code& item, const Prices& was, const Prices& is) {
        for (const Price& price : is.rows) {
            const auto before = was.find(price.currency, price.cycle);
            if (before == price.unit) continue;
            const DifferenceKind kind = !before                                              ? kPriceAdded
                                        : before->scaled_minor() < price.unit.scaled_minor() ? kPriceRaised
                                                                                             : kPriceLowered;
            found_.push_back({.kind = kind,
                              .plan = plan,
                              .item = item,
                              .cycle = price.cycle,
                              .price_before = before,
                              .price_after = price.unit});
        }
        for (const Price& price : was.rows)
            if (!is.find(price.currency, price.cycle))
                found_.push_back({.kind = kPriceRemoved,
                                  .plan = plan,
                                  .item = item,
                                  .cycle = price.cycle,
                                  .price_before = price.unit});
    }

    void compare_items(const Plan& was, const Plan& is) {
        for (const PlanItem& item : is.items) {
            const PlanItem* before = was.find_item(item.item);
            if (before == nullptr) {
                found_.push_back({.kind = kItemAdded, .plan = is.code, .item = item.item});
                continue;
            }
            const auto number = [&](DifferenceKind kind, std::int64_t from, std::int64_t to) {
                if (from != to)
                    found_.push_back({.kind = kind, .plan = is.code, .item = item.item, .before = from, .after = to});
            };
            compare_prices(is.code, item.item, before->prices, item.prices);
            number(kIncluded, before->included, item.included);
            number(kMinimum, before->min, item.min);
            number(kMaximum, before->max, item.max);
            number(kStep, before->step, item.step);
        }
        for (const PlanItem& item : was.items)
            if (is.find_item(item.item) == nullptr)
                found_.push_back({.kind = kItemRemoved, .plan = is.code, .item = item.item});
    }

    void compare_commitments(const Plan& was, const Plan& is) {
        for (const Cycle cycle : {Cycle::kMonth, Cycle::kQuarter, Cycle::kYear}) {
            const auto months = [cycle](const Plan& plan) {
                const auto known = plan.commitment_months.find(cycle);
                return known == plan.commitment_months.end() ? 0 : known->second;
            };
            if (months(was) != months(is))
                found_.push_back(
                    {.kind = kCommitment, .plan = is.code, .cycle = cycle, .before = months(was), .after = months(is)});
        }
    }

    void compare_trials() {
        const auto& was = before_.trial;
        const auto& is = after_.trial;
        if (is && !was) found_.push_back({.kind = kTrialAdded, .plan = is->plan, .after = is->days});
        if (was && !is) found_.push_back({.kind = kTrialRemoved, .plan = was->plan, .before = was->days});
        if (!was || !is) return;
        if (was->days != is->days)
            found_.push_back({.kind = kTrialDays, .plan = is->plan, .before = was->days, .after = is->days});
        if (was->plan != is->plan) found_.push_back({.kind = kTrialPlan, .plan = is->plan});
    }

    static bool is_same(const Rule& a, const Rule& b) {
        return a.match.covers(b.match) && b.match.covers(a.match) &&
               std::tie(a.outcome, a.billed, a.unused, a.possible_from, a.code, a.request_type) ==
                   std::tie(b.outcome, b.billed, b.unused, b.possible_from, b.code, b.request_type);
    }
    static const Rule* find_rule(const std::vector<Rule>& rules, const Code& id) {
        const auto found = std::ranges::find(rules, id, &Rule::id);
        return found == rules.end() ? nullptr : &*found;
    }

    void compare_rules() {
        for (const Rule& rule : after_.rules) {
            const Rule* was = find_rule(before_.rules, rule.id);
            if (was == nullptr) found_.push_back({.kind = kRuleAdded, .code = rule.id, .rule_after = &rule});
            else if (!is_same(*was, rule))
                found_.push_back({.kind = kRuleChanged, .code = rule.id, .rule_before = was, .rule_after = &rule});
        }
        for (const Rule& rule : before_.rules)
            if (find_rule(after_.rules, rule.id) == nullptr)
                found_.push_back({.kind = kRuleRemoved, .code = rule.id, .rule_before = &rule});
        // The first match wins, so that the order of those that both have may decide.
        const auto shared = [](const std::vector<Rule>& rules, const std::vector<Rule>& others) {
            std::vector<Code> ids;
            for (const Rule& rule : rules)
                if (find_rule(others, rule.id) != nullptr) ids.push_back(rule.id);
            return ids;
        };
        if (shared(before_.rules, after_.rules) != shared(after_.rules, before_.rules))
            found_.push_back({.kind = kRulesReordered});
    }

    void compare_roles() {
        for (const Role& role : after_.roles) {
            const Role* was = before_.find_role(role.code);
            if (was == nullptr) {
                found_.push_back({.kind = kRoleAdded, .code = role.code});
                continue;
            }
            for (int i = 0; i < static_cast<int>(Right::kCount); ++i) {
                const auto right = static_cast<Right>(i);
                if (role_may(*was, right) != role_may(role, right))
                    found_.push_back(
                        {.kind = role_may(role, right) ? kRightGiven : kRightTaken, .code = role.code, .right = right});
            }
        }
        for (const Role& role : before_.roles)
            if (after_.find_role(role.code) == nullptr) found_.push_back({.kind = kRoleRemoved, .code = role.code});
    }

    void compare_rest() {
        const auto steps = [](const Dunning& dunning) {
            std::vector<std::pair<int, Access>> all;
            for (const Dunning::AccessStep& step : dunning.access) all.emplace_back(step.after_days, step.access);
            return all;
        };
        const PaymentOptions& was = before_.payment;
        const PaymentOptions& is = after_.payment;
        if (was.dunning.retry_days != is.dunning.retry_days || steps(was.dunning) != steps(is.dunning) ||
            was.dunning.end_after_days != is.dunning.end_after_days)
            found_.push_back(
                {.kind = kDunning, .before = was.dunning.end_after_days, .after = is.dunning.end_after_days});
        if (std::tie(was.card_brands, was.card, was.wallet, was.transfer_due_days) !=
            std::tie(is.card_brands, is.card, is.wallet, is.transfer_due_days))
            found_.push_back({.kind = kPayment});
        if (before_.pause.access != after_.pause.access ||
            before_.pause.extends_commitment != after_.pause.extends_commitment)
            found_.push_back({.kind = kPause});
        const Seller& seller = *before_.seller;
        const Seller& other = *after_.seller;
        if (std::tie(seller.legal_name, seller.address_lines, seller.country, seller.region, seller.tax_numbers,
                     seller.email) != std::tie(other.legal_name, other.address_lines, other.country, other.region,
                                               other.tax_numbers, other.email))
            found_.push_back({.kind = kSeller});
        if (before_.refund_policy_version != after_.refund_policy_version) found_.push_back({.kind = kPolicy});
    }

    const Catalog& before_;
    const Catalog& after_;
    std::vector<CatalogDifference> found_;
};

}  // namespace

std::string_view name_of(DifferenceKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

std::vector<CatalogDifference> compare_catalogs(const Catalog& before, const Catalog& after) {
    return Comparison(before, after).run();
}

}  // namespace settle
