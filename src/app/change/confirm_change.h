// Carries out a change whose summary was read: exactly as shown, or not at all.
#pragma once

#include "app/change/preview_change.h"

namespace settle {

struct Confirmation {
    CustomerId customer;
    Wanted set;
    std::string fingerprint;  ///< Of the preview that was read; staff and servers that provision may leave it out.
    std::string pay_with;  ///< "card", "wallet", "transfer" or a payment method id.
    std::string return_url;
    std::string accepted_policy;
    std::optional<std::int64_t> version_seen = {};  ///< If-Match.
    std::string reason = {};           ///< Of staff; needed to set aside a commitment.
    bool with_list = false;            ///< The people on the member's list get their seats with it.
    std::optional<Instant> priced_at = {};  ///< When the preview was made: prices by the second hold for 15 minutes.
};

/// A confirmed change and where its payment stands.
struct ConfirmedChange {
    ChangeOrder order;
    std::optional<PaymentAttempt> attempt;  ///< The latest one.
    std::optional<Invoice> invoice;
    bool scheduled = false;  ///< Applied, but taking effect at the end of the period.
};

/// A rule or a guard says otherwise than "now": nothing happened.
struct RefusedChange {
    ReadPreview preview;
};
/// What was read no longer holds: nothing happened, here is the fresh one.
struct StaleChange {
    ReadPreview preview;
    std::vector<std::string> changed = {};  ///< "subscription", "day", "catalog", "tax" or "amounts".
    std::optional<Event> changed_by = {};  ///< The last event that touched the subscription, if that is what changed.
    std::string changed_by_name = {};  ///< Of the member who did it; empty for staff and servers.
};

using ConfirmAnswer = std::variant<ConfirmedChange, RefusedChange, StaleChange>;

/// The same fingerprint confirmed twice is one order and one payment, however it arrives; by another payment
/// method, the first gives way. An order that waits for its payment gives way to a new confirmation.
/// Fails with customer_not_found, version_stale, fingerprint_required, billing_information_required,
/// policy_not_accepted, payment_method_required, payment_method_unknown, return_url_refused, payment_in_progress (the
/// customer has several pages open), gateway_unavailable, idempotency_key_reused, reason_required (staff who set aside
/// a commitment), staff_required (on terms), role_required (the list of people, or somebody else's order), item_unknown
/// and field_required (a list that the plan has no one kind of seat for).
Result<ConfirmAnswer> confirm_change(const Context& context, const Confirmation& confirmation);

/// A change with its payment, for who may see the subscription. Fails with change_not_found, role_required.
Result<ConfirmedChange> read_change(const Context& context, const CustomerId& customer, const ChangeId& change);
/// Asks the provider what became of the payment and settles it. Fails with change_not_found, role_required.
Result<ConfirmedChange> refresh_change(const Context& context, const CustomerId& customer, const ChangeId& change);
/// Gives up a change that waits for its payment; if the payment was faster, the change is applied.
/// Fails with change_not_found, role_required, gateway_unavailable.
Result<ConfirmedChange> cancel_change(const Context& context, const CustomerId& customer, const ChangeId& change);

}  // namespace settle
