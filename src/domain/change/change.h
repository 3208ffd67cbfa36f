// What a change does: who may, what it costs, what comes after. One pure function; the summary, the
// confirmation and the invoice all come from it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/catalog/catalog.h"
#include "domain/catalog/timeline.h"
#include "domain/customer/customer.h"
#include "domain/subscription/subscription.h"
#include "domain/tax/tax.h"

namespace settle {

/// Everything the decision depends on.
struct Situation {
    const Catalog& catalog;       ///< The terms of the subscription on `today`.
    const Customer& customer;
    const Subscription& subscription;
    const TaxDecision& tax;       ///< For a sale on `today`.
    const Quantities& assigned;   ///< Units in use, by item.
    const Actor& actor;
    Date today;                   ///< In the customer's zone.
    /// How far into today, 0 to 86 399: only prices that go by the second look at it.
    std::int64_t second = 0;
    /// Something that was scheduled is judged again on its day: an unpaid invoice does not stop it.
    bool at_its_date = false;
    /// The versions there are: periods to come may have other terms. Without it all have those of `catalog`.
    const CatalogTimeline* timeline = nullptr;

    /// The same on `day`, when `then` holds and something that `author` decided before, or that falls due, comes true.
    Situation on_its_day(const Subscription& then, const Actor& author, Date day) const {
        return {.catalog = catalog,
                .customer = customer,
                .subscription = then,
                .tax = tax,
                .assigned = assigned,
                .actor = author,
                .today = day,
                .second = 0,
                .at_its_date = true,
                .timeline = timeline};
    }
};

/// Units of an item that are still in use on `day`, when whoever is to give up a seat by then has done so.
std::int64_t in_use_on(const Situation& situation, const Code& item, Date day);

/// The answer for one part of a wish, or for the whole.
struct Ruling {
    Outcome outcome = Outcome::kNow;
    ChangeKind part = ChangeKind::kSubscribe;  ///< The part that decides.
    Code item;  ///< For a quantity part.
    Code rule;  ///< The vendor's rule, or "guard-…" of the product.
    std::optional<Error> refusal;  ///< For kStaff, kNo and kNothingToDo: code, field and parameters.
    Code request_type;  ///< For kStaff (and a refusal that offers one).
    std::optional<Date> possible_from;
    const Text* reason = nullptr;  ///< The rule's own words; lives in the catalog.
    Billed billed = Billed::kNow;
    UnusedPart unused = UnusedPart::kNothing;
    Date on;  ///< The day it takes effect, for kNow and kPeriodEnd.
    bool overrides_commitment = false;  ///< Staff set aside a commitment: a reason must be kept.
};

/// What became, or is foreseen to become, of a scheduled change on its day, when it does not simply take effect.
struct ScheduleNotice {
    ScheduledChange change;  ///< With `held`, when it was held.
    Wanted applied = {};  ///< What took effect instead, when it was clamped.
    std::optional<Error> refusal = {};  ///< Why it was held, in the terms of its day.
};

struct Preview {
    Ruling ruling;  ///< The strictest of `parts`.
    std::vector<Ruling> parts;
    bool is_first_order = false;
    Amounts due_now;
    Money from_balance;  ///< Of due_now, what the balance pays.
    Money to_pay;  ///< And what is left to pay.
    Date next_invoice_on;
    Amounts next_invoice;  ///< Empty when no further period begins.
    Date later_on;
    Amounts later;  ///< Every period after that, as far as is known.
    Subscription after;  ///< What holds once it is paid; version not yet raised.
    std::optional<ScheduledChange> scheduled;  ///< What waits for its day; its order is not known yet.
    std::vector<ScheduledChange> withdrawn;  ///< Scheduled changes that this replaces or drops.
    std::vector<ScheduleNotice> conflicts;  ///< Scheduled changes that would not fit, or not whole, on their day.
};

/// What `wanted` does on `situation.today`. A refusal by rule is a Preview whose ruling says so, with
/// the amounts left empty; Fails only for a wish that makes no sense: plan_unknown, item_unknown,
/// cycle_not_offered, quantity_out_of_range, field_invalid, date_in_the_past, staff_required.
Result<Preview> preview_change(const Situation& situation, const Wanted& wanted);

/// A text of everything in the preview that a customer reads or pays, for its fingerprint. Equal
/// texts mean equal documents.
std::string canonical_text(const Preview& preview, const Situation& situation, const Wanted& wanted);

/// The right a member needs for each kind of change.
Right right_for(ChangeKind kind);

/// The same, as it would be if staff accepted what the rules leave to them. Fails with field_required "lines" where
/// they have to say prices first.
Result<Preview> preview_if_accepted(const Situation& situation, const Wanted& wanted);

/// Something scheduled, on its day: what of it still fits. `clamped` is set when fewer was wanted than are
/// in use. Fails with the code it is held for.
struct Recheck {
    Wanted set;
    bool clamped = false;
};
Result<Recheck> recheck(const Situation& on_its_day, const ScheduledChange& change);

/// The trial of the catalog begins on `situation.today`. Fails with trial_not_offered, trial_used,
/// state_forbids, role_required.
Result<Subscription> start_trial(const Situation& situation);
/// Moves the trial's end by `days`; one that ended runs again from today. Staff only, 1 to 365 days.
/// Fails with staff_required, state_forbids, field_invalid.
Result<Subscription> extend_trial(const Situation& situation, int days);

/// The reminders still to come after `day`, from the catalog's days and the subscription's dates.
void arm_reminders(const Catalog& catalog, Subscription& subscription, Date day);

}  // namespace settle
