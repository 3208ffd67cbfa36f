#include "domain/catalog/timeline.h"

#include "base/ensure.h"

namespace settle {
namespace {

constexpr std::string_view kMovementNames[] = {"never", "at_renewal", "now"};

// What is the vendor's own and not a customer's terms: an invoice names the seller as it is, also to who bought before.
Catalog with_house_of(const Catalog& terms, const Catalog& house) {
    Catalog catalog = terms;
    catalog.vendor_name = house.vendor_name;
    catalog.languages = house.languages;
    catalog.time_zone = house.time_zone;
    catalog.seller = house.seller;
    catalog.layout = house.layout;
    catalog.payment = house.payment;
    catalog.reminders = house.reminders;
    catalog.invitations = house.invitations;
    catalog.request_targets = house.request_targets;
    catalog.decline_reasons = house.decline_reasons;
    catalog.refund_policy_version = house.refund_policy_version;
    catalog.roles = house.roles;
    catalog.staff = house.staff;
    catalog.help = house.help;
    return catalog;
}

template <class Range>
std::optional<Code> missing_of(const Range& now, const Range& next) {
    for (const auto& known : now)
        if (std::ranges::none_of(next, [&](const auto& other) { return other.code == known.code; })) return known.code;
    return std::nullopt;
}

}  // namespace

std::string_view name_of(CatalogMovement movement) { return kMovementNames[static_cast<std::size_t>(movement)]; }

Result<CatalogMovement> parse_catalog_movement(std::string_view text) {
    for (std::size_t i = 0; i < std::size(kMovementNames); ++i)
        if (kMovementNames[i] == text) return static_cast<CatalogMovement>(i);
    return fail(Error(ErrorCode::kFieldInvalid, "movement").with("expected", "never, at_renewal, now"));
}

CatalogTimeline::CatalogTimeline(Catalog catalog) {
    versions_.push_back({std::make_shared<const Catalog>(std::move(catalog)), Date(), CatalogMovement::kNow});
}

CatalogTimeline::CatalogTimeline(std::vector<PublishedCatalog> versions, Date today, std::string mark)
    : versions_(std::move(versions)), mark_(std::move(mark)) {
    ENSURE(!versions_.empty());
    house_ = index_in_force(today);
    for (std::size_t i = 0; i < house_; ++i)
        versions_[i].catalog = std::make_shared<const Catalog>(with_house_of(*versions_[i].catalog, *house()));
}

std::size_t CatalogTimeline::index_in_force(Date day) const {
    std::size_t newest = 0;
    for (std::size_t i = 1; i < versions_.size(); ++i)
        if (versions_[i].from <= day) newest = i;
    return newest;
}

std::size_t CatalogTimeline::index_of(std::int64_t version) const {
    std::size_t held = 0;
    for (std::size_t i = 1; i < versions_.size(); ++i)
        if (versions_[i].catalog->version <= version) held = i;
    return held;
}

const CatalogTimeline::Ptr& CatalogTimeline::moved(const Holding& holding, Date day, CatalogMovement by) const {
    std::size_t held = index_of(holding.version);
    for (std::size_t i = held + 1; i < versions_.size(); ++i) {
        const PublishedCatalog& next = versions_[i];
        if (next.movement < by || next.from > day) continue;
        if (can_move(*versions_[held].catalog, *next.catalog, holding)) held = i;
    }
    return versions_[held].catalog;
}

bool can_move(const Catalog& now, const Catalog& next, const Holding& holding) {
    const Plan* before = now.find_plan(holding.plan);
    const Plan* after = next.find_plan(holding.plan);
    if (before == nullptr || after == nullptr) return before == after;
    const auto is_sold = [&](const Plan& plan) {
        return std::ranges::find(plan.cycles, holding.cycle) != plan.cycles.end();
    };
    if (is_sold(*before) && !is_sold(*after)) return false;
    const auto keeps = [&](const Prices& prices, const Prices& later) {
        return !prices.find(holding.currency, holding.cycle) || later.find(holding.currency, holding.cycle);
    };
    if (!keeps(before->base, after->base)) return false;
    return std::ranges::all_of(before->items, [&](const PlanItem& item) {
        const PlanItem* later = after->find_item(item.item);
        return later != nullptr && keeps(item.prices, later->prices);
    });
}

std::optional<Code> first_missing_code(const Catalog& now, const Catalog& next) {
    if (auto plan = missing_of(now.plans, next.plans)) return plan;
    if (auto item = missing_of(now.items, next.items)) return item;
    if (auto role = missing_of(now.roles, next.roles)) return role;
    return missing_of(now.features, next.features);
}

}  // namespace settle
