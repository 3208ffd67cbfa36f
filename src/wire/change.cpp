#include "app/payment/collect_payment.h"
#include "wire/names.h"
#include "wire/payment.h"
#include "wire/subscription.h"
#include "wire/texts.h"

namespace settle::wire {
namespace {

std::string text_of_change(const ConfirmedChange& change, const Audience& audience) {
    const std::string_view outcome = outcome_of(change);
    if (outcome == "payment_failed") return text_of(refusal_of(change, audience), audience.language);
    const Phrase words = outcome == "applied"             ? Phrase::kChangeApplied
                         : outcome == "scheduled"         ? Phrase::kChangeScheduled
                         : outcome == "awaiting_customer" ? Phrase::kChangeAwaiting
                         : outcome == "processing"        ? Phrase::kChangeProcessing
                                                          : Phrase::kChangeSuperseded;
    return std::string(phrase(words, audience.language));
}

constexpr std::int64_t kAbandonedAfterSeconds = RecoveryLimits{}.abandoned_after_seconds;

JsonValue json_of_attempt(const std::optional<PaymentAttempt>& attempt) {
    if (!attempt) return nullptr;
    return JsonObject{{"attempt", attempt->id.str()},
                      {"state", json_of(name_of(attempt->state))},
                      {"method", json_of(name_of(attempt->method))},
                      {"brand", attempt->details.brand},
                      {"last4", attempt->details.last4},
                      {"reason_code", attempt->reason_code},
                      {"at", json_of(attempt->created_at)}};
}

}  // namespace

std::string_view outcome_of(const ConfirmedChange& change) {
    switch (change.order.state) {
        case OrderState::kApplied: return change.scheduled ? "scheduled" : "applied";
        case OrderState::kFailed: return "payment_failed";
        case OrderState::kSuperseded: return "superseded";
        case OrderState::kAwaitingPayment: break;
    }
    const bool at_the_page =
        change.attempt && !is_final(change.attempt->state) && !change.attempt->redirect_url.empty();
    return at_the_page ? "awaiting_customer" : "processing";
}

Error refusal_of(const ConfirmedChange& change, const Audience& audience) {
    const std::string reason = change.attempt ? change.attempt->reason_code : std::string();
    return Error(code_named(change.order.refusal))
        .with("reason", std::string(word_for("reason", reason, audience.language)))
        .with("brands", brands_in_words(audience.catalog));
}

JsonObject json_of(const ConfirmedChange& change, const Audience& audience) {
    const ChangeOrder& order = change.order;
    const std::string_view outcome = outcome_of(change);
    JsonObject object{{"id", order.id.str()},
                      {"state", json_of(name_of(order.state))},
                      {"outcome", json_of(outcome)},
                      {"set", json_of(order.wanted)},
                      {"fingerprint", order.fingerprint},
                      {"effective_on", json_of(order.effective_on)},
                      {"scheduled_on", or_null(order.scheduled_on)},
                      {"reason", order.reason},
                      {"expires_at", nullptr},
                      {"due", json_of(order.due)},
                      {"currency", json_of(order.due.currency().code())},
                      {"redirect_url", nullptr},
                      {"code", or_null(order.refusal)},
                      {"text", text_of_change(change, audience)},
                      {"payment", json_of_attempt(change.attempt)},
                      {"invoice", nullptr},
                      {"created_at", json_of(order.created_at)}};
    if (order.state == OrderState::kAwaitingPayment)
        object["expires_at"] = json_of(order.created_at.plus_seconds(kAbandonedAfterSeconds));
    if (outcome == "awaiting_customer") object["redirect_url"] = change.attempt->redirect_url;
    if (change.invoice)
        object["invoice"] = JsonObject{{"id", change.invoice->id.str()}, {"number", change.invoice->number}};
    return object;
}

}  // namespace settle::wire
