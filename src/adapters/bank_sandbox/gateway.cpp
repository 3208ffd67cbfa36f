#include "adapters/bank_sandbox/gateway.h"

#include <boost/json.hpp>

#include "adapters/bank_sandbox/forms.h"
#include "adapters/bank_sandbox/webhook.h"

namespace settle {
namespace {

namespace json = boost::json;

constexpr std::int64_t kWebhookAgeSecondsMax = 300;

std::unexpected<Error> unknown_outcome(std::string_view why) {
    return fail(ErrorCode::kGatewayUnavailable, {}, std::string(why));
}

std::string_view wire_name(MethodKind kind) {
    switch (kind) {
        case MethodKind::kCard: return "card";
        case MethodKind::kWallet: return "wallet";
        case MethodKind::kTransfer: return "transfer";
    }
    return "card";
}

std::optional<MethodKind> method_kind(std::string_view name) {
    for (const MethodKind kind : {MethodKind::kCard, MethodKind::kWallet, MethodKind::kTransfer})
        if (wire_name(kind) == name) return kind;
    return std::nullopt;
}

std::optional<ProviderPayment::State> provider_state(std::string_view name) {
    using State = ProviderPayment::State;
    const auto state = bank::parse_state(name);
    if (!state) return std::nullopt;
    switch (*state) {
        case bank::State::kWaitingForCustomer: return State::kWaitingForCustomer;
        case bank::State::kProcessing: return State::kProcessing;
        case bank::State::kSucceeded: return State::kSucceeded;
        case bank::State::kDeclined: return State::kDeclined;
        case bank::State::kCancelled: return State::kCancelled;
    }
    return std::nullopt;
}

// The members throw what Boost throws when one is missing or of another kind; read_payment catches it.
std::string text_at(const json::object& object, std::string_view name) {
    return std::string(object.at(name).as_string());
}

std::optional<MethodDetails> details_of(const json::value& value) {
    if (value.is_null()) return std::nullopt;
    const json::object& object = value.as_object();
    MethodDetails details;
    details.kind = method_kind(text_at(object, "kind")).value_or(MethodKind::kCard);
    details.brand = text_at(object, "brand");
    details.last4 = text_at(object, "last4");
    details.expiry_month = object.at("expiry_month").to_number<int>();
    details.expiry_year = object.at("expiry_year").to_number<int>();
    details.token = text_at(object, "token");
    if (const json::value* mark = object.if_contains("fingerprint")) details.fingerprint = mark->as_string();
    return details;
}

Result<ProviderPayment> read_members(const json::object& object) {
    const auto currency = Currency::parse(text_at(object, "currency"));
    const auto state = provider_state(text_at(object, "state"));
    if (!currency || !state) return unknown_outcome("currency or state is unknown");
    ProviderPayment payment{.key = PaymentAttemptId(text_at(object, "key")),
                            .reference = text_at(object, "reference"),
                            .state = *state,
                            .amount = Money(object.at("amount_minor").as_int64(), *currency),
                            .redirect_url = text_at(object, "redirect_url"),
                            .reason_code = text_at(object, "reason_code"),
                            .details = details_of(object.at("method"))};
    return payment;
}

Result<ProviderPayment> read_payment(const std::string& body) {
    boost::system::error_code error;
    const json::value value = json::parse(body, error);
    if (error || !value.is_object()) return unknown_outcome("the answer is not a JSON object");
    try {
        return read_members(value.as_object());
    } catch (const std::exception& failure) {
        return unknown_outcome(failure.what());
    }
}

Error refusal_of(const HttpResponse& response) {
    boost::system::error_code error;
    const json::value value = json::parse(response.body, error);
    const json::object* object = error ? nullptr : value.if_object();
    const json::value* member = object == nullptr ? nullptr : object->if_contains("code");
    const std::string code = member != nullptr && member->is_string() ? std::string(member->as_string()) : "";
    const std::string detail = fmt::format("the bank answered {} {}", response.status, code);
    if (response.status == 404 && code == "payment_not_found") return {ErrorCode::kPaymentNotFound, {}, detail};
    if (code == "key_reused" || code == "other_amount") return {ErrorCode::kAmountMismatch, {}, detail};
    if (code == "token_unknown")
        return Error(ErrorCode::kPaymentMethodUnknown, "pay_with", detail)
            .with("value", "")
            .with("methods", "card, wallet");
    if (code == "not_succeeded") return Error(ErrorCode::kStateForbids, {}, detail).with("state", "unpaid");
    return {ErrorCode::kGatewayUnavailable, {}, detail};
}

std::string path_of(const PaymentAttemptId& key, std::string_view rest) {
    return fmt::format("/api/payments/by-key/{}{}", bank::encode_url(key.str()), rest);
}

}  // namespace

Result<ProviderPayment> SandboxGateway::call(std::string_view method, const std::string& path, std::string body) {
    HttpRequest request;
    request.method = method;
    request.path = path;
    request.headers = {{"Authorization", "Bearer " + options_.api_secret}, {"Merchant", options_.merchant}};
    if (!body.empty()) request.headers.emplace_back("Content-Type", "application/json");
    request.body = std::move(body);
    const HttpResponse response = TRY(transport_(request));
    if (response.status < 200 || response.status > 299) return fail(refusal_of(response));
    return read_payment(response.body);
}

Result<ProviderPayment> SandboxGateway::create_payment(const CreatePayment& order) {
    json::array brands(order.card_brands.begin(), order.card_brands.end());
    const json::object body{{"key", order.key.str()},
                            {"amount_minor", order.amount.minor()},
                            {"currency", order.amount.currency().code()},
                            {"method", wire_name(order.method)},
                            {"saved_token", order.saved_token},
                            {"return_url", order.return_url},
                            {"description", order.description},
                            {"language", order.language},
                            {"customer_reference", order.customer_reference},
                            {"card_brands", std::move(brands)}};
    ProviderPayment payment = TRY(call("POST", "/api/payments", json::serialize(body)));
    if (payment.key != order.key) return unknown_outcome("the answer is about another payment");
    return payment;
}

Result<ProviderPayment> SandboxGateway::find_payment(const PaymentAttemptId& key) {
    ProviderPayment payment = TRY(call("GET", path_of(key, ""), ""));
    if (payment.key != key) return unknown_outcome("the answer is about another payment");
    return payment;
}

Result<ProviderPayment> SandboxGateway::cancel_payment(const PaymentAttemptId& key) {
    ProviderPayment payment = TRY(call("POST", path_of(key, "/cancel"), "{}"));
    if (payment.key != key) return unknown_outcome("the answer is about another payment");
    return payment;
}

Result<void> SandboxGateway::refund_payment(const Refund& refund) {
    const json::object body{
        {"key", refund.key}, {"amount_minor", refund.amount.minor()}, {"currency", refund.amount.currency().code()}};
    const ProviderPayment payment = TRY(call("POST", path_of(refund.payment, "/refund"), json::serialize(body)));
    if (payment.key != refund.payment) return unknown_outcome("the answer is about another payment");
    return {};
}

Result<PaymentAttemptId> SandboxGateway::read_webhook(const HttpRequest& request, Instant now) {
    if (!bank::is_genuine_webhook(options_.webhook_secret, request, now, kWebhookAgeSecondsMax))
        return fail(ErrorCode::kWebhookSignatureInvalid);
    boost::system::error_code error;
    const json::value body = json::parse(request.body, error);
    const json::value* key = error ? nullptr : body.find_pointer("/data/key", error);
    if (key == nullptr || !key->is_string())
        return fail(ErrorCode::kWebhookSignatureInvalid, {}, "genuine, but names no payment");
    auto id = PaymentAttemptId::parse(std::string_view(key->as_string()));
    if (!id) return fail(ErrorCode::kWebhookSignatureInvalid, {}, "genuine, but names no payment");
    return id;
}

std::unique_ptr<SandboxGateway> make_http_gateway(SandboxGatewayOptions options, std::string bank_url,
                                                  std::chrono::milliseconds timeout) {
    return std::make_unique<SandboxGateway>(std::move(options), bank::http_transport(std::move(bank_url), timeout));
}

std::unique_ptr<SandboxGateway> make_in_process_gateway(SandboxGatewayOptions options, Bank& bank) {
    return std::make_unique<SandboxGateway>(std::move(options),
                                            [&bank](const HttpRequest& request) -> Result<HttpResponse> {
                                                HttpResponse response = bank.handle(request);
                                                if (response.status == 0)
                                                    return unknown_outcome("the bank closed the connection");
                                                return response;
                                            });
}

}  // namespace settle
