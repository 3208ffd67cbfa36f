#include "domain/change/acts.h"
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
    after.days_before_pause = 0;
    after.period = {today, after.full_period().end_day};
}

Share share_from_now(const Situation& situation, const Subscription& subscription) {
    return {{situation.today, subscription.period.end_day}, subscription.full_days(), situation.second};
}

Lines first_order(const Situation& situation, const Wanted& wanted, const Target& target, Subscription& after) {
    take_target(after, target);
    after.catalog_version = situation.catalog.version;
    after.state = SubscriptionState::kActive;
    after.trial_end.reset();
    after.ends_on.reset();
    after.past_due.reset();
    after.pause.reset();
    after.charged.clear();
    after.scheduled.clear();
    open_first_period(after, target, situation.today, wanted.billing_day);
    begin_commitment(after, target, situation.today);
    return charge_lines(target, {after.period, after.full_days()});
}

void credit_everything(const Situation& situation, Subscription& after, Lines& lines) {
    const Share left = share_from_now(situation, after);
    for (ChargedLine& charged : after.charged)
        if (charged.quantity > 0)
            if (auto line = credit_for(situation.catalog, charged, charged.quantity, left))
                lines.push_back(*std::move(line));
    after.charged.clear();
}

// The latest charges give back first: what was added last is taken away first.
void credit_fewer(const Situation& situation, Subscription& after, const Code& item, std::int64_t units, Lines& lines) {
    const Share left = share_from_now(situation, after);
    for (auto charged = after.charged.rbegin(); charged != after.charged.rend() && units > 0; ++charged) {
        if (charged->item != item || charged->quantity == 0) continue;
        const std::int64_t part = std::min(units, charged->quantity);
        if (auto line = credit_for(situation.catalog, *charged, part, left)) lines.push_back(*std::move(line));
        units -= part;
    }
    std::erase_if(after.charged, [](const ChargedLine& charged) { return charged.quantity == 0; });
}

UnusedPart unused_part_of(const std::vector<Ruling>& parts, ChangeKind kind, const Code& item) {
    for (const Ruling& part : parts)
        if (part.part == kind && part.item == item) return part.unused;
    return UnusedPart::kNothing;
}

// A plan that waits for its day says nothing about a cycle that changes today.
bool is_replaced_now(const std::vector<Ruling>& parts, ChangeKind kind) {
    return std::ranges::any_of(parts,
                               [&](const Ruling& part) { return part.part == kind && part.outcome == Outcome::kNow; });
}

// Plan and cycle: what was charged is given back from today, the new plan is charged from today.
Lines replace_plan(const Situation& situation, const Target& target, const std::vector<Ruling>& parts,
                   Subscription& after) {
    const bool new_cycle = target.cycle != situation.subscription.cycle;
    const ChangeKind kind = is_replaced_now(parts, ChangeKind::kPlan) ? ChangeKind::kPlan : ChangeKind::kCycle;
    Lines lines;
    if (unused_part_of(parts, kind, {}) == UnusedPart::kCredit) credit_everything(situation, after, lines);
    else after.charged.clear();
    take_target(after, target);
    if (new_cycle) {
        open_first_period(after, target, situation.today, std::nullopt);
        change_commitment(situation, after, target);
        // What is paid for is used before it ends, and what binds binds.
        if (after.ends_on)
            after.ends_on = std::max(after.period.end_day, after.commitment_end.value_or(after.period.end_day));
    } else if (target.plan->code != situation.subscription.plan) {
        add_commitment(situation, after, target);
    }
    const Share share = new_cycle ? Share{after.period, after.period.days()} : share_from_now(situation, after);
    for (Line& line : charge_lines(target, share)) lines.push_back(std::move(line));
    return lines;
}

