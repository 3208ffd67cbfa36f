// One customer's life at random, and everything that must hold after each step of it.
#pragma once

#include "domain/change/next_period.h"
#include "domain/change/rules.h"
#include "domain/renewal/renewal.h"
#include "tests/domain/life/documents.h"
#include "tests/domain/life/vendors.h"
#include "tests/domain/life/wishes.h"

namespace settle::life_test {

class Life {
public:
    Life(std::uint64_t seed, const Vendor& vendor, const change_test::NaiveCalendar& calendar, Figures& figures)
        : vendor_(vendor), catalog_(vendor.catalog), dice_(seed), figures_(figures) {
        first_problem_.today = Date(2024, 1, 1).plus_days(dice_.between(0, 1460));
        customer_.id = CustomerId("cus_1");
        customer_.language = "en";
        BillingInformation& billing = customer_.billing.own();
        billing.country = dice_.percent(70) ? catalog_.seller->country : dice_.percent(50) ? "US" : "DE";
        billing.region = catalog_.seller->region;
        tax_ = decide_tax(catalog_.seller, customer_.billing, first_problem_.today, RateTable::built_in()).value();
        std::vector<std::int64_t> rates;
        for (const TaxComponent& component : tax_.components) rates.push_back(component.rate.ten_thousandths());
        biller_.emplace(catalog_, vendor.settings, std::move(rates), calendar);
        now_.id = SubscriptionId("sub_1");
        now_.customer = customer_.id;
        now_.currency = catalog_.currencies.front();
        now_.cycle = catalog_.layout.default_cycle;
        now_.balance = Money::zero(now_.currency);
        if (catalog_.free_plan.empty()) return;
        now_.state = SubscriptionState::kActive;
        now_.plan = catalog_.free_plan;
    }

    /// Lives for `days`; answers what went wrong first, or nothing.
    std::string live(int days) {
        ++figures_.lives;
        const Date end = first_problem_.today.plus_days(days);
        while (first_problem_.today < end && first_problem_.is_good()) {
            const Date day = first_problem_.today.plus_days(dice_.percent(25) ? 0 : dice_.between(1, 45));
            pass_until(std::min(day, end));
            if (first_problem_.is_good() && first_problem_.today < end) act();
        }
        if (first_problem_.is_good()) return {};
        std::string text = first_problem_.problem();
        for (const std::string& line : diary_) text += "\n    " + line;
        return text;
    }

private:
    /// A change that waits, as the reference keeps it.
    struct Waiting {
        Date on;
        Wanted set;
        bool held = false;
    };

    bool must(bool holds, std::string_view what) { return first_problem_.must(holds, what); }
    void note(std::string what) { diary_.push_back(fmt::format("{} {}", first_problem_.today.str(), what)); }

    Situation view() const { return view_on(first_problem_.today); }
    Situation view_on(Date day) const { return {catalog_, customer_, now_, tax_, assigned_, actor_, day, second_}; }
    void act_as_owner() { actor_ = {Actor::Kind::kMember, catalog_.owner_role()->code, "mem_1"}; }
    void act_as_staff() { actor_ = {Actor::Kind::kStaff, {}, "staff"}; }

    // -- What happens ---------------------------------------------------------------------------------------------

