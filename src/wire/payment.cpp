#include "wire/payment.h"

#include "wire/amounts.h"
#include "wire/names.h"
#include "wire/texts.h"

namespace settle::wire {
namespace {

bool is_at_the_page(const PaymentAttempt& attempt) { return !is_final(attempt.state) && !attempt.redirect_url.empty(); }

std::string text_of_attempt(const PaymentAttempt& attempt, const Audience& audience) {
    if (const auto refusal = refusal_of(attempt, audience)) return text_of(*refusal, audience.language);
    const Phrase words = attempt.state == AttemptState::kSucceeded ? Phrase::kPaymentSucceeded
                         : is_at_the_page(attempt)                 ? Phrase::kChangeAwaiting
                                                                   : Phrase::kChangeProcessing;
    return std::string(phrase(words, audience.language));
}

}  // namespace

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

std::optional<Error> refusal_of(const PaymentAttempt& attempt, const Audience& audience) {
    if (attempt.state != AttemptState::kFailed && attempt.state != AttemptState::kCancelled) return std::nullopt;
    const bool brand = attempt.reason_code == name_of(ErrorCode::kCardBrandUnsupported);
    const ErrorCode code = brand                                    ? ErrorCode::kCardBrandUnsupported
                           : attempt.state == AttemptState::kFailed ? ErrorCode::kPaymentDeclined
                                                                    : ErrorCode::kPaymentCancelled;
    return Error(code)
        .with("reason", std::string(word_for("reason", attempt.reason_code, audience.language)))
        .with("brands", brands_in_words(audience.catalog));
}

JsonObject json_of(const PaymentAttempt& attempt, const Audience& audience) {
    const auto refusal = refusal_of(attempt, audience);
    return {{"id", attempt.id.str()},
            {"state", json_of(name_of(attempt.state))},
            {"code", refusal ? json_of(name_of(refusal->code)) : JsonValue(nullptr)},
            {"text", text_of_attempt(attempt, audience)},
            {"redirect_url",
             is_at_the_page(attempt) ? json_of(std::string_view(attempt.redirect_url)) : JsonValue(nullptr)},
            {"invoice", or_null(attempt.invoice.str())},
            {"change", or_null(attempt.change.str())},
            {"amount", json_of(attempt.amount)},
            {"currency", json_of(attempt.amount.currency().code())},
            {"method", json_of(name_of(attempt.method))},
            {"brand", attempt.details.brand},
            {"last4", attempt.details.last4},
            {"reason_code", attempt.reason_code},
            {"created_at", json_of(attempt.created_at)}};
}

JsonObject json_of(const PaidInvoice& paid, const Audience& audience) {
    JsonObject object{{"redirect_url", nullptr}, {"invoice", json_of(paid.invoice, audience)}, {"payment", nullptr}};
    if (!paid.attempt) return object;
    if (is_at_the_page(*paid.attempt)) object["redirect_url"] = paid.attempt->redirect_url;
    object["payment"] = json_of(*paid.attempt, audience);
    return object;
}

}  // namespace settle::wire