Lines change_quantities(const Situation& situation, const Target& target, const std::vector<Ruling>& parts,
                        Subscription& after) {
    const Subscription& now = situation.subscription;
    const Target before = present_target(situation.catalog, now);
    const Share share = share_from_now(situation, now);
    Lines lines;
    const auto change_one = [&](const Code& item) {
        const std::int64_t held = charged_units(before, item, now.quantities.of(item));
        const std::int64_t wanted = charged_units(target, item, target.quantities.of(item));
        if (wanted > held) {
            charge_for_more(target, item, wanted - held, share, lines);
        } else if (wanted < held && unused_part_of(parts, ChangeKind::kQuantity, item) == UnusedPart::kCredit) {
            credit_fewer(situation, after, item, held - wanted, lines);
        }
    };
    for (const PlanItem& item : target.plan->items) change_one(item.item);
    for (const AgreedPrice& agreed : target.agreed_prices)
        if (target.plan->find_item(agreed.item) == nullptr) change_one(agreed.item);
    take_target(after, target);
    return lines;
}

// Splits a wish into what takes effect today and what waits for the end of the period.
struct Split {
    Wanted now;
    std::optional<Wanted> later;
    Date on;  ///< Of `later`.
};
Split split_by_date(const Wanted& wanted, const std::vector<Ruling>& parts) {
    Split split;
    if (!wanted.lines.empty()) {
        // What was agreed holds as a whole, or waits as a whole.
        split.now = wanted;
        for (const Ruling& part : parts) {
            if (part.outcome != Outcome::kPeriodEnd) continue;
            split.on = std::max(split.on, part.on);
            split.later = wanted;
            split.later->on.reset();
            split.now = {};
        }
        return split;
    }
    const auto to = [&](const Ruling& part) -> Wanted& {
        if (part.outcome != Outcome::kPeriodEnd) return split.now;
        if (!split.later) split.later.emplace();
        split.on = std::max(split.on, part.on);
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

// What is decided now about a part replaces what was scheduled for it.
void withdraw_from_schedule(Preview& preview, const Ruling& part) {
    std::vector<ScheduledChange>& scheduled = preview.after.scheduled;
    for (ScheduledChange& change : scheduled) {
        if (!change.set.lines.empty()) continue;  // What was agreed waits as a whole.
        const Wanted before = change.set;
        if (part.part == ChangeKind::kPlan) change.set.plan.reset();
        if (part.part == ChangeKind::kCycle) change.set.cycle.reset();
        if (part.part == ChangeKind::kQuantity) change.set.quantities.remove(part.item);
        if (change.set == before) continue;
        preview.withdrawn.push_back(change);
        preview.withdrawn.back().set = before;
    }
    std::erase_if(scheduled, [](const ScheduledChange& change) { return change.set == Wanted{}; });
}

// What is agreed from a day on is all that holds then: it takes the place of what was agreed before for that day or an
// earlier one that has not come.
void withdraw_agreements(Preview& preview, Date until) {
    std::vector<ScheduledChange>& scheduled = preview.after.scheduled;
    const auto is_replaced = [&](const ScheduledChange& change) {
        return !change.set.lines.empty() && change.on <= until;
    };
    std::ranges::copy_if(scheduled, std::back_inserter(preview.withdrawn), is_replaced);
    std::erase_if(scheduled, is_replaced);
}

// A wish of several parts is billed now as soon as one of its parts is: a bill cannot be put off by
// adding something to it that may wait.
bool billed_later(const std::vector<Ruling>& parts) {
    return std::ranges::all_of(
        parts, [](const Ruling& part) { return part.outcome != Outcome::kNow || part.billed == Billed::kNextInvoice; });
}

// What is owed to the customer, and what the rule bills later, waits for the next invoice; else credits
// that wait and the balance pay first.
void bill(const Situation& situation, Preview& preview, Lines lines, Currency currency) {
    Subscription& after = preview.after;
    Money net = Money::zero(currency);
    for (const Line& line : lines) net += line.amount;
    if (net.is_negative() || (!preview.is_first_order && billed_later(preview.parts))) {
        for (const Line& line : lines) after.carried.push_back(line);
        for (ChargedLine& charged : after.charged)
            if (charged.invoice.empty()) charged.line = -1;
        return;
    }
    use_credits(after.carried, lines, currency);
    preview.due_now = total_up(std::move(lines), situation.tax, currency);
    preview.from_balance = std::min(after.balance, preview.due_now.total);
    preview.to_pay = preview.due_now.total - preview.from_balance;
    after.balance -= preview.from_balance;
}

// What comes by itself after this: the next invoice, and every period after it.
void look_ahead(const Situation& situation, Preview& preview) {
    if (!preview.after.scheduled.empty()) preview.conflicts = foresee_conflicts(situation, preview.after);
    Subscription future = preview.after;
    preview.next_invoice_on = future.period.end_day;
    auto next = foresee_bill(situation, future);
    if (!next) return;
    preview.next_invoice_on = next->on;
    preview.next_invoice = total_up(std::move(next->lines), situation.tax, future.currency);
    future.carried.clear();
    auto later = foresee_bill(situation, future);
    if (!later) return;
    preview.later_on = later->on;
    preview.later = total_up(std::move(later->lines), situation.tax, future.currency);
}

Result<void> check_dates(const Situation& situation, const Wanted& wanted) {
    if (wanted.billing_day && (*wanted.billing_day < 1 || *wanted.billing_day > 31))
        return fail(Error(ErrorCode::kFieldInvalid, "billing_day").with("expected", "1 … 31"));
    if (wanted.on && !situation.actor.has_staff_authority()) return fail(ErrorCode::kStaffRequired, "on");
    for (const auto& [field, day] : {std::pair("on", wanted.on), std::pair("from", wanted.from)})
        if (day && *day < situation.today)
            return fail(
                Error(ErrorCode::kDateInThePast, field).with("date", day->str()).with("today", situation.today.str()));
    const bool whole =
        wanted.act && (wanted.plan || wanted.cycle || !wanted.quantities.empty() || !wanted.lines.empty());
    if (whole) return fail(Error(ErrorCode::kFieldInvalid, "set").with("expected", "cancel, renewal, pause, resume"));
    return {};
}

Preview blank_preview(const Situation& situation, std::vector<Ruling> parts, Currency currency) {
    const Subscription& now = situation.subscription;
    Ruling ruling = strictest(parts);
    const Amounts nothing = no_amounts(currency);
    const Money zero = Money::zero(currency);
    return Preview{.ruling = std::move(ruling),
                   .parts = std::move(parts),
                   .is_first_order = false,
                   .due_now = nothing,
                   .from_balance = zero,
                   .to_pay = zero,
                   .next_invoice_on = now.period.end_day,
                   .next_invoice = nothing,
                   .later_on = {},
                   .later = nothing,
                   .after = now,
                   .scheduled = std::nullopt,
                   .withdrawn = {},
                   .conflicts = {}};
}

bool is_refused(const Ruling& ruling) {
    return ruling.outcome != Outcome::kNow && ruling.outcome != Outcome::kPeriodEnd;
}

Result<Preview> preview_act(const Situation& situation, const Wanted& wanted) {
    Preview preview =
        blank_preview(situation, {judge_act(situation, *wanted.act, wanted)}, situation.subscription.currency);
    if (is_refused(preview.ruling)) return preview;
    TRY_VOID(carry_out_act(situation, wanted, preview));
    look_ahead(situation, preview);
    arm_reminders(situation.catalog, preview.after, situation.today);
    return preview;
}

}  // namespace

Result<Preview> preview_change(const Situation& situation, const Wanted& wanted) {
    const Subscription& now = situation.subscription;
    TRY_VOID(check_dates(situation, wanted));
    if (wanted.act) return preview_act(situation, wanted);
    const Target target = TRY(resolve_target(situation, wanted));
    Preview preview = blank_preview(situation, judge(situation, wanted, target), target.currency);
    preview.is_first_order = is_first_order(situation.catalog, now);
    if (is_refused(preview.ruling)) return preview;

    Lines lines;
    if (preview.is_first_order) {
        lines = first_order(situation, wanted, target, preview.after);
    } else {
        Split split = split_by_date(wanted, preview.parts);
        const Target immediate = split.later ? TRY(resolve_target(situation, split.now)) : target;
        const bool replaces = immediate.plan->code != now.plan || immediate.cycle != now.cycle ||
                              immediate.agreed_prices != now.agreed_prices;
        lines = replaces ? replace_plan(situation, immediate, preview.parts, preview.after)
                         : change_quantities(situation, immediate, preview.parts, preview.after);
        for (const Ruling& part : preview.parts) withdraw_from_schedule(preview, part);
        if (!wanted.lines.empty()) withdraw_agreements(preview, split.later ? split.on : situation.today);
        if (split.later) {
            preview.scheduled = ScheduledChange{split.on, *std::move(split.later), {}, situation.actor, {}};
            preview.after.scheduled.push_back(*preview.scheduled);
        }
    }
    remember_charges(preview.after, lines, preview.is_first_order ? 0 : situation.second);
    bill(situation, preview, std::move(lines), target.currency);
    look_ahead(situation, preview);
    arm_reminders(situation.catalog, preview.after, situation.today);
    return preview;
}

Result<Preview> preview_if_accepted(const Situation& situation, const Wanted& wanted) {
    const Actor staff{Actor::Kind::kStaff, {}, situation.actor.id};
    const Situation accepted{.catalog = situation.catalog,
                             .customer = situation.customer,
                             .subscription = situation.subscription,
                             .tax = situation.tax,
                             .assigned = situation.assigned,
                             .actor = staff,
                             .today = situation.today,
                             .second = situation.second,
                             .timeline = situation.timeline};
    return preview_change(accepted, wanted);
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
    after.catalog_version = catalog.version;
    after.plan = catalog.trial->plan;
    after.quantities = catalog.trial->quantities;
    after.trial_used = true;
    after.trial_end = situation.today.plus_days(catalog.trial->days);
    after.anchor = situation.today;
    after.period = {situation.today, *after.trial_end};
    arm_reminders(catalog, after, situation.today);
    return after;
}

Result<Subscription> extend_trial(const Situation& situation, int days) {
    constexpr int kDaysMax = 365;
    const Subscription& now = situation.subscription;
    if (!situation.actor.has_staff_authority()) return fail(ErrorCode::kStaffRequired);
    if (days < 1 || days > kDaysMax)
        return fail(Error(ErrorCode::kFieldInvalid, "days").with("expected", fmt::format("1 … {}", kDaysMax)));
    if (now.state != SubscriptionState::kTrialing && now.state != SubscriptionState::kTrialEnded)
        return fail(Error(ErrorCode::kStateForbids).with("state", std::string(name_of(now.state))));
    Subscription after = now;
    after.state = SubscriptionState::kTrialing;
    after.trial_end = std::max(*now.trial_end, situation.today).plus_days(days);
    after.period.end_day = *after.trial_end;
    arm_reminders(situation.catalog, after, situation.today);
    return after;
}

void arm_reminders(const Catalog& catalog, Subscription& subscription, Date day) {
    subscription.reminders.clear();
    const auto arm = [&](const std::vector<int>& days_before, Date of, ReminderKind kind) {
        for (const int days : days_before)
            if (const Date on = of.plus_days(-days); on > day) subscription.reminders.push_back({on, kind});
    };
    if (subscription.state == SubscriptionState::kTrialing && catalog.trial)
        arm(catalog.trial->reminder_days_left, *subscription.trial_end, ReminderKind::kTrialEnding);
    if (is_live(subscription.state) && subscription.commitment_end)
        arm(catalog.reminders.commitment_days, *subscription.commitment_end, ReminderKind::kCommitmentEnding);
    const bool renews_a_year =
        is_live(subscription.state) && !subscription.ends_on && subscription.cycle == Cycle::kYear;
    if (renews_a_year && subscription.period.days() > 0)
        arm(catalog.reminders.renewal_days, subscription.period.end_day, ReminderKind::kRenewalAhead);
    if (subscription.state == SubscriptionState::kPaused && subscription.pause && subscription.pause->to)
        arm(catalog.reminders.resume_days, *subscription.pause->to, ReminderKind::kPauseEnding);
    std::ranges::stable_sort(subscription.reminders, {}, &Reminder::on);
}

}  // namespace settle
