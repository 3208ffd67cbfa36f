// What another version of a catalog does otherwise, fact by fact: for whoever publishes it and reads no YAML.
#pragma once

#include <optional>
#include <vector>

#include "domain/catalog/catalog.h"

namespace settle {

enum class DifferenceKind : std::uint8_t {
    kPlanAdded,
    kPlanRemoved,
    kPlanOffered,     ///< It is shown among the plans on offer again.
    kPlanWithdrawn,   ///< It is there, but no longer shown.
    kPlanRenamed,
    kPlanByStaff,     ///< Every change of it goes to staff.
    kPlanByCustomer,  ///< Customers change it by themselves.
    kPlanByContact,   ///< It has no price: whoever wants it asks.
    kPlanPriced,      ///< It is bought at a price.
    kPlanRanked,      ///< From `before` to `after`: what is up and what is down.
    kCycleAdded,
    kCycleRemoved,
    kPriceRaised,
    kPriceLowered,
    kPriceAdded,
    kPriceRemoved,
    kItemAdded,       ///< The plan sells it.
    kItemRemoved,
    kIncluded,        ///< From `before` to `after` units are in the plan's own price.
    kMinimum,
    kMaximum,
    kStep,
    kFeatureAdded,
    kFeatureRemoved,
    kCommitment,      ///< From `before` to `after` months, 0: none.
    kProration,
    kTrialAdded,
    kTrialRemoved,
    kTrialDays,       ///< From `before` to `after`.
    kTrialPlan,
    kRuleAdded,
    kRuleRemoved,
    kRuleChanged,
    kRulesReordered,  ///< The same rules, asked in another order.
    kRoleAdded,
    kRoleRemoved,
    kRightGiven,
    kRightTaken,
    kDunning,
    kPayment,         ///< Ways to pay, or the days a transfer has.
    kPause,
    kSeller,
    kPolicy,          ///< The refund policy's version.
    kCount
};
/// "plan_added", …
std::string_view name_of(DifferenceKind kind);

/// Which of the rest is set depends on the kind. Points into the two catalogs.
struct CatalogDifference {
    DifferenceKind kind = DifferenceKind::kPlanAdded;
    Code plan = {};
    Code item = {};                 ///< Empty for the plan's own price.
    std::optional<Cycle> cycle = {};
    std::optional<UnitPrice> price_before = {};
    std::optional<UnitPrice> price_after = {};
    std::int64_t before = 0;
    std::int64_t after = 0;
    Code code = {};                 ///< A feature, role or rule.
    std::optional<Right> right = {};
    const Rule* rule_before = nullptr;
    const Rule* rule_after = nullptr;
};

/// In the order of the catalog: plans with all that is theirs, then trial, rules, roles, and the rest. Equal catalogs
/// have none. Both must outlive the answer.
std::vector<CatalogDifference> compare_catalogs(const Catalog& before, const Catalog& after);

}  // namespace settle