    void act() {
        if (dice_.percent(25)) act_as_staff();
        else act_as_owner();
        second_ = dice_.percent(50) ? 0 : dice_.between(0, 86'399);
        const std::int64_t kind = dice_.between(1, 100);
        if (!is_live(now_.state) && now_.state != SubscriptionState::kPaused) {
            if (kind <= 20) start_or_extend_trial();
            else if (kind <= 25) want(wishes_.act_of(ChangeKind::kCancel, first_problem_.today));
            else want(wishes_.first_wish());
        } else if (kind <= 50) {
            want(wishes_.random_wish(first_problem_.today));
        } else if (kind <= 56) {
            want(wishes_.act_of(ChangeKind::kCancel, first_problem_.today));
        } else if (kind <= 62) {
            want(wishes_.act_of(ChangeKind::kRenewalOn, first_problem_.today));
        } else if (kind <= 70) {
            want(wishes_.pause_wish(first_problem_.today));
        } else if (kind <= 76 || now_.state == SubscriptionState::kPaused) {
            want(wishes_.act_of(ChangeKind::kResume, first_problem_.today));
        } else if (kind <= 88) {
            assign();
        } else if (kind <= 92) {
            give_balance();
        } else if (now_.past_due) {
            recover_now();
        } else {
            want(wishes_.random_wish(first_problem_.today));
        }
        check_after();
    }

    void assign() {
        const Plan* plan = catalog_.find_plan(now_.plan);
        if (plan == nullptr) return;
        for (const PlanItem& item : plan->items)
            if (live_ && dice_.percent(60)) assigned_.set(item.item, dice_.between(0, now_.quantities.of(item.item)));
        note("other units in use");
    }
    void give_balance() {
        now_.balance += Money(dice_.between(1, 20'000), now_.currency);
        note("balance " + now_.balance.str());
    }
    void recover_now() {
        recover(now_);
        note("recovers");
    }
    void start_or_extend_trial() {
        const bool running = now_.state == SubscriptionState::kTrialing || now_.state == SubscriptionState::kTrialEnded;
        const int days = static_cast<int>(dice_.between(1, 30));
        const auto after = running ? extend_trial(view(), days) : start_trial(view());
        if (!after) return void(++figures_.refusals);
        ++figures_.steps;
        note(running ? "trial extended" : "trial begins");
        const Date before = running ? std::max(*now_.trial_end, first_problem_.today) : first_problem_.today;
        must(*after->trial_end == before.plus_days(running ? days : catalog_.trial->days), "the end of the trial");
        now_ = *after;
    }

    void want(const Wanted& wanted) {
        const Situation situation = view();
        const auto preview = preview_change(situation, wanted);
        const auto again = preview_change(situation, wanted);
        if (!must(preview.has_value() == again.has_value(), "a second preview answers otherwise")) return;
        if (!preview) return void(++figures_.refusals);
        if (!must(canonical_text(*preview, situation, wanted) == canonical_text(*again, situation, wanted) &&
                      preview->after == again->after,
                  "a second preview differs"))
            return;
        if (preview->ruling.refusal) {
            ++figures_.refusals;
            must(preview->after == now_, "a refusal changes something");
            must(preview->due_now.lines.empty() && preview->due_now.total.is_zero(), "a refusal is billed");
            return;
        }
        if (dice_.percent(10)) return;  // Read, and left.
        ++figures_.steps;
        note(fmt::format("{} {} {}{}{}{}{}{}", actor_.has_staff_authority() ? "staff" : "owner",
                         wanted.act ? fmt::format("act {}", static_cast<int>(*wanted.act)) : "wants",
                         wanted.plan ? wanted.plan->str() + " " : "", wanted.cycle ? name_of(*wanted.cycle) : "",
                         wanted.from ? " from " + wanted.from->str() : "", wanted.to ? " to " + wanted.to->str() : "",
                         wanted.on ? " on " + wanted.on->str() : "", numbers(wanted.quantities)));
        ++figures_.kinds[wanted.act ? fmt::format("act {}", static_cast<int>(*wanted.act)) : "wish"];
        take(wanted, *preview);
        if (first_problem_.is_good() && !wanted.act && !wanted.billing_day && wanted.lines.empty() && dice_.percent(20))
            want_twice(wanted);
    }
    static std::string numbers(const Quantities& quantities) {
        std::string text;
        for (const auto& [item, count] : quantities) text += fmt::format(" {} {}", item.view(), count);
        return text;
    }

    // What took effect now is no change any more.
    void want_twice(const Wanted& wanted) {
        if (!now_.scheduled.empty() || now_.state == SubscriptionState::kPaused) return;
        const auto again = preview_change(view(), wanted);
        if (!must(again.has_value(), "the same wish makes no sense the second time")) return;
        const bool refused = again->ruling.refusal.has_value();
        must(refused && again->ruling.refusal->code == ErrorCode::kNoChange, "the same wish twice changes something");
    }

    void take(const Wanted& wanted, const Preview& preview) {
        const Subscription before = now_;
        expect_balance(preview.due_now, preview.from_balance, preview.after.balance);
        must(preview.to_pay == preview.due_now.total - preview.from_balance, "to pay");
        now_ = preview.after;
        if (wanted.act) take_act(wanted, preview, before);
        else if (preview.is_first_order) take_first_order(wanted, preview);
        else take_change(wanted, preview, before);
        documents_.keep(preview.due_now, now_, carried_);
        check_commitment(before, actor_.has_staff_authority());
        check_foreseen(preview);
    }

    void take_act(const Wanted& wanted, const Preview& preview, const Subscription& before) {
        must(preview.due_now.lines.empty(), "an act is billed");
        const Date on = preview.ruling.on;
        switch (*wanted.act) {
            case ChangeKind::kCancel:
                std::erase_if(waiting_, [&](const Waiting& change) { return change.on >= on; });
                ends_on_ = now_.ends_on;
                must(!now_.ends_on || *now_.ends_on == on, "the day it ends");
                must(now_.ends_on.has_value() || !is_live(now_.state) || now_.plan == catalog_.free_plan,
                     "cancelled and goes on");
                if (now_.ends_on) cancelled_by_staff_ = actor_.has_staff_authority();
                else end();
                break;
            case ChangeKind::kRenewalOn: ends_on_.reset(); break;
            case ChangeKind::kPause:
                if (now_.state == SubscriptionState::kPaused) begin_pause_on(on);
                break;
            case ChangeKind::kResume: break;
            default: must(false, "an act nobody knows");
        }
        const bool shortened = before.is_committed_on(first_problem_.today) && before.commitment_end > on &&
                               (*wanted.act == ChangeKind::kCancel || *wanted.act == ChangeKind::kPause);
        must(shortened == preview.ruling.overrides_commitment, "an override is not marked");
        must(!shortened || actor_.has_staff_authority(), "a commitment is set aside by its customer");
    }

    void end() {
        biller_->end();
        waiting_.clear();
        ends_on_.reset();
        paused_from_.reset();
        live_ = false;
    }
    void begin_pause_on(Date day) {
        biller_->pause(day);
        paused_from_ = day;
    }

    Terms terms_for(const Wanted& wanted, bool first) const {
        Terms terms = first ? Terms{} : biller_->terms();
        const bool other_plan = first || (wanted.plan && *wanted.plan != terms.plan);
        if (first) terms.cycle = catalog_.layout.default_cycle;
        if (wanted.plan) terms.plan = *wanted.plan;
        if (wanted.cycle) terms.cycle = *wanted.cycle;
        if (!wanted.lines.empty()) {
            terms.units.clear();
            terms.agreed_prices.clear();
            for (const AgreedLine& line : wanted.lines) {
                terms.units[line.item] = line.quantity;
                terms.agreed_prices[line.item] = line.unit_price.scaled_minor();
            }
            return terms;
        }
        if (other_plan) terms.agreed_prices.clear();
        const Plan& plan = *catalog_.find_plan(terms.plan);
        const bool free_numbers = plan.contact_only || !terms.agreed_prices.empty();
        std::map<Code, std::int64_t> units;
        if (free_numbers && !first) units = terms.units;
        for (const PlanItem& item : plan.items) {
            if (free_numbers) break;
            // At least what the plan asks for; a first order begins with what it includes.
            std::int64_t count = std::max(terms.units_of(item.item), item.min);
            while (first && count < item.included) count += item.step;
            units[item.item] = count;
        }
        for (const auto& [item, count] : wanted.quantities) units[item] = count;
        terms.units = std::move(units);
        return terms;
    }

    void take_first_order(const Wanted& wanted, const Preview& preview) {
        waiting_.clear();
        ends_on_.reset();
        live_ = true;
        const ReferenceDocument expected =
            biller_->first_order(first_problem_.today, terms_for(wanted, true), wanted.billing_day);
        documents_.compare(preview.due_now, expected);
    }

    static Part::Kind kind_of(ChangeKind kind) {
        return kind == ChangeKind::kPlan    ? Part::Kind::kPlan
               : kind == ChangeKind::kCycle ? Part::Kind::kCycle
                                            : Part::Kind::kQuantity;
    }
    static void set_part(Wanted& set, const Wanted& wanted, const Ruling& part) {
        if (part.part == ChangeKind::kPlan) set.plan = wanted.plan;
        if (part.part == ChangeKind::kCycle) set.cycle = wanted.cycle;
        if (part.part == ChangeKind::kQuantity) set.quantities.set(part.item, wanted.quantities.of(part.item));
    }
    int rank(const Code& plan) const { return catalog_.find_plan(plan)->rank; }
    std::vector<Part> parts_of(const Wanted& set) const {
        std::vector<Part> parts;
        const Terms& terms = biller_->terms();
        if (set.plan && *set.plan != terms.plan)
            parts.push_back({Part::Kind::kPlan,
                             {},
                             rank(*set.plan) > rank(terms.plan),
                             catalog_.find_plan(*set.plan)->contact_only});
        if (set.cycle && *set.cycle != terms.cycle)
            parts.push_back({Part::Kind::kCycle, {}, months_of(*set.cycle) > months_of(terms.cycle)});
        for (const auto& [item, count] : set.quantities)
            if (count != terms.units_of(item))
                parts.push_back({Part::Kind::kQuantity, item, count > terms.units_of(item)});
        return parts;
    }

    void take_change(const Wanted& wanted, const Preview& preview, const Subscription& before) {
        Wanted at_once;
        Wanted later;
        Date later_on;
        for (const Ruling& part : preview.parts) {
            const bool waits = part.outcome == Outcome::kPeriodEnd;
            set_part(waits ? later : at_once, wanted, part);
            if (waits) later_on = std::max(later_on, part.on);
            for (Waiting& change : waiting_) {
                if (part.part == ChangeKind::kPlan) change.set.plan.reset();
                if (part.part == ChangeKind::kCycle) change.set.cycle.reset();
                if (part.part == ChangeKind::kQuantity) change.set.quantities.remove(part.item);
            }
        }
        std::erase_if(waiting_, [](const Waiting& change) { return change.set == Wanted{}; });
        const std::vector<Part> parts = parts_of(at_once);
        const Terms terms = biller_->terms();
        ReferenceDocument expected;
        if (!parts.empty()) expected = biller_->change(first_problem_.today, second_, parts, terms_for(at_once, false));
        documents_.compare(preview.due_now, expected);
        if (ends_on_ && at_once.cycle) move_end();
        join_commitment(terms, before);
        if (later == Wanted{}) return;
        waiting_.push_back({later_on, later});
        must(preview.scheduled && preview.scheduled->on == later_on && preview.scheduled->set == later,
             "what is scheduled");
        must(later_on > first_problem_.today, "scheduled for today");
    }

    // What is paid for is used before it ends, and so is a commitment.
    void move_end() {
        if (cycle_ == biller_->terms().cycle) return;
        ends_on_ = biller_->period().end_day;
        if (now_.commitment_end) ends_on_ = std::max(*ends_on_, *now_.commitment_end);
    }

    // Another plan at the same cycle: its commitment begins where none runs, and an end waits for it.
    void join_commitment(const Terms& terms, const Subscription& before) {
        const Plan& plan = *catalog_.find_plan(biller_->terms().plan);
        if (plan.code == terms.plan || biller_->terms().cycle != terms.cycle) return;
        const auto own = plan.commitment_months.find(terms.cycle);
        if (before.is_committed_on(first_problem_.today) || own == plan.commitment_months.end()) return;
        must(now_.commitment_start == first_problem_.today &&
                 now_.commitment_end == add_months(first_problem_.today, own->second),
             "a plan that binds begins no commitment");
        if (ends_on_) ends_on_ = std::max(*ends_on_, *now_.commitment_end);
    }
    // Several plans may have followed each other on that day: what binds in the end is what counts.
    void follow_commitment(const Terms& terms, const Subscription& before) {
        if (before.is_committed_on(first_problem_.today)) return;
        if (biller_->terms().plan == terms.plan || biller_->terms().cycle != terms.cycle) return;
        if (ends_on_ && now_.commitment_end) ends_on_ = std::max(*ends_on_, *now_.commitment_end);
    }
    bool end_is_moving() const {
        return paused_from_ && catalog_.pause.extends_commitment && now_.is_committed_on(*paused_from_) &&
               *ends_on_ >= *now_.commitment_end;
    }

    // -- What falls due -------------------------------------------------------------------------------------------

    void pass_until(Date day) {
        while (first_problem_.is_good()) {
            const auto step = next_due_step(view_on(day));
            if (!step) break;
            if (!must(step->on >= first_problem_.today, fmt::format("a step of {} goes back", step->on.str()))) return;
            first_problem_.today = step->on;
            take_step(*step);
            check_after();
        }
        first_problem_.today = day;
        if (live_ && !paused_from_) must(biller_->period().end_day > first_problem_.today, "a renewal is missing");
        if (ends_on_ && live_ && !end_is_moving()) must(*ends_on_ > first_problem_.today, "it goes on after its end");
    }

    void take_step(const DueStep& step) {
        ++figures_.steps;
        ++figures_.kinds[event_of(step)];
        if (step.kind != DueStep::Kind::kReminder) note("step " + event_of(step));
        const Subscription before = now_;
        const Terms terms = biller_->terms();
        if (!step.due.lines.empty()) check_as_foreseen(step);
        expect_balance(step.due, step.from_balance, step.after.balance);
        carried_ = now_.carried;
        now_ = step.after;
        bool staff = cancelled_by_staff_;
        switch (step.kind) {
            case DueStep::Kind::kLeft:
            case DueStep::Kind::kReminder: must(step.due.lines.empty(), "a reminder is billed"); break;
            case DueStep::Kind::kTrialEnded:
            case DueStep::Kind::kAccessChanged:
            case DueStep::Kind::kRetry: break;
            case DueStep::Kind::kGivenUp:
                staff = true;
                end();
                break;
            case DueStep::Kind::kEnded:
                must(ends_on_ == step.on, "it ends on another day");
                end();
                break;
            case DueStep::Kind::kPaused:
                must(before.pause && before.pause->from == step.on, "a pause begins on another day");
                begin_pause_on(step.on);
                break;
            case DueStep::Kind::kResumed:
                staff |= brings_what_staff_scheduled(before, step.on);
                take_resumed(step, before);
                break;
            case DueStep::Kind::kChanged: staff |= take_scheduled(step, before); break;
            case DueStep::Kind::kRenewed:
                if (!must(biller_->period().end_day == step.on, "renewed on another day")) return;
                staff |= brings_what_staff_scheduled(before, step.on);
                documents_.compare(step.due, biller_->next_period(step.on, terms_at_boundary(step)));
                follow_commitment(terms, before);
                break;
        }
        if (step.kind != DueStep::Kind::kChanged) documents_.keep(step.due, now_, carried_);
        check_commitment(before, staff);
        fall_behind(step);
    }

    static bool brings_what_staff_scheduled(const Subscription& before, Date on) {
        return std::ranges::any_of(before.scheduled, [&](const ScheduledChange& change) {
            return change.on <= on && change.author.has_staff_authority();
        });
    }

    // Most are paid; some are not, and the calendars of the catalog begin.
    void fall_behind(const DueStep& step) {
        const bool owes = step.due.total > step.from_balance && is_live(now_.state);
        if (!owes || now_.past_due || !dice_.percent(4)) return;
        fall_past_due(catalog_, now_, documents_.latest(), first_problem_.today);
        note("not paid");
    }

    void take_resumed(const DueStep& step, const Subscription& before) {
        const Date from = *paused_from_;
        paused_from_.reset();
        documents_.note_pause({from, step.on});
        // The commitment moved, and with it an end that waits for it; one before it was set by staff.
        const auto& bound = before.commitment_end;
        if (ends_on_ && before.is_committed_on(from) && catalog_.pause.extends_commitment && *ends_on_ >= *bound)
            ends_on_ = std::max(*ends_on_, bound->plus_days(step.on - from));
        const Terms terms = biller_->terms();
        const bool opens = biller_->paid_days_left() == 0;
        const auto expected = biller_->resume(step.on, opens ? terms_at_boundary(step) : biller_->terms());
        documents_.compare(step.due, expected.value_or(ReferenceDocument{}));
        follow_commitment(terms, before);
    }

    bool is_held(const DueStep& step, const Waiting& change) const {
        return std::ranges::any_of(step.notices, [&](const ScheduleNotice& notice) {
            Wanted set = notice.change.set;
            set.on.reset();
            return !notice.change.held.empty() && notice.change.on == change.on && set == change.set;
        });
    }
    // Fewer than are in use is never what a scheduled change brings.
    Wanted fitting(const Wanted& set) const {
        Wanted fits = set;
        for (const auto& [item, count] : set.quantities)
            fits.quantities.set(item, std::max(count, std::min(assigned_.of(item), biller_->terms().units_of(item))));
        return fits;
    }
    Terms terms_at_boundary(const DueStep& step) {
        // One change after the other, each on what the one before it left.
        Terms terms = biller_->terms();
        std::vector<Waiting> rest;
        for (Waiting& change : waiting_) {
            if (change.on > step.on || change.held || is_held(step, change)) {
                change.held = change.held || (change.on <= step.on);
                rest.push_back(change);
                continue;
            }
            terms = with(terms, change.set);
        }
        waiting_ = std::move(rest);
        return terms;
    }
    Terms with(const Terms& terms, const Wanted& set) const {
        Wanted fits = set;
        for (const auto& [item, count] : set.quantities)
            fits.quantities.set(item, std::max(count, std::min(assigned_.of(item), terms.units_of(item))));
        Terms after = terms;
        if (fits.plan) after.plan = *fits.plan;
        if (fits.cycle) after.cycle = *fits.cycle;
        if (after.plan != terms.plan) after.agreed_prices.clear();
        if (after.agreed_prices.empty() && !catalog_.find_plan(after.plan)->contact_only) {
            after.units.clear();
            for (const PlanItem& item : catalog_.find_plan(after.plan)->items)
                after.units[item.item] = std::max(terms.units_of(item.item), item.min);
        }
        for (const auto& [item, count] : fits.quantities) after.units[item] = count;
        return after;
    }
    // Whether staff had scheduled it.
    bool take_scheduled(const DueStep& step, const Subscription& before) {
        const auto due =
            std::ranges::find_if(waiting_, [&](const Waiting& change) { return !change.held && change.on <= step.on; });
        if (!must(due != waiting_.end(), "something changed that was not scheduled")) return false;
        if (is_held(step, *due)) {
            Waiting held = *due;
            held.held = true;
            waiting_.erase(due);
            waiting_.push_back(held);
            documents_.compare(step.due, ReferenceDocument{});
            return false;
        }
        const Wanted set = fitting(due->set);
        waiting_.erase(due);
        const std::vector<Part> parts = parts_of(set);
        const Terms terms = biller_->terms();
        ReferenceDocument expected;
        if (!parts.empty()) expected = biller_->change(step.on, 0, parts, with(biller_->terms(), set));
        documents_.compare(step.due, expected);
        join_commitment(terms, before);
        if (ends_on_ && set.cycle) {
            move_end();
            cancelled_by_staff_ |= step.change && step.change->author.has_staff_authority();
        }
        documents_.keep(step.due, now_, carried_);
        return step.change && step.change->author.has_staff_authority();
    }

    // -- What must hold -------------------------------------------------------------------------------------------

    void expect_balance(const Amounts& due, Money from_balance, Money left) {
        must(from_balance == std::min(now_.balance, due.total), "what the balance pays");
        must(left == now_.balance - from_balance, "what is left of the balance");
        must(!left.is_negative(), "a negative balance");
    }

    void check_commitment(const Subscription& before, bool staff) {
        if (!before.is_committed_on(first_problem_.today) || staff) return;
        must(now_.commitment_end && *now_.commitment_end >= *before.commitment_end, "a commitment is shortened");
    }

    // The preview's next invoice is the one that is foreseen, and that is the one that comes.
    void check_foreseen(const Preview& preview) {
        Subscription future = now_;
        const auto bill = foresee_bill(view(), future);
        const Amounts amounts = bill ? total_up(bill->lines, tax_, future.currency) : no_amounts(now_.currency);
        must(preview.next_invoice.total == amounts.total && preview.next_invoice.net == amounts.net,
             "the next invoice of the preview is another");
        if (bill) must(preview.next_invoice_on == bill->on, "the day of the next invoice of the preview is another");
    }
    void check_as_foreseen(const DueStep& step) {
        ++figures_.foreseen;
        if (!must(foreseen_.has_value(), "a bill that nobody foresaw")) return;
        must(foreseen_->on == step.on,
             fmt::format("billed on {}, foreseen for {}", step.on.str(), foreseen_->on.str()));
        const Amounts amounts = total_up(foreseen_->lines, tax_, now_.currency);
        must(amounts.total == step.due.total && amounts.lines.size() == step.due.lines.size(),
             fmt::format("billed {}, foreseen {}", step.due.total.str(), amounts.total.str()));
    }

    void check_after() {
        if (!first_problem_.is_good()) return;
        Subscription future = now_;
        foreseen_ = foresee_bill(view(), future);
        if (foreseen_) must(foreseen_->on >= first_problem_.today, "a bill is foreseen in the past");

        const bool behind = now_.state == SubscriptionState::kPastDue;
        must(behind == now_.past_due.has_value(), "past due in another state");
        must((now_.state == SubscriptionState::kPaused) == paused_from_.has_value(), "paused or not");
        must(!now_.balance.is_negative(), "a negative balance");
        must(std::ranges::is_sorted(now_.reminders, {}, &Reminder::on), "reminders out of order");
        for (const Reminder& reminder : now_.reminders)
            must(reminder.on >= first_problem_.today, "a reminder in the past");
        const auto next = next_due_on(now_);
        must(!next || *next >= first_problem_.today || (now_.pause && now_.pause->to),
             "something was due before today");
        if (!live_) {
            assigned_ = {};
            return;
        }

        const Terms& terms = biller_->terms();
        must(now_.ends_on == ends_on_, "the day it ends");
        cycle_ = terms.cycle;
        must(now_.plan == terms.plan && now_.cycle == terms.cycle, "another plan or cycle");
        for (const auto& [item, count] : terms.units)
            must(now_.quantities.of(item) == count,
                 fmt::format("{} {} instead of {}", now_.quantities.of(item), item.view(), count));
        must(now_.period == biller_->period(),
             fmt::format("period {} to {} instead of {} to {}", now_.period.first_day.str(), now_.period.end_day.str(),
                         biller_->period().first_day.str(), biller_->period().end_day.str()));
        std::int64_t carried = 0;
        for (const Line& line : now_.carried) carried += line.amount.minor();
        must(carried == biller_->waiting(),
             fmt::format("{} waits for the next invoice instead of {}", carried, biller_->waiting()));
        must(now_.scheduled.size() == waiting_.size(), "what is scheduled");
        for (const auto& [item, count] : assigned_)
            must(now_.quantities.of(item) >= count, fmt::format("fewer {} than are in use", item.view()));
        if (const Plan* plan = catalog_.find_plan(now_.plan); plan != nullptr && !plan->contact_only)
            for (const PlanItem& item : plan->items)
                must(now_.quantities.of(item.item) >= item.min, "fewer than the plan's minimum");
        for (const ChargedLine& charged : now_.charged)
            must(!charged.credited.is_negative() && charged.credited <= charged.amount, "given back more than charged");
    }

    const Vendor& vendor_;
    const Catalog& catalog_;
    Dice dice_;
    Figures& figures_;
    std::int64_t second_ = 0;
    Customer customer_;
    TaxDecision tax_;
    Quantities assigned_;
    Actor actor_;
    Subscription now_;
    std::optional<ReferenceBiller> biller_;
    FirstProblem first_problem_{vendor_.name};
    Documents documents_{first_problem_, figures_};
    Wishes wishes_{catalog_, dice_, now_, actor_};

    std::vector<Waiting> waiting_;
    std::optional<Date> ends_on_;
    Cycle cycle_ = Cycle::kMonth;
    std::optional<Date> paused_from_;
    std::vector<Line> carried_;
    std::optional<ForeseenBill> foreseen_;
    bool live_ = false;
    bool cancelled_by_staff_ = false;
    std::vector<std::string> diary_;
};

}  // namespace settle::life_test
