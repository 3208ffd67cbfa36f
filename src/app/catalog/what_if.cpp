#include "app/catalog/what_if.h"

#include <set>

#include "app/renewal/decide_due.h"
#include "domain/catalog/staff_role.h"
#include "domain/change/rules.h"
#include "domain/change/terms.h"
#include "domain/renewal/renewal.h"

namespace settle {
namespace {

constexpr int kMonthsMax = 36;

using Compared = WhatIfTrial::Compared;
using Course = WhatIfTrial::Course;

std::string month_of(Date day) { return day.str().substr(0, 7); }

bool is_by_oneself(Outcome outcome) { return outcome == Outcome::kNow || outcome == Outcome::kPeriodEnd; }

/// What the owner does without anybody's help.
std::set<std::string> self_service(const Situation& situation) {
    std::set<std::string> acts;
    const auto judged = [&](const std::string& name, const Wanted& wanted) {
        const auto target = resolve_target(situation, wanted);
        if (target && is_by_oneself(strictest(judge(situation, wanted, *target)).outcome)) acts.insert(name);
    };
    for (const auto& [kind, name] : {std::pair(ChangeKind::kCancel, "cancel"), std::pair(ChangeKind::kPause, "pause")})
        if (is_by_oneself(judge_act(situation, kind).outcome)) acts.insert(name);
    const Plan* plan = situation.catalog.find_plan(situation.subscription.plan);
    if (plan == nullptr) return acts;
    for (const PlanItem& item : plan->items) {
        const std::int64_t now = situation.subscription.quantities.of(item.item);
        Wanted wanted;
        wanted.quantities.set(item.item, now + item.step);
        judged("more " + item.item.str(), wanted);
        if (now < item.step) continue;
        wanted.quantities.set(item.item, now - item.step);
        judged("fewer " + item.item.str(), wanted);
    }
    for (const Plan& other : situation.catalog.plans) {
        if (other.code == plan->code || other.contact_only || !other.listed) continue;
        Wanted wanted;
        wanted.plan = other.code;
        judged("plan " + other.code.str(), wanted);
    }
    return acts;
}

std::vector<std::string> missing_in(const std::set<std::string>& from, const std::set<std::string>& other) {
    std::vector<std::string> missing;
    std::ranges::set_difference(from, other, std::back_inserter(missing));
    return missing;
}

std::vector<std::string> beyond_limits(const Catalog& terms, const Subscription& subscription) {
    std::vector<std::string> items;
    const Plan* plan = terms.find_plan(subscription.plan);
    // What was agreed with one customer has no limits.
    if (plan == nullptr || !subscription.agreed_prices.empty()) return items;
    for (const PlanItem& item : plan->items) {
        const std::int64_t count = subscription.quantities.of(item.item);
        if (count < item.min || count > item.max) items.push_back(item.item.str());
    }
    return items;
}

WhatIfSums& sums_of(WhatIfReport& report, const WhatIfTrial::Bill& bill) {
    const Money nothing = Money::zero(bill.net.currency());
    return report.months
        .try_emplace({std::string(bill.net.currency().code()), month_of(bill.on)},
                     WhatIfSums{nothing, nothing, nothing, nothing})
        .first->second;
}

Code owner_of(const Catalog& catalog) {
    const Role* owner = catalog.owner_role();
    return owner == nullptr ? Code() : owner->code;
}

}  // namespace

Result<void> check_what_if_months(int months) {
    if (months >= 1 && months <= kMonthsMax) return {};
    return fail(Error(ErrorCode::kFieldInvalid, "months").with("expected", fmt::format("1 … {}", kMonthsMax)));
}

Result<WhatIfTrial> WhatIfTrial::open(const Context& context, WhatIf what) {
    TRY_VOID(only_staff(context, StaffRight::kWriteCatalog));
    TRY_VOID(check_what_if_months(what.months));
    WhatIfTrial trial;
    trial.before_ = TRY(context.timeline());
    const std::string& zone = trial.before_->house()->time_zone;
    trial.first_day_ = TRY(context.with.zones.day_in(zone, context.with.clock.now()));
    trial.until_ = add_months(trial.first_day_, what.months).plus_days(-1);
    // Everybody's day has come then.
    trial.at_ = TRY(context.with.zones.start_of(zone, trial.until_.plus_days(2)));
    trial.from_ = std::max(what.from, trial.first_day_);
    trial.owner_ = {Actor::Kind::kMember, owner_of(what.draft), "what-if"};
    // The draft behind all that is published, as publishing it would put it there.
    std::vector<PublishedCatalog> versions = trial.before_->versions();
    trial.draft_ = versions.back().catalog->version + 1;
    what.draft.version = trial.draft_;
    versions.push_back({std::make_shared<const Catalog>(std::move(what.draft)), what.from, what.movement});
    trial.after_ = std::make_shared<const CatalogTimeline>(std::move(versions), trial.first_day_);
    return trial;
}

// As a dry run does: one step after the other, in memory.
Course WhatIfTrial::follow(const Context& engine, const CatalogTimeline& timeline, DueCase due) const {
    Course course{.subscription = {}, .net = Money::zero(due.subscription.currency)};
    due.billed_today = 0;
    while (const auto on = next_due_on(due.subscription)) {
        if (*on > until_) break;
        DueDecision decision = decide_due(engine, timeline, due, at_);
        if (std::holds_alternative<NotDueYet>(decision)) break;
        auto* write = std::get_if<DueWrite>(&decision);
        course.is_foreseen = write != nullptr;
        if (write == nullptr) break;
        if (write->invoice) {
            const Amounts& amounts = write->invoice->amounts;
            course.bills.push_back({write->invoice->issued_on, amounts.net, amounts.total});
            course.net += amounts.net;
        }
        if (write->attempt && due.owed) due.owed->is_being_paid = true;
        for (const SeatHolder& left : write->released) due.assigned.set(left.seat, due.assigned.of(left.seat) - 1);
        due.subscription = std::move(write->after);
        if (!due.subscription.past_due) due.owed.reset();
    }
    course.subscription = std::move(due.subscription);
    return course;
}

Compared WhatIfTrial::not_foreseen(const DueCase& due) {
    const Money nothing = Money::zero(due.subscription.currency);
    const Course course{.subscription = due.subscription, .net = nothing, .is_foreseen = false};
    return {.customer = {.id = due.customer.id,
                         .name = due.customer.name,
                         .plan = due.subscription.plan,
                         .net_before = nothing,
                         .net_after = nothing},
            .before = course,
            .after = course};
}

Compared WhatIfTrial::compare(const Context& engine, const DueCase& due) const {
    Compared compared = not_foreseen(due);
    compared.before = follow(engine, *before_, due);
    compared.after = follow(engine, *after_, due);
    AffectedCustomer& customer = compared.customer;
    customer.net_before = compared.before.net;
    customer.net_after = compared.after.net;
    const auto old_terms = terms_of(*before_, compared.before.subscription, until_);
    const auto new_terms = terms_of(*after_, compared.after.subscription, until_);
    compared.is_moved = new_terms->version == draft_;
    if (old_terms->version == new_terms->version) return compared;
    const TaxDecision tax;
    const auto could_do = [&](const Catalog& terms, const Subscription& subscription) {
        return self_service({.catalog = terms,
                             .customer = due.customer,
                             .subscription = subscription,
                             .tax = tax,
                             .assigned = due.assigned,
                             .actor = owner_,
                             .today = until_});
    };
    const auto could = could_do(*old_terms, compared.before.subscription);
    const auto can = could_do(*new_terms, compared.after.subscription);
    customer.lost = missing_in(could, can);
    customer.gained = missing_in(can, could);
    if (beyond_limits(*old_terms, compared.before.subscription).empty())
        customer.limits = beyond_limits(*new_terms, compared.after.subscription);
    customer.is_commitment_broken =
        due.subscription.is_committed_on(from_) && terms_of(*after_, due.subscription, from_)->version == draft_;
    return compared;
}

bool Compared::is_affected() const {
    return before.is_foreseen && after.is_foreseen &&
           (customer.net_before != customer.net_after || !customer.lost.empty() || !customer.gained.empty() ||
            !customer.limits.empty() || customer.is_commitment_broken);
}

void add_to(WhatIfReport& report, const Compared& compared) {
    const AffectedCustomer& customer = compared.customer;
    ++report.customers;
    if (!compared.before.is_foreseen || !compared.after.is_foreseen) {
        ++report.not_foreseen;
        return;
    }
    for (const WhatIfTrial::Bill& bill : compared.before.bills) {
        WhatIfSums& sums = sums_of(report, bill);
        sums.net_before += bill.net;
        sums.total_before += bill.total;
    }
    for (const WhatIfTrial::Bill& bill : compared.after.bills) {
        WhatIfSums& sums = sums_of(report, bill);
        sums.net_after += bill.net;
        sums.total_after += bill.total;
    }
    report.pay_more += customer.net_after > customer.net_before ? 1 : 0;
    report.pay_less += customer.net_after < customer.net_before ? 1 : 0;
    report.lose_self_service += customer.lost.empty() ? 0 : 1;
    report.gain_self_service += customer.gained.empty() ? 0 : 1;
    report.out_of_limits += customer.limits.empty() ? 0 : 1;
    report.commitments_broken += customer.is_commitment_broken ? 1 : 0;
    report.not_moved += compared.is_moved ? 0 : 1;
}

}  // namespace settle
