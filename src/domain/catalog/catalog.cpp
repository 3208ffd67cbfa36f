#include "domain/catalog/catalog.h"

namespace settle {
namespace {

constexpr std::string_view kRightNames[] = {
    "view_subscription", "subscribe",     "change_plan",    "change_quantities", "cancel",   "start_trial",
    "edit_billing",      "view_invoices", "manage_members", "file_request",      "transfer",
};
static_assert(std::size(kRightNames) == static_cast<std::size_t>(Right::kCount));

template <class Range>
auto* find_by_code(Range& range, const Code& code) {
    for (auto& entry : range)
        if (entry.code == code) return &entry;
    return static_cast<decltype(&*range.begin())>(nullptr);
}

// The saved share of one price in whole percent, rounded down.
std::optional<int> saving_percent(const Prices& prices, Currency currency, Cycle shorter, Cycle longer) {
    const auto by_shorter = prices.find(currency, shorter);
    const auto by_longer = prices.find(currency, longer);
    if (!by_shorter || !by_longer || by_shorter->is_zero()) return std::nullopt;
    const std::int64_t full = by_shorter->scaled_minor() * (months_of(longer) / months_of(shorter));
    return static_cast<int>((full - by_longer->scaled_minor()) * 100 / full);
}

}  // namespace

Result<Cycle> parse_cycle(std::string_view text) {
    for (const Cycle cycle : {Cycle::kMonth, Cycle::kQuarter, Cycle::kYear})
        if (name_of(cycle) == text) return cycle;
    return fail(Error(ErrorCode::kFieldInvalid, "cycle").with("expected", "month, quarter, year"));
}

std::string_view name_of(Access access) {
    switch (access) {
        case Access::kFull: return "full";
        case Access::kReadOnly: return "read_only";
        case Access::kNone: return "none";
    }
    ENSURE(false);
}

Result<Access> parse_access(std::string_view text) {
    for (const Access access : {Access::kFull, Access::kReadOnly, Access::kNone})
        if (name_of(access) == text) return access;
    return fail(Error(ErrorCode::kFieldInvalid, "access").with("expected", "full, read_only, none"));
}

std::string_view name_of(Right right) { return kRightNames[static_cast<std::size_t>(right)]; }

Result<Right> parse_right(std::string_view text) {
    for (std::size_t i = 0; i < std::size(kRightNames); ++i)
        if (kRightNames[i] == text) return static_cast<Right>(i);
    return fail(
        Error(ErrorCode::kFieldInvalid, "rights").with("expected", fmt::format("{}", fmt::join(kRightNames, ", "))));
}

const Plan* Catalog::find_plan(const Code& code) const { return find_by_code(plans, code); }
const Item* Catalog::find_item(const Code& code) const { return find_by_code(items, code); }
const Role* Catalog::find_role(const Code& code) const { return find_by_code(roles, code); }

std::string Catalog::names_of_roles_with(Right right, std::string_view language) const {
    std::string names;
    for (const Role& role : roles) {
        if (!role_may(role, right)) continue;
        if (!names.empty()) names += ", ";
        const std::string& name = role.name.in(language);
        names += name.empty() ? role.code.view() : std::string_view(name);
    }
    return names;
}
const HelpArticle* Catalog::find_help(std::string_view slug) const {
    const auto found = std::ranges::find(help, slug, [](const HelpArticle& article) { return article.slug.view(); });
    return found == help.end() ? nullptr : &*found;
}

const Role* Catalog::owner_role() const {
    for (const Role& role : roles)
        if (role.only_one) return &role;
    return nullptr;
}

bool RuleMatch::covers(const RuleMatch& other) const {
    return change.covers(other.change) && from_plan.covers(other.from_plan) && to_plan.covers(other.to_plan) &&
           from_cycle.covers(other.from_cycle) && to_cycle.covers(other.to_cycle) && item.covers(other.item) &&
           direction.covers(other.direction) && state.covers(other.state) && role.covers(other.role) &&
           (!committed || committed == other.committed);
}

std::optional<int> saving_percent_max(const Catalog& catalog, Cycle shorter, Cycle longer) {
    std::optional<int> best;
    const auto consider = [&](const Prices& prices) {
        for (const Currency currency : catalog.currencies)
            if (const auto saving = saving_percent(prices, currency, shorter, longer);
                saving && (!best || *saving > *best))
                best = saving;
    };
    for (const Plan& plan : catalog.plans) {
        if (!plan.listed) continue;
        consider(plan.base);
        // Units of a plan with its own price (extra profiles) do not make the plan's claim.
        if (plan.base.rows.empty())
            for (const PlanItem& item : plan.items) consider(item.prices);
    }
    return best;
}

}  // namespace settle
