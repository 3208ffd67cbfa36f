// What is simply looked at: subscription, entitlements, invoices, methods, events.
#pragma once

#include "app/change/confirm_change.h"
#include "domain/entitlement/entitlement.h"

namespace settle {

/// A reduction that stopped on its day at the number in use.
struct Clamped {
    Date on;
    Code item;
    std::int64_t wanted = 0;
    std::int64_t applied = 0;
};

struct SubscriptionView {
    LoadedSituation situation;
    std::optional<ConfirmedChange> pending;   ///< A change that waits for its payment.
    std::optional<Amounts> next_invoice;
    std::optional<Date> next_invoice_on;
    /// For the caller, now: subscribe (the first listed plan that is sold), cancel, renewal_on, pause, resume.
    std::vector<Ruling> may;
    std::optional<Error> may_not_start_trial;
    std::optional<Invoice> owed;              ///< The invoice a subscription is past due with.
    std::vector<Clamped> clamped;             ///< In the present period.
    std::vector<std::string> scheduled_by;    ///< Who scheduled each of `subscription.scheduled`.
    std::vector<ScheduleNotice> conflicts;    ///< Those of them that would not fit, or not whole, on their day.

    const Ruling& may_do(ChangeKind kind) const;
    /// "incomplete" while nothing is in force and a first order waits for its payment.
    SubscriptionState state() const;
};
/// Fails with customer_not_found, role_required.
Result<SubscriptionView> read_subscription(const Context& context, const CustomerId& customer);
Result<Entitlements> read_entitlements(const Context& context, const CustomerId& customer);
Result<std::vector<Invoice>> list_invoices(const Context& context, const CustomerId& customer);
/// Fails with invoice_not_found, also for another customer's.
Result<Invoice> read_invoice(const Context& context, const InvoiceId& invoice);
Result<std::vector<PaymentMethod>> list_payment_methods(const Context& context, const CustomerId& customer);
Result<std::vector<Event>> list_events(const Context& context, const CustomerId& customer, std::int64_t after_sequence,
                                       int limit);
Result<void> give_feedback(const Context& context, const std::string& page, const std::string& verdict);

}  // namespace settle
