#include "domain/change/change.h"
#include "domain/change/lines.h"
#include "domain/change/next_period.h"
#include "domain/change/rules.h"

namespace settle {
namespace {

// With a fixed billing day the first boundary lies before the start: the latest one that the day,
// counted from a month that has it, gives. 31 must come back after February, so the anchor is
// taken from a month that long.
void open_first_period(Subscription& after, const Target& target, Date today, std::optional<int> billing_day) {
    after.anchor = today;
    after.period_number = 0;
    if (billing_day) {
        const auto day = static_cast<unsigned>(*billing_day);
        auto month = std::chrono::year_month{today.ymd().year(), today.ymd().month()};
        while (true) {
            const auto candidate = month / std::chrono::day{day};
            if (candidate.ok() && Date(std::chrono::sys_days{candidate}) <= today) {
                after.anchor = Date(std::chrono::sys_days{candidate});
                break;
            }
            month -= std::chrono::months{1};
        }
        while (add_months(after.anchor, (after.period_number + 1) * months_of(target.cycle)) <= today)
            ++after.period_number;
    }
    after.cycle = target.cycle;
    after.period = {today, after.full_period().end_day};
}

void begin_commitment(Subscription& after, const Target& target, Date today) {
    const auto months = target.plan->commitment_months.find(target.cycle);
    if (months != target.plan->commitment_months.end()) after.commitment_end = add_months(today, months->second);
    else after.commitment_end.reset();
}

void take_target(Subscription& after, const Target& target) {
    after.plan = target.plan->code;
    after.cycle = target.cycle;
    after.currency = target.currency;
    after.quantities = target.quantities;
    after.self_managed = target.plan->self_managed;
}

Lines first_order(const Situation& situation, const Wanted& wanted, const Target& target, Subscription& after) {
    take_target(after, target);
    after.state = SubscriptionState::kActive;
    after.trial_end.reset();
    after.charged.clear();
    after.scheduled.clear();
    open_first_period(after, target, situation.today, wanted.billing_day);
    begin_commitment(after, target, situation.today);
    return charge_lines(target, after.period, after.full_period().days());
}

void credit_everything(Subscription& after, Date today, Lines& lines) {
    const std::int64_t whole_days = after.full_period().days();
    for (ChargedLine& charged : after.charged)
        if (charged.quantity > 0)
            if (auto line = credit_for(charged, charged.quantity, today, whole_days)) lines.push_back(*std::move(line));
    after.charged.clear();
}

// The latest charges give back first: what was added last is taken away first.
void credit_fewer(Subscription& after, const Code& item, std::int64_t units, Date today, Lines& lines) {
    const std::int64_t whole_days = after.full_period().days();
    for (auto charged = after.charged.rbegin(); charged != after.charged.rend() && units > 0; ++charged) {
        if (charged->item != item || charged->quantity == 0) continue;
        const std::int64_t part = std::min(units, charged->quantity);
        if (auto line = credit_for(*charged, part, today, whole_days)) lines.push_back(*std::move(line));
        units -= part;
    }
    std::erase_if(after.charged, [](const ChargedLine& charged) { return charged.quantity == 0; });
}

UnusedPart unused_part_of(const std::vector<Ruling>& parts, ChangeKind kind, const Code& item) {
    for (const Ruling& part : parts)
        if (part.part == kind && part.item == item) return part.unused;
    return UnusedPart::kNothing;
}

bool has_part(const std::vector<Ruling>& parts, ChangeKind kind) {
    return std::ranges::any_of(parts, [&](const Ruling& part) { return part.part == kind; });
}

// Plan and cycle: what was charged is given back from today, the new plan is charged from today.
Lines replace_plan(const Situation& situation, const Target& target, const std::vector<Ruling>& parts,
                   Subscription& after) {
    const bool new_cycle = target.cycle != situation.subscription.cycle;
    const ChangeKind kind = has_part(parts, ChangeKind::kPlan) ? ChangeKind::kPlan : ChangeKind::kCycle;
    Lines lines;
    if (unused_part_of(parts, kind, {}) == UnusedPart::kCredit) credit_everything(after, situation.today, lines);
    else after.charged.clear();
    take_target(after, target);
    if (new_cycle) {
        open_first_period(after, target, situation.today, std::nullopt);
        begin_commitment(after, target, situation.today);
    }
    const Period covers{situation.today, after.period.end_day};
    for (Line& line : charge_lines(target, covers, after.full_period().days())) lines.push_back(std::move(line));
    return lines;
}

Lines change_quantities(const Situation& situation, const Target& target, const std::vector<Ruling>& parts,
                        Subscription& after) {
    const Subscription& now = situation.subscription;
    const Period covers{situation.today, now.period.end_day};
    const std::int64_t whole_days = now.full_period().days();
    Lines lines;
    for (const PlanItem& item : target.plan->items) {
        const std::int64_t before = charged_units(item, now.quantities.of(item.item));
        const std::int64_t wanted = charged_units(item, target.quantities.of(item.item));
        if (wanted > before) {
            if (auto line = charge_for_more(target, item.item, wanted - before, covers, whole_days))
                lines.push_back(*std::move(line));
        } else if (wanted < before && unused_part_of(parts, ChangeKind::kQuantity, item.item) == UnusedPart::kCredit) {
            credit_fewer(after, item.item, before - wanted, situation.today, lines);
        }
    }
    take_target(after, target);
    return lines;
}

// Splits a wish into what takes effect today and what waits for the end of the period.
struct Split {
    Wanted now;
    std::optional<Wanted> later;
};
Split split_by_date(const Wanted& wanted, const std::vector<Ruling>& parts) {
    Split split;
    const auto to = [&](const Ruling& part) -> Wanted& {
        if (part.outcome != Outcome::kPeriodEnd) return split.now;
        if (!split.later) split.later.emplace();
        return *split.later;
    };
    for (const Ruling& part : parts) switch (part.part) {
            case ChangeKind::kPlan: to(part).plan = wanted.plan; break;
            case ChangeKind::kCycle: to(part).cycle = wanted.cycle; break;
            case ChangeKind::kQuantity: to(part).quantities.set(part.item, wanted.quantities.of(part.item)); break;
            default: break;
        }
    return split;
}

Amounts next_invoice_of(const Situation& situation, const Preview& preview) {
    Subscription next = preview.after;
    return total_up(begin_next_period(situation.catalog, next), situation.tax, next.currency);
}

// A wish of several parts is billed now as soon as one of its parts is: a bill cannot be put off by
// adding something to it that may wait.
// What is decided now about a part replaces what was scheduled for it.
void withdraw_from_schedule(Subscription& after, const Ruling& part) {
    for (ScheduledChange& scheduled : after.scheduled) {
        if (part.part == ChangeKind::kPlan) scheduled.set.plan.reset();
        if (part.part == ChangeKind::kCycle) scheduled.set.cycle.reset();
        if (part.part == ChangeKind::kQuantity) scheduled.set.quantities.remove(part.item);
    }
    std::erase_if(after.scheduled, [](const ScheduledChange& scheduled) { return scheduled.set == Wanted{}; });
}

bool billed_later(const std::vector<Ruling>& parts) {
    return std::ranges::all_of(
        parts, [](const Ruling& part) { return part.outcome != Outcome::kNow || part.billed == Billed::kNextInvoice; });
}

}  // namespace

Result<Preview> preview_change(const Situation& situation, const Wanted& wanted) {
    const Subscription& now = situation.subscription;
    if (wanted.billing_day && (*wanted.billing_day < 1 || *wanted.billing_day > 31))
        return fail(Error(ErrorCode::kFieldInvalid, "billing_day").with("expected", "1 … 31"));
    const Target target = TRY(resolve_target(situation, wanted));
    std::vector<Ruling> parts = judge(situation, wanted, target);
    Ruling ruling = strictest(parts);
    const bool refused = ruling.outcome != Outcome::kNow && ruling.outcome != Outcome::kPeriodEnd;

    Preview preview{std::move(ruling),
                    std::move(parts),
                    is_first_order(situation.catalog, now),
                    no_amounts(target.currency),
                    now.period.end_day,
                    no_amounts(target.currency),
                    now,
                    std::nullopt};
    if (refused) return preview;

    Lines lines;
    if (preview.is_first_order) {
        lines = first_order(situation, wanted, target, preview.after);
    } else {
        const Split split = split_by_date(wanted, preview.parts);
        if (split.later) preview.scheduled = ScheduledChange{now.period.end_day, *split.later};
        const Target immediate = split.later ? TRY(resolve_target(situation, split.now)) : target;
        const bool replaces = immediate.plan->code != now.plan || immediate.cycle != now.cycle;
        lines = replaces ? replace_plan(situation, immediate, preview.parts, preview.after)
                         : change_quantities(situation, immediate, preview.parts, preview.after);
        for (const Ruling& part : preview.parts) withdraw_from_schedule(preview.after, part);
        if (preview.scheduled) preview.after.scheduled.push_back(*preview.scheduled);
    }

    remember_charges(preview.after, lines);
    Amounts amounts = total_up(std::move(lines), situation.tax, target.currency);
    // What is owed to the customer, and what the rule bills later, waits for the next invoice.
    if (amounts.net.is_negative() || billed_later(preview.parts)) {
        for (const Line& line : amounts.lines) preview.after.carried.push_back(line);
        for (ChargedLine& charged : preview.after.charged)
            if (charged.invoice.empty()) charged.line = -1;
    } else {
        preview.due_now = std::move(amounts);
    }
    preview.next_invoice_on = preview.after.period.end_day;
    if (!target.plan->free) preview.next_invoice = next_invoice_of(situation, preview);
    return preview;
}

Result<Subscription> start_trial(const Situation& situation) {
    const Catalog& catalog = situation.catalog;
    const Subscription& now = situation.subscription;
    const Ruling ruling = judge_act(situation, ChangeKind::kStartTrial);
    if (ruling.refusal && ruling.refusal->code == ErrorCode::kRoleRequired) return fail(*ruling.refusal);
    if (!catalog.trial) return fail(ErrorCode::kTrialNotOffered);
    if (now.trial_used) return fail(ErrorCode::kTrialUsed);
    if (now.state != SubscriptionState::kNone)
        return fail(Error(ErrorCode::kStateForbids).with("state", std::string(name_of(now.state))));
    Subscription after = now;
    after.state = SubscriptionState::kTrialing;
    after.plan = catalog.trial->plan;
    after.quantities = catalog.trial->quantities;
    after.trial_used = true;
    after.trial_end = situation.today.plus_days(catalog.trial->days);
    after.anchor = situation.today;
    after.period = {situation.today, *after.trial_end};
    return after;
}

}  // namespace settle
