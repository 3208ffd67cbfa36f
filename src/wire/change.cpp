#include "wire/names.h"
#include "wire/subscription.h"
#include "wire/texts.h"

namespace settle::wire {
namespace {

ErrorCode code_named(std::string_view name) {
    for (const ErrorCode code : all_error_codes())
        if (settle::name_of(code) == name) return code;
    return ErrorCode::kInternal;
}

std::string brands_in_words(const Catalog& catalog) {
    std::string words;
    for (std::string brand : catalog.payment.card_brands) {
        if (!words.empty()) words += ", ";
        if (!brand.empty() && brand[0] >= 'a' && brand[0] <= 'z') brand[0] = static_cast<char>(brand[0] - 'a' + 'A');
        words += brand;
    }
    return words;
}

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
                      {"due", json_of(order.due)},
                      {"currency", json_of(order.due.currency().code())},
                      {"redirect_url", nullptr},
                      {"code", or_null(order.refusal)},
                      {"text", text_of_change(change, audience)},
                      {"payment", json_of_attempt(change.attempt)},
                      {"invoice", nullptr},
                      {"created_at", json_of(order.created_at)}};
    if (outcome == "awaiting_customer") object["redirect_url"] = change.attempt->redirect_url;
    if (change.invoice)
        object["invoice"] = JsonObject{{"id", change.invoice->id.str()}, {"number", change.invoice->number}};
    return object;
}

}  // namespace settle::wire
