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

Result<std::optional<PaymentMethod>> default_method(Transaction& tx, const VendorName& vendor,
                                                    const CustomerId& customer) {
    for (PaymentMethod& method : TRY(tx.list_payment_methods(vendor, customer)))
        if (method.is_default) return std::optional(std::move(method));
    return std::optional<PaymentMethod>();
}

Result<std::optional<PaymentAttempt>> add_charge(const Context& context, Transaction& tx, const Invoice& invoice,
                                                 Instant now) {
    const VendorName& vendor = context.vendor();
    const auto method = TRY(default_method(tx, vendor, invoice.customer));
    if (!method) return std::optional<PaymentAttempt>();
    for (const PaymentAttempt& attempt : TRY(tx.attempts_of_invoice(vendor, invoice.customer, invoice.id)))
        if (!is_final(attempt.state)) return std::optional<PaymentAttempt>();
    PaymentAttempt attempt{.amount = invoice.amounts.total - invoice.paid};
    attempt.id = new_id<PaymentAttemptId>(context.with.ids);
    attempt.customer = invoice.customer;
    attempt.invoice = invoice.id;
    attempt.method = method->details.kind;
    attempt.saved_method = method->id;
    attempt.created_at = now;
    TRY_VOID(tx.add_attempt(vendor, attempt));
    return std::optional(std::move(attempt));
}

Result<std::optional<PaymentAttempt>> bill(const Context& context, Transaction& tx, const LoadedSituation& situation,
                                           DueStep& step) {
    const bool charged_at_once = TRY(default_method(tx, context.vendor(), situation.customer.id)).has_value();
    const Money to_pay = step.due.total - step.from_balance;
    const bool is_change = step.kind == DueStep::Kind::kChanged;
    const Invoice invoice = TRY(issue_invoice(
        context, tx, situation,
        {.reason = is_change ? InvoiceReason::kChange : InvoiceReason::kRenewal,
         .change = is_change ? step.change->change : ChangeId(),
         .issued_on = step.on,
         .due_on = charged_at_once ? step.on : step.on.plus_days(situation.catalog->payment.transfer_due_days),
         .period = step.after.period,
         .status = to_pay.is_positive() ? InvoiceStatus::kOpen : InvoiceStatus::kPaid,
         .amounts = step.due,
         .from_balance = step.from_balance}));
    for (ChargedLine& charged : step.after.charged)
        if (charged.invoice.empty() && charged.line >= 0) charged.invoice = invoice.id;
    if (invoice.status == InvoiceStatus::kPaid) return std::optional<PaymentAttempt>();
    return add_charge(context, tx, invoice, situation.now);
}

// The record of pauses, and what was given up.
Result<void> keep_record(const Context& context, Transaction& tx, const LoadedSituation& situation,
                         const DueStep& step) {
    const VendorName& vendor = context.vendor();
    switch (step.kind) {
        case DueStep::Kind::kPaused: return tx.begin_pause(vendor, situation.customer.id, step.on);
        case DueStep::Kind::kResumed: return tx.end_pause(vendor, situation.customer.id, step.on);
        case DueStep::Kind::kGivenUp: {
            const Invoice unpaid = TRY(tx.load_invoice(vendor, situation.subscription.past_due->invoice));
            if (unpaid.status != InvoiceStatus::kOpen) return {};
            return tx.record_payment(vendor, unpaid.customer, unpaid.id, unpaid.paid, InvoiceStatus::kUncollectible);
        }
        default: return {};
    }
}

// Both sides are told what became of a change that did not simply take effect.
Result<void> tell_of(const Context& context, Transaction& tx, const LoadedSituation& situation,
                     const ScheduleNotice& notice) {
    const bool held = !notice.change.held.empty();
    Event event = new_event(context, situation.customer.id,
                            held ? "subscription.change_held" : "subscription.change_clamped", situation.now);
    event.data = {{"change", notice.change.change.str()}, {"on", notice.change.on.str()}};
    if (held) event.data.emplace_back("code", notice.change.held);
    for (const auto& [item, count] : notice.applied.quantities) {
        event.data.emplace_back("wanted." + item.str(), fmt::to_string(notice.change.set.quantities.of(item)));
        event.data.emplace_back("applied." + item.str(), fmt::to_string(count));
    }
    return tx.add_event(context.vendor(), std::move(event));
}

Result<Taken> take_step(const Context& context, Transaction& tx, const CustomerId& customer, Instant now) {
    auto situation = TRY(load_situation(context, tx, customer, now));
    const auto due_on = next_due_on(situation.subscription);
    if (!due_on || *due_on > situation.today) return Taken{};
    const Date today = situation.today;
    situation = TRY(on_day(context, std::move(situation), *due_on));
    LoadedSituation by_today = situation;
    by_today.today = today;
    auto step = next_due_step(by_today.view());
    ENSURE(step.has_value());
    Taken taken{true, std::nullopt};
    if (!step->due.lines.empty()) taken.attempt = TRY(bill(context, tx, situation, *step));
    if (step->kind == DueStep::Kind::kRetry)
        taken.attempt = TRY(start_charge(context, tx, situation.subscription.past_due->invoice, now));
    TRY_VOID(tx.save_subscription(context.vendor(), step->after));
    TRY_VOID(keep_record(context, tx, situation, *step));
    Event event = new_event(context, customer, event_of(*step), now);
    event.data = {{"on", step->on.str()}, {"state", std::string(name_of(step->after.state))}};
    if (step->change) event.data.emplace_back("change", step->change->change.str());
    if (step->kind == DueStep::Kind::kGivenUp) event.data.emplace_back("because", "unpaid");
    TRY_VOID(tx.add_event(context.vendor(), std::move(event)));
    for (const ScheduleNotice& notice : step->notices) TRY_VOID(tell_of(context, tx, situation, notice));
    return taken;
}

}  // namespace

Result<std::optional<PaymentAttempt>> start_charge(const Context& context, Transaction& tx, const InvoiceId& id,
                                                   Instant now) {
    const Invoice invoice = TRY(tx.load_invoice(context.vendor(), id));
    if (invoice.status != InvoiceStatus::kOpen) return std::optional<PaymentAttempt>();
    return add_charge(context, tx, invoice, now);
}

Result<void> send_charge(const Context& context, const PaymentAttempt& attempt) {
    const auto collected = collect_payment(context, attempt);
    if (!collected && collected.error().code != ErrorCode::kGatewayUnavailable) return fail(collected.error());
    return {};
}

Result<int> run_due(const Context& context, const CustomerId& customer) {
    const Instant now = context.with.clock.now();
    int steps = 0;
    while (true) {
        const Taken taken =
            TRY(transact(context.with.store, [&](Transaction& tx) { return take_step(context, tx, customer, now); }));
        if (!taken.any) return steps;
        ++steps;
        if (taken.attempt) TRY_VOID(send_charge(context, *taken.attempt));
    }
}

}  // namespace settle
