#include "domain/people/seat.h"

#include <algorithm>

#include <fmt/format.h>

#include "domain/entitlement/entitlement.h"

namespace settle {
namespace {

bool is_named(const Catalog& catalog, const Code& item) {
    const Item* known = catalog.find_item(item);
    return known != nullptr && known->kind == ItemKind::kNamedSeat;
}

std::string joined(const std::vector<Code>& codes) {
    std::string text;
    for (const Code& code : codes) text += (text.empty() ? "" : ", ") + code.str();
    return text;
}

}  // namespace

std::vector<Code> named_seats(const Catalog& catalog, const Plan& plan) {
    std::vector<Code> seats;
    for (const PlanItem& item : plan.items)
        if (is_named(catalog, item.item)) seats.push_back(item.item);
    return seats;
}

std::string_view name_of(SeatSource source) {
    switch (source) {
        case SeatSource::kManual: return "manual";
        case SeatSource::kImport: return "import";
        case SeatSource::kCode: return "code";
        case SeatSource::kMemberPage: return "member_page";
        case SeatSource::kServer: return "server";
    }
    return "";
}

Result<Code> named_seat(const Catalog& catalog, const Subscription& subscription, const Code& wanted) {
    const Plan* plan = catalog.find_plan(subscription.plan);
    const std::vector<Code> seats = plan == nullptr ? std::vector<Code>{} : named_seats(catalog, *plan);
    if (wanted.empty() && seats.size() == 1) return seats.front();
    if (wanted.empty() && !seats.empty()) return fail(Error(ErrorCode::kFieldRequired, "seat"));
    if (std::ranges::find(seats, wanted) != seats.end()) return wanted;
    if (plan != nullptr && plan->find_item(wanted) != nullptr)
        return fail(Error(ErrorCode::kFieldInvalid, "seat").with("expected", joined(seats)));
    return fail(Error(ErrorCode::kItemUnknown, "seat").with("item", wanted.str()).with("items", joined(seats)));
}

Result<void> may_hold_seats(const Catalog& catalog, const Subscription& subscription) {
    const Plan* plan = catalog.find_plan(subscription.plan);
    const bool is_there = is_live(subscription.state) || subscription.state == SubscriptionState::kPaused;
    const bool is_paid = is_there && plan != nullptr && !plan->free;
    if (is_paid || subscription.state == SubscriptionState::kTrialing) return {};
    return fail(ErrorCode::kPaymentRequired);
}

Result<void> judge_one_more(const Subscription& subscription, const Code& seat, std::int64_t assigned) {
    const std::int64_t paid = subscription.quantities.of(seat);
    if (assigned < paid) return {};
    return fail(Error(ErrorCode::kNoSeat, "seat").with("paid", fmt::to_string(paid)));
}

Result<void> judge_any_seat(const Catalog& catalog, const Subscription& subscription, const Member& member,
                            const std::vector<SeatHolder>& held, const Quantities& assigned) {
    TRY_VOID(may_hold_seats(catalog, subscription));
    if (member.email.empty())
        return fail(Error(ErrorCode::kMemberWithoutEmail, "member").with("name", member.full_name()));
    const Plan* plan = catalog.find_plan(subscription.plan);
    Result<void> judged = fail(ErrorCode::kNotOffered);
    for (const Code& seat : plan == nullptr ? std::vector<Code>{} : named_seats(catalog, *plan)) {
        const bool is_held = std::ranges::find(held, seat, &SeatHolder::seat) != held.end();
        judged = is_held ? Result<void>(fail(ErrorCode::kAlreadyBeneficiary, "member"))
                         : judge_one_more(subscription, seat, assigned.of(seat));
        if (judged) break;
    }
    return judged;
}

std::vector<Code> features_of_member(const Catalog& catalog, const Subscription& subscription,
                                     const std::vector<SeatHolder>& held) {
    const Plan* plan = catalog.find_plan(subscription.plan);
    const std::vector<Code> seats = plan == nullptr ? std::vector<Code>{} : named_seats(catalog, *plan);
    const bool is_open = seats.empty() || std::ranges::any_of(held, [&](const SeatHolder& holder) {
                             return std::ranges::find(seats, holder.seat) != seats.end();
                         });
    std::vector<Code> features;
    if (!is_open) {
        const Plan* free = catalog.find_plan(catalog.free_plan);
        return free == nullptr ? features : free->features;
    }
    for (const auto& [feature, has] : entitlements_of(catalog, subscription).features)
        if (has) features.push_back(feature);
    return features;
}

}  // namespace settle
