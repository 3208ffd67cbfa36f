// Confirming a change whose summary was read, and following its payment.
#include "app/change/confirm_change.h"
#include "http/handlers/operations.h"
#include "wire/inputs.h"
#include "wire/subscription.h"

namespace settle::http {
namespace {

Reply reply_refused(const Call& call, const RefusedChange& refused, const Wanted& wanted) {
    const Ruling& ruling = refused.preview.preview.ruling;
    wire::JsonObject extras{{"rule", wire::or_null(ruling.rule)},
                            {"possible_from", wire::or_null(ruling.possible_from)}};
    extras["reason"] = ruling.reason == nullptr ? std::string() : ruling.reason->in(call.audience().language);
    if (auto request = wire::json_of_request_offered(ruling, wanted); !request.is_null())
        extras["request"] = std::move(request);
    return reply_problem(call.problem(ruling.refusal.value_or(Error(ErrorCode::kNotOffered)), std::move(extras)));
}

Reply reply_stale(const Call& call, const StaleChange& stale, const Wanted& wanted) {
    return reply_problem(
        call.problem(ErrorCode::kPreviewStale, {{"preview", wire::json_of(stale.preview, wanted, call.audience())}}));
}

Reply reply_confirmed(const Call& call, const ConfirmedChange& change) {
    const std::string_view outcome = wire::outcome_of(change);
    wire::JsonObject body = wire::json_of(change, call.audience());
    if (outcome == "payment_failed")
        return reply_problem(call.problem(wire::refusal_of(change, call.audience()), {{"change", std::move(body)}}));
    if (outcome == "superseded")
        return reply_problem(call.problem(ErrorCode::kPaymentInProgress, {{"change", std::move(body)}}));
    Reply answer = reply(std::move(body));
    if (outcome == "awaiting_customer" || outcome == "processing") answer.status = 202;
    return answer;
}

Answer confirm_change(const Call& call) {
    const CustomerId id = TRY(call.customer());
    Confirmation confirmation = TRY(wire::confirmation_from(TRY(call.body())));
    confirmation.customer = id;
    confirmation.version_seen = TRY(call.version_seen());
    const ConfirmAnswer answer = TRY(settle::confirm_change(call.context(), confirmation));
    if (const auto* refused = std::get_if<RefusedChange>(&answer)) {
        call.metrics().count_confirmation("refused");
        return reply_refused(call, *refused, confirmation.set);
    }
    if (const auto* stale = std::get_if<StaleChange>(&answer)) {
        call.metrics().count_confirmation("stale");
        return reply_stale(call, *stale, confirmation.set);
    }
    const auto& change = std::get<ConfirmedChange>(answer);
    call.metrics().count_confirmation(wire::outcome_of(change));
    return reply_confirmed(call, change);
}

Answer read_change(const Call& call) {
    const CustomerId id = TRY(call.customer());
    return reply(wire::json_of(TRY(settle::read_change(call.context(), id, TRY(call.change()))), call.audience()));
}

Answer refresh_change(const Call& call) {
    const CustomerId id = TRY(call.customer());
    return reply(wire::json_of(TRY(settle::refresh_change(call.context(), id, TRY(call.change()))), call.audience()));
}

Answer cancel_change(const Call& call) {
    const CustomerId id = TRY(call.customer());
    return reply(wire::json_of(TRY(settle::cancel_change(call.context(), id, TRY(call.change()))), call.audience()));
}

}  // namespace

std::span<const Handled> change_operations() {
    static constexpr Handled kHandled[] = {
        {"subscribe", confirm_change, Repeat::kByKey},
        {"confirm_change", confirm_change, Repeat::kByKey},
        {"read_change", read_change},
        {"refresh_change", refresh_change},
        {"cancel_change", cancel_change},
    };
    return kHandled;
}

}  // namespace settle::http
