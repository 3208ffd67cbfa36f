#include "domain/change/rules.h"

namespace settle {
namespace {

/// One part of a wish, as the rule table sees it.
struct Part {
    ChangeKind kind;
    Code from_plan, to_plan;
    Cycle from_cycle, to_cycle;
    Code item;
    Direction direction;
    std::int64_t count = 0;  ///< The wished total of a quantity part.
};

template <class T>
Direction direction_of(T before, T after) {
    return after > before ? Direction::kUp : after < before ? Direction::kDown : Direction::kSame;
}

// A vendor's server speaks for the owner: the rules hold for it as they do for the owner.
Code effective_role(const Situation& situation) {
    if (situation.actor.is_member()) return situation.actor.role;
    const Role* owner = situation.catalog.owner_role();
    return owner == nullptr ? Code() : owner->code;
}

Ruling refuse(Outcome outcome, const Part& part, Code rule, Error refusal) {
    Ruling ruling;
    ruling.outcome = outcome;
    ruling.part = part.kind;
    ruling.item = part.item;
    ruling.rule = rule;
    ruling.refusal = std::move(refusal);
    return ruling;
}

Ruling nothing_to_do(const Part& part) {
    return refuse(Outcome::kNothingToDo, part, "guard-no-change", Error(ErrorCode::kNoChange));
}

bool state_allows(const Subscription& now, ChangeKind kind) {
    const SubscriptionState state = now.state;
    switch (kind) {
        case ChangeKind::kCancel:
            return state != SubscriptionState::kNone && state != SubscriptionState::kIncomplete &&
                   state != SubscriptionState::kEnded;
        case ChangeKind::kRenewalOn:
        case ChangeKind::kPause: return is_live(state);
        case ChangeKind::kResume: return is_live(state) || state == SubscriptionState::kPaused;
        case ChangeKind::kSubscribe: return state != SubscriptionState::kPaused;
        default: return state != SubscriptionState::kPaused && state != SubscriptionState::kIncomplete;
    }
}

// An act that is done already changes nothing.
bool is_done(const Subscription& now, ChangeKind kind) {
    switch (kind) {
        case ChangeKind::kCancel: return now.ends_on.has_value();
        case ChangeKind::kRenewalOn: return !now.ends_on.has_value();
        case ChangeKind::kResume: return !now.pause.has_value();
        default: return false;
    }
}

std::optional<Ruling> guard_state(const Situation& situation, const Part& part) {
    const Subscription& now = situation.subscription;
    if (!state_allows(now, part.kind))
        return refuse(Outcome::kNo, part, "guard-state",
                      Error(ErrorCode::kStateForbids).with("state", std::string(name_of(now.state))));
    const bool owed = now.state == SubscriptionState::kPastDue && !situation.at_its_date;
    if (owed && part.kind != ChangeKind::kCancel && part.kind != ChangeKind::kRenewalOn &&
        !situation.actor.has_staff_authority())
        return refuse(Outcome::kNo, part, "guard-payment", Error(ErrorCode::kPaymentRequired));
    return std::nullopt;
}

std::optional<Ruling> guard_right(const Situation& situation, const Part& part) {
    if (!situation.actor.is_member()) return std::nullopt;
    const Right right = right_for(part.kind);
    const Role* role = situation.catalog.find_role(situation.actor.role);
    if (role != nullptr && role_may(*role, right)) return std::nullopt;
    return refuse(Outcome::kNo, part, "guard-role",
                  Error(ErrorCode::kRoleRequired)
                      .with("who", situation.catalog.names_of_roles_with(right, situation.customer.language)));
}

bool shortens_term(const Part& part) {
    return (part.kind == ChangeKind::kCycle && part.direction == Direction::kDown) ||
           part.kind == ChangeKind::kCancel || part.kind == ChangeKind::kPause;
}

std::optional<Ruling> guard_commitment(const Situation& situation, const Part& part) {
    const Subscription& now = situation.subscription;
    if (!shortens_term(part) || !now.is_committed_on(situation.today)) return std::nullopt;
    Ruling ruling = refuse(Outcome::kNo, part, "guard-commitment",
                           Error(ErrorCode::kCommitmentActive).with("date", now.commitment_end->str()));
    ruling.possible_from = now.commitment_end;
    ruling.request_type = "non_renewal";
    return ruling;
}

std::optional<Ruling> guard_manageability(const Situation& situation, const Part& part) {
    const Plan* wanted_plan = situation.catalog.find_plan(part.to_plan);
    if (wanted_plan != nullptr && wanted_plan->contact_only && part.from_plan != part.to_plan) {
        Ruling ruling = refuse(Outcome::kStaff, part, "guard-contact-only", Error(ErrorCode::kPlanContactOnly, "plan"));
        ruling.request_type = "custom_plan";
        return ruling;
    }
    const Plan* plan = situation.catalog.find_plan(part.from_plan);
    const bool managed_by_staff = !situation.subscription.self_managed || (plan != nullptr && !plan->self_managed);
    if (!managed_by_staff || part.kind == ChangeKind::kSubscribe) return std::nullopt;
    Ruling ruling = refuse(Outcome::kStaff, part, "guard-managed-by-staff", Error(ErrorCode::kStaffOnly));
    ruling.request_type = "contact";
    return ruling;
}

// Fewer units than are in use on `day`, whoever asks.
std::optional<Ruling> refuse_fewer(const Situation& situation, const Part& part, Date day) {
    const std::int64_t assigned = in_use_on(situation, part.item, day);
    if (part.count >= assigned) return std::nullopt;
    const Item* item = situation.catalog.find_item(part.item);
    const bool named = item != nullptr && item->kind == ItemKind::kNamedSeat;
    return refuse(Outcome::kNo, part, "guard-usage",
                  Error(named ? ErrorCode::kBelowAssigned : ErrorCode::kInUse, "quantities." + part.item.str())
                      .with("assigned", fmt::to_string(assigned))
                      .with("excess", fmt::to_string(assigned - part.count)));
}

std::optional<Ruling> guard_usage(const Situation& situation, const Part& part, Date day) {
    if (part.kind != ChangeKind::kQuantity || part.direction != Direction::kDown) return std::nullopt;
    return refuse_fewer(situation, part, day);
}

/// The day on which enough have left for it.
std::optional<Date> fits_from(const Situation& situation, const Part& part) {
    for (const Departure& departure : situation.subscription.departures)
        if (in_use_on(situation, part.item, departure.on) <= part.count) return departure.on;
    return std::nullopt;
}

/// The day after which nobody leaves any more: what does not fit then never will.
Date last_departure(const Situation& situation) {
    const auto& departures = situation.subscription.departures;
    return departures.empty() ? situation.today : std::max(situation.today, departures.back().on);
}

// People and things may be there before anything is bought: from a trial, or from a subscription that ended.
std::optional<Ruling> guard_first_usage(const Situation& situation, const Target& target, Part part) {
    for (const auto& [item, count] : situation.assigned) {
        part.item = item;
        part.count = target.quantities.of(item);
        if (auto refused = refuse_fewer(situation, part, situation.today)) return refused;
    }
    return std::nullopt;
}

bool matches(const RuleMatch& match, const Part& part, const Situation& situation, const Code& role, bool committed) {
    return match.change.matches(part.kind) && match.direction.matches(part.direction) &&
           match.state.matches(situation.subscription.state) && match.from_cycle.matches(part.from_cycle) &&
           match.to_cycle.matches(part.to_cycle) && match.from_plan.matches(part.from_plan) &&
           match.to_plan.matches(part.to_plan) && match.item.matches(part.item) && match.role.matches(role) &&
           (!match.committed || *match.committed == committed);
}

ErrorCode default_refusal(Outcome outcome) {
    switch (outcome) {
        case Outcome::kStaff: return ErrorCode::kStaffOnly;
        case Outcome::kNothingToDo: return ErrorCode::kNoChange;
        default: return ErrorCode::kNotOffered;
    }
}

std::optional<Date> possible_from(const Rule& rule, const Subscription& now) {
    switch (rule.possible_from) {
        case PossibleFrom::kPeriodEnd: return now.period.end_day;
        case PossibleFrom::kCommitmentEnd: return now.commitment_end;
        case PossibleFrom::kNever: break;
    }
    return std::nullopt;
}

bool takes_away(const Part& part) {
    return part.direction == Direction::kDown || part.kind == ChangeKind::kCancel || part.kind == ChangeKind::kPause;
}

// The day a part takes effect: the one staff chose, else today or the end of what was paid; what staff take
// away during a commitment, without saying when, waits for its end.
void set_day(const Situation& situation, const Part& part, const Wanted& wanted, Ruling& ruling) {
    if (ruling.outcome != Outcome::kNow && ruling.outcome != Outcome::kPeriodEnd) return;
    const Subscription& now = situation.subscription;
    if (situation.at_its_date) ruling.outcome = Outcome::kNow;
    const auto chosen = part.kind == ChangeKind::kPause && wanted.from ? wanted.from : wanted.on;
    if (chosen) {
        ruling.outcome = *chosen <= situation.today ? Outcome::kNow : Outcome::kPeriodEnd;
        ruling.on = *chosen;
    } else if (ruling.outcome == Outcome::kNow) {
        ruling.on = situation.today;
    } else {
        ruling.on = now.period.end_day;
        if (situation.actor.has_staff_authority() && takes_away(part) && now.is_committed_on(ruling.on))
            ruling.on = *now.commitment_end;
    }
    ruling.overrides_commitment = situation.actor.has_staff_authority() && shortens_term(part) &&
                                  now.is_committed_on(situation.today) && ruling.on < *now.commitment_end;
}

// What is to happen after the end will not happen: that is said when it is asked for, not on its day.
std::optional<Ruling> guard_end(const Situation& situation, const Part& part, const Ruling& ruling) {
    const auto& ends_on = situation.subscription.ends_on;
    const bool waits = ruling.outcome == Outcome::kPeriodEnd && part.kind != ChangeKind::kCancel;
    if (!waits || !ends_on || ruling.on < *ends_on) return std::nullopt;
    return refuse(Outcome::kNo, part, "guard-end", Error(ErrorCode::kRenewalIsOff).with("date", ends_on->str()));
}

Ruling apply_rule(const Rule& rule, const Part& part, const Situation& situation) {
    Ruling ruling;
    ruling.outcome = rule.outcome;
    ruling.part = part.kind;
    ruling.item = part.item;
    ruling.rule = rule.id;
    ruling.billed = rule.billed;
    ruling.unused = rule.unused;
    ruling.reason = rule.reason.empty() ? nullptr : &rule.reason;
    // What a rule leaves to staff, staff may do: what takes something away when what was paid is used up,
    // the rest at once.
    if (rule.outcome == Outcome::kStaff && situation.actor.has_staff_authority())
        ruling.outcome = takes_away(part) ? Outcome::kPeriodEnd : Outcome::kNow;
    if (ruling.outcome == Outcome::kStaff || ruling.outcome == Outcome::kNo ||
        ruling.outcome == Outcome::kNothingToDo) {
        Error refusal(rule.code.value_or(default_refusal(rule.outcome)),
                      part.item.empty() ? "" : "quantities." + part.item.str());
        if (situation.subscription.commitment_end)
            refusal.params.emplace_back("date", situation.subscription.commitment_end->str());
        ruling.refusal = std::move(refusal);
        ruling.request_type = rule.request_type;
        ruling.possible_from = possible_from(rule, situation.subscription);
    }
    return ruling;
}

Ruling judge_part(const Situation& situation, const Part& part, const Wanted& wanted) {
    if (auto ruling = guard_state(situation, part)) return *std::move(ruling);
    if (auto ruling = guard_right(situation, part)) return *std::move(ruling);
    if (is_done(situation.subscription, part.kind)) return nothing_to_do(part);
    const bool by_staff = situation.actor.has_staff_authority();
    if (!by_staff) {
        if (auto ruling = guard_commitment(situation, part)) return *std::move(ruling);
        if (auto ruling = guard_manageability(situation, part)) return *std::move(ruling);
    }
    if (auto ruling = guard_usage(situation, part, last_departure(situation))) return *std::move(ruling);

    const Code role = effective_role(situation);
    const bool committed = situation.subscription.is_committed_on(situation.today);
    for (const Rule& rule : situation.catalog.rules) {
        if (!matches(rule.match, part, situation, role, committed)) continue;
        Ruling ruling = apply_rule(rule, part, situation);
        set_day(situation, part, wanted, ruling);
        if (auto refused = guard_end(situation, part, ruling)) return *std::move(refused);
        // Whoever leaves later than that still sits there on its day.
        const bool has_day = ruling.outcome == Outcome::kNow || ruling.outcome == Outcome::kPeriodEnd;
        if (has_day)
            if (auto refused = guard_usage(situation, part, ruling.on)) {
                refused->possible_from = fits_from(situation, part);
                return *std::move(refused);
            }
        return ruling;
    }
    return refuse(Outcome::kNo, part, "guard-no-rule", Error(ErrorCode::kNotOffered));
}

int severity(const Ruling& ruling) {
    switch (ruling.outcome) {
        case Outcome::kNo: return 4;
        case Outcome::kStaff: return 3;
        case Outcome::kNothingToDo: return 2;
        case Outcome::kNow: return 1;
        case Outcome::kPeriodEnd: return 0;
    }
    ENSURE(false);
}

int rank_of(const Catalog& catalog, const Code& code) {
    const Plan* plan = catalog.find_plan(code);
    return plan == nullptr ? 0 : plan->rank;
}

Part part_of(ChangeKind kind, const Subscription& now, const Target& target) {
    return {kind, now.plan, target.plan->code, now.cycle, target.cycle, {}, Direction::kSame, 0};
}

// Other prices for the same: only staff get here, and no vendor's rule is about it. What was paid at the old price
// is given back for the days that are left.
Ruling judge_agreement(const Situation& situation, const Part& part, const Wanted& wanted) {
    if (auto ruling = guard_state(situation, part)) return *std::move(ruling);
    Ruling ruling;
    ruling.part = part.kind;
    ruling.rule = "guard-agreed";
    ruling.unused = UnusedPart::kCredit;
    set_day(situation, part, wanted, ruling);
    if (auto refused = guard_end(situation, part, ruling)) return *std::move(refused);
    return ruling;
}

}  // namespace

std::int64_t in_use_on(const Situation& situation, const Code& item, Date day) {
    const auto left = std::ranges::count_if(situation.subscription.departures, [&](const Departure& departure) {
        return departure.item == item && departure.on <= day;
    });
    return std::max<std::int64_t>(0, situation.assigned.of(item) - left);
}

Right right_for(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::kSubscribe: return Right::kSubscribe;
        case ChangeKind::kPlan:
        case ChangeKind::kCycle: return Right::kChangePlan;
        case ChangeKind::kQuantity: return Right::kChangeQuantities;
        case ChangeKind::kStartTrial: return Right::kStartTrial;
        case ChangeKind::kCancel:
        case ChangeKind::kRenewalOn:
        case ChangeKind::kPause:
        case ChangeKind::kResume: return Right::kCancel;
        case ChangeKind::kCount: break;
    }
    ENSURE(false);
}

