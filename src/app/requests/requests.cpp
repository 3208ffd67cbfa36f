#include "app/requests/requests.h"

#include "app/change/apply_order.h"
#include "app/change/confirm_change.h"
#include "app/payment/collect_payment.h"

namespace settle {
namespace {

constexpr std::size_t kMessageLengthMax = 5000;

// Facts about the failed payment come from our records, not from what the page sends.
Result<void> attach_payment(const Context& context, Transaction& tx, Request& request) {
    if (request.change.empty()) return {};
    const ChangeOrder order = TRY(tx.load_order(context.vendor(), request.customer, request.change));
    request.set = order.wanted;
    request.details.emplace_back("amount", order.due.str());
    request.details.emplace_back("currency", order.due.currency().code());
    const auto attempts = TRY(tx.attempts_of_order(context.vendor(), request.customer, request.change));
    if (attempts.empty()) return {};
    const PaymentAttempt& attempt = attempts.back();
    request.details.emplace_back("time", attempt.created_at.str());
    request.details.emplace_back(
        "reason", attempt.reason_code.empty() ? std::string(name_of(attempt.state)) : attempt.reason_code);
    request.details.emplace_back("method", name_of(attempt.method));
    request.details.emplace_back("last4", attempt.details.last4);
    request.details.emplace_back("attempt", attempt.id.str());
    return {};
}

Result<void> announce(const Context& context, Transaction& tx, const Request& request, std::string type, Instant now) {
    Event event = new_event(context, request.customer, std::move(type), now);
    event.data = {{"request", request.id.str()},
                  {"type", std::string(name_of(request.type))},
                  {"state", std::string(name_of(request.state))}};
    event.reason = request.decision_reason;
    return tx.add_event(context.vendor(), std::move(event));
}

Result<Request> close_as(const Context& context, Transaction& tx, Request request, RequestState state,
                         const std::string& reason, Instant now) {
    request.state = state;
    request.decision_reason = reason;
    request.decided_by = context.caller.actor.id;
    request.decided_at = now;
    TRY_VOID(tx.save_request(context.vendor(), request));
    TRY_VOID(announce(context, tx, request, "request.decided", now));
    return tx.load_request(context.vendor(), request.id);
}

// The order as staff take it for paid: computed for today by the same function as any other.
Result<void> apply_as_received(const Context& context, Transaction& tx, const Request& request, Instant now) {
    ChangeOrder order = TRY(tx.load_order(context.vendor(), request.customer, request.change));
    if (order.state == OrderState::kApplied) return {};
    auto situation = TRY(load_situation(context, tx, request.customer, now));
    situation.actor.kind = Actor::Kind::kStaff;
    const auto preview = preview_change(situation.view(), order.wanted);
    if (!preview || preview->ruling.refusal || preview->due_now.total != order.due)
        return fail(ErrorCode::kPreviewStale);
    order.effective_on = situation.today;
    TRY_VOID(apply_order(context, tx, situation, *preview, std::move(order), {Settlement::How::kPaid, "staff", {}}));
    return {};
}

}  // namespace

Result<Request> file_request(const Context& context, const NewRequest& wanted) {
    TRY_VOID(may_see(context, wanted.customer));
    TRY_VOID(may(context, *TRY(context.catalog()), Right::kFileRequest));
    if (count_characters(wanted.message) > kMessageLengthMax)
        return fail(Error(ErrorCode::kFieldTooLong, "message").with("max", fmt::to_string(kMessageLengthMax)));
    const Instant now = context.with.clock.now();
    Request request;
    request.id = new_id<RequestId>(context.with.ids);
    request.customer = wanted.customer;
    request.type = wanted.type;
    request.message = wanted.message;
    request.set = wanted.set;
    request.change = wanted.change;
    request.author = context.caller.actor;
    request.created_at = now;
    return transact(context.with.store, [&](Transaction& tx) -> Result<Request> {
        if (const auto known = TRY(made_before(tx, context)))
            return tx.load_request(context.vendor(), RequestId(*known));
        TRY_VOID(tx.load_customer(context.vendor(), wanted.customer));
        TRY_VOID(attach_payment(context, tx, request));
        TRY_VOID(tx.add_request(context.vendor(), request));
        TRY_VOID(announce(context, tx, request, "request.filed", now));
        TRY_VOID(remember_made(tx, context, request.id.str(), now));
        return request;
    });
}

Result<Request> read_request(const Context& context, const RequestId& id) {
    const auto request =
        TRY(look_up(context.with.store, [&](Transaction& tx) { return tx.load_request(context.vendor(), id); }));
    if (!may_see(context, request.customer)) return fail(ErrorCode::kRequestNotFound);
    return request;
}

Result<std::vector<Request>> list_requests(const Context& context, CustomerId customer, const Page& page) {
    TRY_VOID(may(context, *TRY(context.catalog()), Right::kFileRequest));
    if (context.caller.actor.is_member()) customer = context.caller.customer;
    return look_up(context.with.store,
                   [&](Transaction& tx) { return tx.list_requests(context.vendor(), customer, page); });
}

Result<Request> decide_request(const Context& context, const RequestId& id, Decision decision,
                               const std::string& reason) {
    TRY_VOID(only_staff(context));
    if (reason.empty()) return fail(ErrorCode::kReasonRequired, "reason");
    const Instant now = context.with.clock.now();
    const Request present = TRY(read_request(context, id));
    const bool clears_payment =
        decision == Decision::kAccept && present.type == RequestType::kPaymentProblem && !present.change.empty();
    // The provider is asked first: what it has after all must not be billed a second time.
    if (clears_payment) {
        const auto change = TRY(read_change(context, present.customer, present.change));
        if (change.attempt && change.order.state == OrderState::kAwaitingPayment)
            TRY_VOID(cancel_payment(context, *change.attempt));
    }
    return transact(context.with.store, [&](Transaction& tx) -> Result<Request> {
        if (const auto known = TRY(made_before(tx, context)))
            return tx.load_request(context.vendor(), RequestId(*known));
        Request request = TRY(tx.load_request(context.vendor(), id));
        if (!is_open(request.state))
            return fail(Error(ErrorCode::kRequestAlreadyDecided).with("state", std::string(name_of(request.state))));
        TRY_VOID(remember_made(tx, context, request.id.str(), now));
        if (decision == Decision::kDecline)
            return close_as(context, tx, std::move(request), RequestState::kDeclined, reason, now);
        if (!clears_payment) return close_as(context, tx, std::move(request), RequestState::kApproved, reason, now);
        TRY_VOID(apply_as_received(context, tx, request, now));
        return close_as(context, tx, std::move(request), RequestState::kApplied, reason, now);
    });
}

}  // namespace settle
