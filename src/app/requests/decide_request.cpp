#include "app/requests/decide_request.h"

#include "app/billing/refund_invoice.h"
#include "app/change/apply_by_staff.h"
#include "app/change/apply_order.h"
#include "app/change/confirm_change.h"
#include "app/payment/charge_invoice.h"
#include "app/payment/collect_payment.h"
#include "app/renewal/run_due.h"
#include "app/requests/record.h"
#include "app/requests/requests.h"
#include "domain/catalog/staff_role.h"

namespace settle {
namespace {

Result<Request> close_as(const Context& context, Transaction& tx, Request request, RequestState state,
                         const std::string& reason, Instant now) {
    TRY_VOID(end_proposal(context, tx, request));
    request.move_to(state, now);
    request.decision_reason = reason;
    request.decided_by = context.caller.actor.id;
    request.decided_at = now;
    TRY_VOID(tx.requests().save(context.vendor(), request));
    TRY_VOID(announce_request(context, tx, request, "request.decided", now));
    return tx.requests().load(context.vendor(), request.id);
}

// The order as staff take it for paid: computed for today by the same function as any other.
Result<void> apply_as_received(const Context& context, Transaction& tx, const Request& request, Instant now) {
    ChangeOrder order = TRY(tx.load_order(context.vendor(), request.customer, request.change));
    if (order.state == OrderState::kApplied) return {};
    auto situation = TRY(load_situation(context, tx, request.customer, now));
    situation.actor.kind = Actor::Kind::kStaff;
    const auto preview = preview_change(situation.view(), order.wanted);
    if (!preview || preview->ruling.refusal || preview->to_pay != order.due) return fail(ErrorCode::kPreviewStale);
    order.effective_on = situation.today;
    TRY_VOID(apply_order(context, tx, situation, *preview, std::move(order), {Settlement::How::kPaid, "staff", {}}));
    return {};
}

// What accepting leaves to do once the transaction is over: decided in it, so that it is not lost.
struct Decided {
    Request request;
    std::optional<PaymentAttempt> charge = {};
    std::optional<Invoice> credit_note = {};
    bool applied = false;
};

Result<Decided> give_back(const Context& context, Transaction& tx, Request request, const Verdict& verdict,
                          Instant now) {
    if (!verdict.refund) return fail(ErrorCode::kFieldRequired, "refund");
    const Invoice paid = TRY(tx.load_invoice(context.vendor(), verdict.refund->invoice));
    if (paid.customer != request.customer) return fail(ErrorCode::kInvoiceNotFound, "refund.invoice");
    auto note = book_refund(context, tx, paid.id, verdict.refund->amount, verdict.reason, now);
    if (!note) {
        if (note.error().field == "amount") note.error().field = "refund.amount";
        return fail(note.error());
    }
    request.details.emplace_back("refunded", note->amounts.total.str());
    request.details.emplace_back("currency", note->amounts.total.currency().code());
    request.details.emplace_back("credit_note", note->number);
    Decided decided{TRY(close_as(context, tx, std::move(request), RequestState::kApplied, verdict.reason, now))};
    decided.credit_note = *std::move(note);
    return decided;
}

Result<Decided> accept(const Context& context, Transaction& tx, Request request, const Verdict& verdict, Instant now) {
    if (request.type == RequestType::kRefund) return give_back(context, tx, std::move(request), verdict, now);
    const Subscription subscription = TRY(tx.load_subscription(context.vendor(), request.customer));
    const auto wish = wish_to_apply(request, verdict, subscription);
    if (!wish && request.type == RequestType::kReactivation && subscription.state == SubscriptionState::kEnded)
        return fail(ErrorCode::kFieldRequired, "set");
    if (!wish)
        return Decided{TRY(close_as(context, tx, std::move(request), RequestState::kApproved, verdict.reason, now))};
    const ChangeOrder order = TRY(apply_by_staff(context, tx, {request.customer, *wish, verdict.reason}, now));
    request.set = wish;
    request.change = order.id;
    Decided decided{TRY(close_as(context, tx, std::move(request), RequestState::kApplied, verdict.reason, now))};
    if (!order.invoice.empty()) decided.charge = TRY(start_charge(context, tx, order.invoice, now));
    decided.applied = true;
    return decided;
}

Result<Decided> decide(const Context& context, Transaction& tx, const RequestId& id, const Verdict& verdict,
                       bool clears_payment, Instant now) {
    Request request = TRY(tx.requests().load(context.vendor(), id));
    if (TRY(made_before(tx, context))) return Decided{std::move(request)};
    TRY_VOID(check_open(request));
    TRY_VOID(remember_made(tx, context, request.id.str(), now));
    if (verdict.decision == Decision::kDecline)
        return Decided{TRY(close_as(context, tx, std::move(request), RequestState::kDeclined, verdict.reason, now))};
    if (!clears_payment) return accept(context, tx, std::move(request), verdict, now);
    TRY_VOID(apply_as_received(context, tx, request, now));
    return Decided{TRY(close_as(context, tx, std::move(request), RequestState::kApplied, verdict.reason, now))};
}

}  // namespace

std::optional<Wanted> wish_to_apply(const Request& request, const Verdict& verdict, const Subscription& now) {
    std::optional<Wanted> wish = verdict.set ? verdict.set : request.set;
    if (!wish) wish = wish_of(request.type, now);
    if (!wish) return std::nullopt;
    if (verdict.on) wish->on = verdict.on;
    if (verdict.from) wish->from = verdict.from;
    if (verdict.to) wish->to = verdict.to;
    if (!verdict.lines.empty()) wish->lines = verdict.lines;
    return wish;
}

Result<Request> decide_request(const Context& context, const RequestId& id, const Verdict& verdict) {
    TRY_VOID(only_staff(context, StaffRight::kDecideRequests));
    const Instant now = context.with.clock.now();
    const Request present = TRY(read_request(context, id));
    const bool accepts = verdict.decision == Decision::kAccept;
    const bool clears_payment = accepts && present.type == RequestType::kPaymentProblem && !present.change.empty();
    const bool gives_back = accepts && present.type == RequestType::kRefund;
    if (gives_back) TRY_VOID(only_staff(context, StaffRight::kRefund));
    if (verdict.reason.empty() && (!accepts || clears_payment || gives_back))
        return fail(ErrorCode::kReasonRequired, "reason");
    // The provider is asked first: what it has after all must not be billed a second time.
    if (clears_payment) {
        const auto change = TRY(read_change(context, present.customer, present.change));
        if (change.attempt && change.order.state == OrderState::kAwaitingPayment)
            TRY_VOID(cancel_payment(context, *change.attempt));
    }
    const Decided decided = TRY(transact(
        context.with.store, [&](Transaction& tx) { return decide(context, tx, id, verdict, clears_payment, now); }));
    if (decided.charge) TRY_VOID(send_charge(context, *decided.charge));
    // It is booked: a provider that does not answer now is asked again by the recovery.
    if (decided.credit_note && decided.credit_note->status == InvoiceStatus::kOpen)
        if (const auto sent = finish_refund(context, *decided.credit_note);
            !sent && sent.error().code != ErrorCode::kGatewayUnavailable)
            return fail(sent.error());
    if (decided.applied) TRY_VOID(run_due(context, present.customer));
    return decided.request;
}

}  // namespace settle