std::vector<Ruling> judge(const Situation& situation, const Wanted& wanted, const Target& target) {
    const Subscription& now = situation.subscription;
    std::vector<Ruling> parts;
    if (wanted.act) return {judge_act(situation, *wanted.act, wanted)};
    if (is_first_order(situation.catalog, now)) {
        Part part = part_of(ChangeKind::kSubscribe, now, target);
        part.direction = target.plan->code == now.plan && target.plan->free ? Direction::kSame : Direction::kUp;
        if (target.plan->free && target.plan->code == now.plan) parts.push_back(nothing_to_do(part));
        else parts.push_back(judge_part(situation, part, wanted));
        if (!parts.front().refusal)
            if (auto refused = guard_first_usage(situation, target, part)) parts.front() = *std::move(refused);
        return parts;
    }
    if (target.plan->code != now.plan) {
        Part part = part_of(ChangeKind::kPlan, now, target);
        part.direction = direction_of(rank_of(situation.catalog, now.plan), target.plan->rank);
        parts.push_back(judge_part(situation, part, wanted));
    }
    if (target.cycle != now.cycle) {
        Part part = part_of(ChangeKind::kCycle, now, target);
        part.direction = direction_of(months_of(now.cycle), months_of(target.cycle));
        parts.push_back(judge_part(situation, part, wanted));
    }
    const Quantities& wished = wanted.lines.empty() ? wanted.quantities : target.quantities;
    for (const auto& [item, count] : wished) {
        if (count == now.quantities.of(item)) continue;
        Part part = part_of(ChangeKind::kQuantity, now, target);
        part.item = item;
        part.count = count;
        part.direction = direction_of(now.quantities.of(item), count);
        parts.push_back(judge_part(situation, part, wanted));
    }
    // A plan that does not sell what is in use would take it away too, on its day.
    const bool has_day = !parts.empty() && !parts.front().refusal;
    const Date day = has_day ? parts.front().on : last_departure(situation);
    for (const auto& [item, count] : now.quantities) {
        if (wished.has(item) || target.quantities.of(item) >= count) continue;
        Part part = part_of(ChangeKind::kQuantity, now, target);
        part.item = item;
        part.count = target.quantities.of(item);
        part.direction = Direction::kDown;
        if (auto refused = guard_usage(situation, part, day)) parts.push_back(*std::move(refused));
    }
    if (parts.empty() && target.agreed_prices != now.agreed_prices) {
        parts.push_back(judge_agreement(situation, part_of(ChangeKind::kPlan, now, target), wanted));
    }
    if (parts.empty()) {
        const Part part = part_of(ChangeKind::kPlan, now, target);
        auto refused = guard_right(situation, part);
        parts.push_back(refused ? *std::move(refused) : nothing_to_do(part));
    }
    return parts;
}

const Ruling& strictest(const std::vector<Ruling>& parts) {
    ENSURE(!parts.empty());
    return *std::ranges::max_element(parts, {}, severity);
}

Ruling judge_act(const Situation& situation, ChangeKind act, const Wanted& wanted) {
    const Subscription& now = situation.subscription;
    const Part part{act, now.plan, now.plan, now.cycle, now.cycle, {}, Direction::kSame, 0};
    return judge_part(situation, part, wanted);
}

}  // namespace settle
