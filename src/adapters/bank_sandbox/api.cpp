#include "adapters/bank_sandbox/api.h"

#include <boost/json.hpp>

#include "adapters/bank_sandbox/forms.h"
#include "base/currency.h"

namespace settle::bank {
namespace {

namespace json = boost::json;

constexpr std::size_t kKeyLengthMax = 255;

HttpResponse json_response(int status, const json::value& body) {
    HttpResponse response;
    response.status = status;
    response.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}};
    response.body = json::serialize(body);
    return response;
}

json::value to_json(const Instrument& instrument) {
    if (instrument.kind.empty()) return nullptr;
    return json::object{{"kind", instrument.kind},
                        {"brand", instrument.brand},
                        {"last4", instrument.last4},
                        {"expiry_month", instrument.expiry_month},
                        {"expiry_year", instrument.expiry_year},
                        {"token", instrument.token},
                        {"fingerprint", instrument.fingerprint}};
}

json::object to_json(const Payment& payment, std::string_view public_url) {
    json::object object{{"key", payment.key},
                        {"reference", payment.reference},
                        {"state", name_of(payment.state)},
                        {"amount_minor", payment.amount_minor},
                        {"currency", payment.currency},
                        {"method", to_json(payment.instrument)},
                        {"redirect_url", ""},
                        {"reason_code", payment.state == State::kDeclined ? payment.reason_code : ""}};
    if (payment.state == State::kWaitingForCustomer)
        object["redirect_url"] = fmt::format("{}/pay/{}", public_url, encode_url(payment.page_token));
    return object;
}

std::string text_of(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    const json::string* text = value == nullptr ? nullptr : value->if_string();
    return text == nullptr ? std::string() : std::string(*text);
}

std::optional<std::int64_t> amount_of(const json::object& object) {
    const json::value* value = object.if_contains("amount_minor");
    if (value == nullptr || !value->is_int64() || value->as_int64() < 0) return std::nullopt;
    return value->as_int64();
}

std::string brands_of(const json::object& object) {
    std::string brands;
    const json::value* value = object.if_contains("card_brands");
    const json::array* names = value == nullptr ? nullptr : value->if_array();
    if (names == nullptr) return brands;
    for (const json::value& name : *names)
        if (name.is_string())
            brands += fmt::format("{}{}", brands.empty() ? "" : ",", std::string_view(name.as_string()));
    return brands;
}

std::optional<json::object> parse_object(const std::string& body) {
    boost::system::error_code error;
    json::value value = json::parse(body, error);
    if (error || !value.is_object()) return std::nullopt;
    return std::move(value.as_object());
}

std::string_view merchant_of(const HttpRequest& request) { return header_of(request.headers, "Merchant"); }

HttpResponse refused(Payments::Refusal refusal) {
    switch (refusal) {
        case Payments::Refusal::kKeyReused:
            return json_problem(409, "key_reused", "This key was used for another amount.");
        case Payments::Refusal::kTokenUnknown:
            return json_problem(422, "token_unknown", "There is no saved method with this token.");
        case Payments::Refusal::kNotSucceeded:
            return json_problem(409, "not_succeeded", "Only a payment that succeeded can be given back.");
        case Payments::Refusal::kOtherAmount: break;
    }
    return json_problem(409, "other_amount", "More than is left of the payment, or another currency.");
}

HttpResponse create(Payments& payments, const HttpRequest& request, std::string_view public_url) {
    const auto body = parse_object(request.body);
    if (!body) return json_problem(400, "body_malformed", "The body is not a JSON object.");
    const auto amount = amount_of(*body);
    if (!amount) return json_problem(422, "amount_invalid", "amount_minor is a whole number, not negative.");
    Order order;
    order.key = text_of(*body, "key");
    order.merchant = merchant_of(request);
    order.amount_minor = *amount;
    order.currency = text_of(*body, "currency");
    order.method = text_of(*body, "method");
    order.saved_token = text_of(*body, "saved_token");
    order.return_url = text_of(*body, "return_url");
    order.description = text_of(*body, "description");
    order.language = text_of(*body, "language");
    order.customer_reference = text_of(*body, "customer_reference");
    order.card_brands = brands_of(*body);
    if (order.key.empty() || order.key.size() > kKeyLengthMax)
        return json_problem(422, "key_invalid", "key is a text of 1 to 255 characters.");
    if (!Currency::parse(order.currency)) return json_problem(422, "currency_unknown", "currency is an ISO 4217 code.");
    if (order.method != "card" && order.method != "wallet" && order.method != "transfer")
        return json_problem(422, "method_unknown", "method is card, wallet or transfer.");
    if (!order.return_url.empty() && !is_web_address(order.return_url))
        return json_problem(422, "return_url_invalid", "return_url is an http or https address.");
    const auto payment = payments.create(order);
    if (!payment) return refused(payment.error());
    return json_response(200, to_json(*payment, public_url));
}

