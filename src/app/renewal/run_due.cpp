#include "app/renewal/run_due.h"

#include "app/change/situation.h"
#include "app/payment/collect_payment.h"
#include "domain/renewal/renewal.h"

namespace settle {
namespace {

// One step and, for a renewal, the attempt to charge it.
struct Taken {
    bool any = false;
    std::optional<PaymentAttempt> attempt;
};

Invoice draft_renewal(const Context& context, const LoadedSituation& situation, const DueStep& step) {
    const bool nothing_due = !step.due.total.is_positive();
    return Invoice{
        .id = new_id<InvoiceId>(context.with.ids),
        .customer = situation.customer.id,
        .subscription = situation.subscription.id,
        .number = {},
        .kind = InvoiceKind::kInvoice,
        .reason = InvoiceReason::kRenewal,
        .change = {},
        .issued_on = step.on,
        .due_on = step.on,
        .period = step.after.period,
        .status = nothing_due ? InvoiceStatus::kPaid : InvoiceStatus::kOpen,
        .amounts = step.due,
        .paid = Money::zero(step.due.total.currency()),
        .tax_reason = situation.tax.reason,
        .tax_country = situation.tax.country,
        .seller = situation.catalog->seller,
        .buyer = situation.customer.billing,
    };
}

Result<std::optional<PaymentAttempt>> bill(const Context& context, Transaction& tx, const LoadedSituation& situation, DueStep& step) {
    const VendorName& vendor = context.vendor();
    const Invoice invoice = TRY(tx.issue_invoice(vendor, draft_renewal(context, situation, step)));
    for (ChargedLine& charged : step.after.charged) charged.invoice = invoice.id;
    TRY_VOID(tx.post(vendor, invoice.customer, invoice.id.str(), entries_for_issue(invoice)));
    Event issued = new_event(context, invoice.customer, "invoice.issued", situation.now);
    issued.data = {{"invoice", invoice.id.str()}, {"number", invoice.number}, {"total", invoice.amounts.total.str()},
                   {"currency", std::string(invoice.amounts.total.currency().code())}};
    TRY_VOID(tx.add_event(vendor, std::move(issued)));
    if (invoice.status == InvoiceStatus::kPaid) return std::optional<PaymentAttempt>();
    for (const PaymentMethod& method : TRY(tx.list_payment_methods(vendor, invoice.customer))) {
        if (!method.is_default) continue;
        PaymentAttempt attempt{.amount = invoice.amounts.total};
        attempt.id = new_id<PaymentAttemptId>(context.with.ids);
        attempt.customer = invoice.customer;
        attempt.invoice = invoice.id;
        attempt.method = method.details.kind;
        attempt.saved_method = method.id;
        attempt.created_at = situation.now;
        TRY_VOID(tx.add_attempt(vendor, attempt));
        return std::optional(std::move(attempt));
    }
    return std::optional<PaymentAttempt>();
}

std::string event_type(DueStep::Kind kind) {
    switch (kind) {
        case DueStep::Kind::kTrialEnded: return "trial.ended";
        case DueStep::Kind::kRenewed: return "subscription.renewed";
        case DueStep::Kind::kEnded: return "subscription.ended";
    }
    ENSURE(false);
}

Result<Taken> take_step(const Context& context, Transaction& tx, const CustomerId& customer, Instant now) {
    auto situation = TRY(load_situation(context, tx, customer, now));
    const auto due_on = next_due_on(situation.subscription);
    if (!due_on || *due_on > situation.today) return Taken{};
    const Date today = situation.today;
    situation = TRY(on_day(context, std::move(situation), *due_on));
    auto step = next_due_step(*situation.catalog, situation.subscription, situation.tax, today);
    ENSURE(step.has_value());
    Taken taken{true, std::nullopt};
    if (!step->due.lines.empty()) taken.attempt = TRY(bill(context, tx, situation, *step));
    TRY_VOID(tx.save_subscription(context.vendor(), step->after));
    Event event = new_event(context, customer, event_type(step->kind), now);
    event.data = {{"on", step->on.str()}, {"state", std::string(name_of(step->after.state))}};
    TRY_VOID(tx.add_event(context.vendor(), std::move(event)));
    return taken;
}

}  // namespace

Result<int> run_due(const Context& context, const CustomerId& customer) {
    const Instant now = context.with.clock.now();
    int steps = 0;
    while (true) {
        const Taken taken = TRY(transact(context.with.store, [&](Transaction& tx) { return take_step(context, tx, customer, now); }));
        if (!taken.any) return steps;
        ++steps;
        if (taken.attempt) TRY_VOID(collect_payment(context, *taken.attempt));
    }
}

}  // namespace settle
