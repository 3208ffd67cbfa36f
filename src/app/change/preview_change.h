// Shows what a change (or a first order) does and costs.
#pragma once

#include "app/change/situation.h"

namespace settle {

/// Where the customer will be taxed, tried out before it is saved.
struct BillingTry {
    std::string country;
    std::string region;
    std::string tax_number;
};

struct PreviewWish {
    CustomerId customer;
    Wanted set;
    std::optional<BillingTry> billing = {};
};

struct ReadPreview {
    LoadedSituation situation;
    Preview preview;
    std::string fingerprint;  ///< Of everything the reader sees; a confirmation must bring it.
    std::optional<Preview> if_accepted = {};  ///< For what the rules leave to staff: what it does if they accept.
};

/// Nothing changes. Fails with customer_not_found, role_required (who may not view the subscription) and what makes
/// no sense in the wish: plan_unknown, quantity_out_of_range …
Result<ReadPreview> preview_change(const Context& context, const PreviewWish& wish);

/// The numbers of the invoices that credit lines give back, by id.
Result<std::map<InvoiceId, std::string>> numbers_of_credited(const Context& context, const std::vector<Line>& lines);
/// All lines of a preview.
std::vector<Line> lines_of(const ReadPreview& read);

/// The fingerprint of a preview: a digest of all that is read and paid, and beside it, readable, what it
/// depends on, so that a stale one can say what changed.
std::string fingerprint_of(const Preview& preview, const Situation& situation, const Wanted& wanted);
/// Which of "subscription", "day", "catalog", "tax" differ between two fingerprints; "amounts" when none
/// of them explains it.
std::vector<std::string> what_changed(std::string_view before, std::string_view now);

/// Staff who shorten what a customer is bound to need the right to, and a reason. Fails with staff_right_required,
/// reason_required.
Result<void> may_set_aside(const Context& context, const Preview& preview, std::string_view reason);

/// Puts names of people into a refusal by role that says who may ("Anna Durand can").
Result<void> name_who_may(Transaction& tx, const LoadedSituation& situation, Ruling& ruling);

}  // namespace settle
