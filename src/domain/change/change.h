// What a change does: who may, what it costs, what comes after. One pure function; the summary, the
// confirmation and the invoice all come from it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/catalog/catalog.h"
#include "domain/customer/customer.h"
#include "domain/subscription/subscription.h"
#include "domain/tax/tax.h"

namespace settle {

/// Who asks.
struct Actor {
    enum class Kind : std::uint8_t { kMember, kStaff, kServer } kind = Kind::kMember;
    Code role;          ///< Of a member.
    std::string id;     ///< Member, staff or key id, for the record.
    /// A server that provisions a subscription has staff's authority for that one act.
    bool provisions = false;
    bool is_member() const { return kind == Kind::kMember; }
    bool has_staff_authority() const { return kind == Kind::kStaff || provisions; }
};

/// Everything the decision depends on.
struct Situation {
    const Catalog& catalog;
    const Customer& customer;
    const Subscription& subscription;
    const TaxDecision& tax;       ///< For a sale on `today`.
    const Quantities& assigned;   ///< Units in use, by item.
    const Actor& actor;
    Date today;                   ///< In the customer's zone.
};

/// The answer for one part of a wish, or for the whole.
struct Ruling {
    Outcome outcome = Outcome::kNow;
    ChangeKind part = ChangeKind::kSubscribe;  ///< The part that decides.
    Code item;                     ///< For a quantity part.
    Code rule;                     ///< The vendor's rule, or "guard-…" of the product.
    std::optional<Error> refusal;  ///< For kStaff, kNo and kNothingToDo: code, field and parameters.
    Code request_type;             ///< For kStaff (and a refusal that offers one).
    std::optional<Date> possible_from;
    const Text* reason = nullptr;  ///< The rule's own words; lives in the catalog.
    Billed billed = Billed::kNow;
    UnusedPart unused = UnusedPart::kNothing;
};

struct Preview {
    Ruling ruling;                 ///< The strictest of `parts`.
    std::vector<Ruling> parts;
    bool is_first_order = false;
    Amounts due_now;
    Date next_invoice_on;
    Amounts next_invoice;
    Subscription after;            ///< What holds once it is paid; version not yet raised.
    std::optional<ScheduledChange> scheduled;  ///< For kPeriodEnd.
};

/// What `wanted` does on `situation.today`. A refusal by rule is a Preview whose ruling says so, with
/// the amounts left empty; Fails only for a wish that makes no sense: plan_unknown, item_unknown,
/// cycle_not_offered, quantity_out_of_range, currency_fixed.
Result<Preview> preview_change(const Situation& situation, const Wanted& wanted);

/// A text of everything in the preview that a customer reads or pays, for its fingerprint. Equal
/// texts mean equal documents.
std::string canonical_text(const Preview& preview, const Situation& situation, const Wanted& wanted);

/// The right a member needs for each kind of change.
Right right_for(ChangeKind kind);

/// The trial of the catalog begins on `situation.today`. Fails with trial_not_offered, trial_used,
/// state_forbids, role_required.
Result<Subscription> start_trial(const Situation& situation);

}  // namespace settle
