#include "app/renewal/decide_due.h"

#include "app/billing/issue_invoice.h"
#include "app/payment/charge_invoice.h"
#include "domain/change/terms.h"
#include "domain/numbers/counting.h"
#include "domain/renewal/renewal.h"

namespace settle {
namespace {

using Kind = DueStep::Kind;

// How an invoice that was just issued will be paid, for whoever collects the money or reminds of it.
void tell_of_payment_request(const Context& context, const Invoice& invoice,
                             const std::optional<PaymentAttempt>& attempt, Instant now, std::vector<Event>& events) {
    const Money to_pay = invoice.amounts.total - invoice.paid;
    const std::string_view by = !to_pay.is_positive() ? "nothing" : attempt ? "saved_method" : "transfer";
    Event& event = add_event(events, context, invoice.customer, "payment.requested", now);
    event.data.reserve(7);
    event.data.emplace_back("invoice", invoice.id.view());
    event.data.emplace_back("number", std::string());
    event.data.emplace_back("amount", to_pay.str());
    event.data.emplace_back("currency", to_pay.currency().code());
    event.data.emplace_back("by", by);
    event.data.emplace_back("due_on", invoice.due_on ? invoice.due_on->str() : std::string());
    if (attempt) event.data.emplace_back("attempt", attempt->id.view());
}

void bill(const Context& context, const Situation& on_its_day, const DueCase& due, DueStep& step, Instant now,
          DueWrite& write) {
    const bool is_change = step.kind == Kind::kChanged;
    const bool charged_at_once = due.default_method.has_value();
    const Money to_pay = step.due.total - step.from_balance;
    DrawnUp drawn = draw_up_invoice(
        context, on_its_day, now,
        {.reason = is_change ? InvoiceReason::kChange : InvoiceReason::kRenewal,
         .change = is_change ? step.change->change : ChangeId(),
         .issued_on = step.on,
         .due_on = charged_at_once ? step.on : step.on.plus_days(on_its_day.catalog.payment.transfer_due_days),
         .period = step.after.period,
         .status = to_pay.is_positive() ? InvoiceStatus::kOpen : InvoiceStatus::kPaid,
         .amounts = std::move(step.due),
         .from_balance = step.from_balance});
    for (ChargedLine& charged : step.after.charged)
        if (charged.invoice.empty() && charged.line >= 0) charged.invoice = drawn.invoice.id;
    if (drawn.invoice.status == InvoiceStatus::kOpen && charged_at_once)
        write.attempt = new_charge(context, drawn.invoice, 0, *due.default_method, now);
    write.postings = std::move(drawn.postings);
    write.events = std::move(drawn.events);
    tell_of_payment_request(context, drawn.invoice, write.attempt, now, write.events);
    write.invoice.emplace(std::move(drawn.invoice));
}

// The record of pauses, and what becomes of an invoice that is owed.
void keep_record(const Context& context, const DueCase& due, const DueStep& step, Instant now, DueWrite& write) {
    const bool owes = due.owed && due.owed->invoice.status == InvoiceStatus::kOpen;
    switch (step.kind) {
        case Kind::kLeft:
            for (const Departure& departure : step.departures)
                write.released.push_back({.id = departure.seat,
                                          .customer = step.after.customer,
                                          .seat = departure.item,
                                          .member = departure.member,
                                          .until = now});
            break;
        case Kind::kPaused: write.pause_begins = step.on; break;
        case Kind::kResumed: write.pause_ends = step.on; break;
        case Kind::kGivenUp:
            if (owes) write.given_up = due.owed->invoice.id;
            break;
        case Kind::kRetry:
            if (owes && !due.owed->is_being_paid && due.default_method)
                write.attempt = new_charge(context, due.owed->invoice, due.owed->tries, *due.default_method, now);
            break;
        default: break;
    }
}

void tell_of_step(const Context& context, const DueStep& step, Instant now, DueWrite& write) {
    const bool goes_unpaid = step.kind == Kind::kRetry && !write.attempt;
    Event& event = add_event(write.events, context, step.after.customer,
                             goes_unpaid ? "payment.not_retried" : event_of(step), now);
    event.data.reserve(5);
    event.data.emplace_back("on", step.on.str());
    event.data.emplace_back("state", name_of(step.after.state));
    // Said here, because whoever tells of it later may find that day gone.
    if (step.reminder)
        if (const auto of = step.after.reminded_of(step.reminder->kind)) event.data.emplace_back("of", of->str());
    if (step.change) event.data.emplace_back("change", step.change->change.view());
    if (step.kind == Kind::kGivenUp) event.data.emplace_back("because", "unpaid");
    if (step.kind == Kind::kRetry && write.attempt) {
        event.data.emplace_back("amount", write.attempt->amount.str());
        event.data.emplace_back("currency", write.attempt->amount.currency().code());
    }
}

void tell_of_departure(const Context& context, const CustomerId& customer, const Departure& departure, Instant now,
                       std::vector<Event>& events) {
    Event& event = add_event(events, context, customer, "seat.released", now);
    event.data = {{"seat", departure.seat.str()}, {"item", departure.item.str()}, {"member", departure.member.str()}};
}

// Both sides are told what became of a change that did not simply take effect.
void tell_of_change(const Context& context, const CustomerId& customer, const ScheduleNotice& notice, Instant now,
                    std::vector<Event>& events) {
    const bool held = !notice.change.held.empty();
    Event& event =
        add_event(events, context, customer, held ? "subscription.change_held" : "subscription.change_clamped", now);
    event.data = {{"change", notice.change.change.str()}, {"on", notice.change.on.str()}};
    if (held) event.data.emplace_back("code", notice.change.held);
    for (const auto& [item, count] : notice.applied.quantities) {
        event.data.emplace_back("wanted." + item.str(), fmt::to_string(notice.change.set.quantities.of(item)));
        event.data.emplace_back("applied." + item.str(), fmt::to_string(count));
    }
}

Parked parked(const DueCase& due, Date due_on, const Error& error, Instant now) {
    return {due.customer.id, std::string(name_of(error.code)), text_of(error, "en"), now, due_on};
}

DueDecision written(const Context& context, const Situation& on_its_day, const DueCase& due, DueStep& step,
                    Instant now) {
    DueDecision decision(std::in_place_type<DueWrite>);
    DueWrite& write = std::get<DueWrite>(decision);
    if (!step.due.lines.empty()) bill(context, on_its_day, due, step, now, write);
    keep_record(context, due, step, now, write);
    // That a change was held is all that happened then, and is told below with what it was.
    const bool was_held = step.kind == Kind::kChanged && !step.change;
    if (!was_held && step.kind != Kind::kLeft) tell_of_step(context, step, now, write);
    for (const Departure& departure : step.departures)
        tell_of_departure(context, due.customer.id, departure, now, write.events);
    for (const ScheduleNotice& notice : step.notices)
        tell_of_change(context, due.customer.id, notice, now, write.events);
    write.counting = {
        step.on, count_anew(terms_after(on_its_day, step.after, step.on), due.subscription, due.assigned, step.after)};
    write.after = std::move(step.after);
    return decision;
}

DueDecision decide(const Context& context, const CatalogTimeline& timeline, const DueCase& due, Date due_on,
                   Instant now) {
    const auto today = context.with.zones.day_in(due.customer.time_zone, now);
    if (!today) return parked(due, due_on, today.error(), now);
    if (due_on > *today) return NotDueYet{};
    const auto catalog = terms_of(timeline, due.subscription, due_on);
    const auto tax = decide_tax(catalog->seller, due.customer.billing, due_on, context.with.rates);
    if (!tax) return parked(due, due_on, tax.error(), now);
    const Situation on_its_day{.catalog = *catalog,
                               .customer = due.customer,
                               .subscription = due.subscription,
                               .tax = *tax,
                               .assigned = due.assigned,
                               .actor = context.caller.actor,
                               .today = due_on,
                               .timeline = &timeline};
    auto step = next_due_step(on_its_day);
    ENSURE(step.has_value());
    if (!step->due.lines.empty() && due.billed_today >= context.with.settings.invoices_per_day_max)
        return Parked{due.customer.id, std::string(kRunaway),
                      fmt::format("{} invoices were issued for it today", due.billed_today), now, due_on};
    return written(context, on_its_day, due, *step, now);
}

}  // namespace

DueDecision decide_due(const Context& context, const CatalogTimeline& timeline, const DueCase& due, Instant now) {
    const auto due_on = next_due_on(due.subscription);
    if (!due_on) return NotDueYet{};
    // Broken contracts end here, at a door: they concern this customer alone.
    try {
        return decide(context, timeline, due, *due_on, now);
    } catch (const ContractViolation& broken) {
        return Parked{due.customer.id, std::string(name_of(ErrorCode::kInternal)), broken.what(), now, *due_on};
    }
}

}  // namespace settle
