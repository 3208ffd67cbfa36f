#include "app/renewal/run_due.h"

#include "app/billing/issue_invoice.h"
#include "app/payment/collect_payment.h"
#include "domain/renewal/renewal.h"

namespace settle {
namespace {

// One step and, for a renewal, the attempt to charge it.
struct Taken {
    bool any = false;
    std::optional<PaymentAttempt> attempt;
};

Result<std::optional<PaymentAttempt>> bill(const Context& context, Transaction& tx, const LoadedSituation& situation,
                                           DueStep& step) {
    const VendorName& vendor = context.vendor();
    const auto methods = TRY(tx.list_payment_methods(vendor, situation.customer.id));
    const auto method = std::ranges::find_if(methods, &PaymentMethod::is_default);
    const bool charged_at_once = method != methods.end();
    const Invoice invoice = TRY(issue_invoice(
        context, tx, situation,
        {.reason = InvoiceReason::kRenewal,
         .change = {},
         .issued_on = step.on,
         .due_on = charged_at_once ? step.on : step.on.plus_days(situation.catalog->payment.transfer_due_days),
         .period = step.after.period,
         .status = step.due.total.is_positive() ? InvoiceStatus::kOpen : InvoiceStatus::kPaid,
         .amounts = step.due}));
    for (ChargedLine& charged : step.after.charged) charged.invoice = invoice.id;
    if (invoice.status == InvoiceStatus::kPaid || !charged_at_once) return std::optional<PaymentAttempt>();
    PaymentAttempt attempt{.amount = invoice.amounts.total};
    attempt.id = new_id<PaymentAttemptId>(context.with.ids);
    attempt.customer = invoice.customer;
    attempt.invoice = invoice.id;
    attempt.method = method->details.kind;
    attempt.saved_method = method->id;
    attempt.created_at = situation.now;
    TRY_VOID(tx.add_attempt(vendor, attempt));
    return std::optional(std::move(attempt));
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
        const Taken taken =
            TRY(transact(context.with.store, [&](Transaction& tx) { return take_step(context, tx, customer, now); }));
        if (!taken.any) return steps;
        ++steps;
        if (!taken.attempt) continue;
        // A provider out of reach stops nothing: the attempt is kept, and recovery sends it under the same key.
        const auto collected = collect_payment(context, *taken.attempt);
        if (!collected && collected.error().code != ErrorCode::kGatewayUnavailable) return fail(collected.error());
    }
}

}  // namespace settle