HttpResponse refund(Payments& payments, Payment& payment, const HttpRequest& request, std::string_view public_url) {
    const auto body = parse_object(request.body);
    const auto amount = body ? amount_of(*body) : std::nullopt;
    if (!amount) return json_problem(422, "amount_invalid", "amount_minor is a whole number, not negative.");
    const std::string key = text_of(*body, "key");
    if (key.empty() || key.size() > kKeyLengthMax)
        return json_problem(422, "key_invalid", "key is a text of 1 to 255 characters.");
    const auto done = payments.refund(payment, {.key = payment.key,
                                                .kind = "refund",
                                                .amount_minor = *amount,
                                                .currency = text_of(*body, "currency"),
                                                .at = payments.now(),
                                                .refund_key = key});
    if (!done) return refused(done.error());
    return json_response(200, to_json(payment, public_url));
}

}  // namespace

std::string_view api_route(const HttpRequest& request) {
    const auto parts = path_parts(request.path);
    if (parts.size() < 2 || parts[0] != "api" || parts[1] != "payments") return {};
    if (parts.size() == 2) return request.method == "POST" ? "create" : "";
    if (parts[2] != "by-key") return {};
    if (parts.size() == 4 && request.method == "GET") return "find";
    if (parts.size() == 5 && request.method == "POST" && parts[4] == "cancel") return "cancel";
    if (parts.size() == 5 && request.method == "POST" && parts[4] == "refund") return "refund";
    return {};
}

HttpResponse answer_api(Payments& payments, const HttpRequest& request, std::string_view public_url) {
    const std::string_view route = api_route(request);
    if (route.empty()) return json_problem(404, "route_unknown", "There is nothing at this address.");
    if (route == "create") return create(payments, request, public_url);
    auto payment = payments.books().payment_by_key(path_parts(request.path)[3]);
    if (!payment || payment->merchant != merchant_of(request))
        return json_problem(404, "payment_not_found", "There is no payment with this key.");
    if (route == "refund") return refund(payments, *payment, request, public_url);
    if (route == "cancel") payments.cancel(*payment);
    return json_response(200, to_json(*payment, public_url));
}

HttpResponse json_problem(int status, std::string_view code, std::string_view message) {
    return json_response(status, json::object{{"code", code}, {"message", message}});
}

HttpResponse books_response(const BookCopy& books) {
    json::array payments;
    for (const Payment& payment : books.payments) {
        json::object object = to_json(payment, "");
        object["merchant"] = payment.merchant;
        object["created_at"] = payment.created_at.str();
        payments.push_back(std::move(object));
    }
    json::array charges;
    for (const Charge& charge : books.charges)
        charges.push_back(json::object{{"key", charge.key},
                                       {"kind", charge.kind},
                                       {"amount_minor", charge.amount_minor},
                                       {"currency", charge.currency},
                                       {"at", charge.at.str()}});
    json::array webhooks;
    for (const Delivery& delivery : books.deliveries)
        webhooks.push_back(json::object{{"webhook_id", delivery.webhook_id},
                                        {"merchant", delivery.merchant},
                                        {"key", delivery.key},
                                        {"state", name_of(delivery.state)},
                                        {"tries", delivery.tries},
                                        {"last_status", delivery.last_status}});
    return json_response(200, json::object{{"payments", std::move(payments)},
                                           {"charges", std::move(charges)},
                                           {"webhooks", std::move(webhooks)}});
}

}  // namespace settle::bank
