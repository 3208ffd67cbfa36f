// Confirming a change whose summary was read, and following its payment.
#include "app/change/confirm_change.h"
#include "app/change/undo_scheduled.h"
#include "http/handlers/operations.h"
#include "wire/inputs.h"
#include "wire/subscription.h"
#include "wire/texts.h"

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

Answer reply_stale(const Call& call, const StaleChange& stale, const Wanted& wanted) {
    const wire::Audience audience = TRY(call.audience_for(lines_of(stale.preview)));
    wire::JsonArray changed;
    for (const std::string& what : stale.changed) changed.push_back(wire::json_of(std::string_view(what)));
    wire::JsonValue changed_by = nullptr;
    std::string by;
    if (stale.changed_by) {
        auto who = wire::json_of_changed_by(*stale.changed_by, stale.changed_by_name, audience);
        by = wire::view(who.at("name").get_string());
        changed_by = std::move(who);
    }
    return reply_problem(
        call.problem(ErrorCode::kPreviewStale, {{"detail", wire::text_of_stale(stale.changed, by, audience)},
                                                {"changed", std::move(changed)},
                                                {"changed_by", std::move(changed_by)},
                                                {"preview", wire::json_of(stale.preview, wanted, audience)}}));
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
    Confirmation confirmation = TRY(wire::confirmation_from(TRY(call.body()), call.currency()));
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

Answer undo_scheduled_change(const Call& call) {
    const CustomerId id = TRY(call.customer());
    TRY(settle::undo_scheduled(call.context(), id, TRY(call.change())));
    return reply_subscription(call, id);
}

}  // namespace

std::span<const Handled> change_operations() {
    static constexpr Handled kHandled[] = {
        {"subscribe", confirm_change, Repeat::kByKey},
        {"confirm_change", confirm_change, Repeat::kByKey},
        {"read_change", read_change},
        {"refresh_change", refresh_change},
        {"cancel_change", cancel_change},
        {"undo_scheduled_change", undo_scheduled_change},
    };
    return kHandled;
}

}  // namespace settle::http
