#include "adapters/bank_sandbox/hosted.h"

#include "adapters/bank_sandbox/page_text.h"
#include "adapters/bank_sandbox/pages.h"
#include "base/hash.h"

namespace settle::bank {
namespace {

constexpr int kYearsAheadMax = 20;

HttpResponse redirect(const std::string& location) {
    HttpResponse response;
    response.status = 303;
    response.headers = {{"Location", location}, {"Cache-Control", "no-store"}, {"Referrer-Policy", "no-referrer"}};
    return response;
}

std::string page_path(const Payment& payment) { return "/pay/" + encode_url(payment.page_token); }

// Back to the shop once there is nothing left to do here, else to the page again.
HttpResponse lead_on(const Payment& payment) {
    if (payment.state == State::kWaitingForCustomer || payment.return_url.empty()) return redirect(page_path(payment));
    return redirect(with_query(payment.return_url, "payment", payment.key));
}

struct MonthNow {
    int month;
    int year;
};

MonthNow month_of(Instant now) {
    const std::chrono::sys_time<std::chrono::microseconds> time{std::chrono::microseconds{now.micros}};
    const auto today = Date(std::chrono::floor<std::chrono::days>(time)).ymd();
    return {static_cast<int>(static_cast<unsigned>(today.month())), static_cast<int>(today.year())};
}

std::string number_error(const PageText& text, std::string_view typed, std::string_view digits) {
    if (typed.find_first_not_of(' ') == std::string_view::npos) return std::string(text.number_empty);
    if (!passes_luhn(digits)) return std::string(text.number_wrong);
    if (!behavior_of(digits)) return std::string(text.number_real);
    return {};
}

std::string expiry_error(const PageText& text, const std::optional<Expiry>& expiry, Instant now) {
    const MonthNow today = month_of(now);
    if (!expiry || expiry->year > today.year + kYearsAheadMax) return std::string(text.expiry_wrong);
    const bool is_past = expiry->year * 12 + expiry->month < today.year * 12 + today.month;
    return std::string(is_past ? text.expiry_past : std::string_view());
}

std::string cvc_error(const PageText& text, std::string_view cvc, std::string_view digits) {
    const std::size_t length = brand_of(digits) == "amex" ? 4 : 3;
    const bool is_right = cvc.size() == length && digits_of(cvc).size() == length;
    return is_right ? std::string() : fmt::format(fmt::runtime(text.cvc_wrong), length);
}

FieldErrors errors_of(const Payment& payment, const Form& form, Instant now) {
    const PageText& text = page_text(payment.language);
    const std::string digits = digits_of(field_of(form, "number"));
    FieldErrors errors;
    errors["number"] = number_error(text, field_of(form, "number"), digits);
    if (errors["number"].empty() && !accepts_brand(payment, brand_of(digits)))
        errors["number"] =
            fmt::format(fmt::runtime(text.brand_refused), label_of(brand_of(digits)), accepted_brands_text(payment));
    errors["expiry"] = expiry_error(text, parse_expiry(field_of(form, "expiry")), now);
    errors["cvc"] = cvc_error(text, field_of(form, "cvc"), digits);
    if (field_of(form, "name").find_first_not_of(' ') == std::string_view::npos) errors["name"] = text.holder_empty;
    std::erase_if(errors, [](const auto& error) { return error.second.empty(); });
    return errors;
}

HttpResponse take_card(Payments& payments, Payment& payment, const Form& form) {
    const FieldErrors errors = errors_of(payment, form, payments.now());
    const std::string digits = digits_of(field_of(form, "number"));
    const auto behavior = behavior_of(digits);
    if (behavior && !accepts_brand(payment, brand_of(digits))) payments.note_unsupported_brand(payment);
    if (!errors.empty()) return card_page(payment, form, errors);
    payments.pay_by_card(payment, {digits, *parse_expiry(field_of(form, "expiry")), *behavior});
    return lead_on(payment);
}

HttpResponse take_form(Payments& payments, Payment& payment, const Form& form) {
    const bool is_current =
        payment.state == State::kWaitingForCustomer && equal_secret(field_of(form, "nonce"), payment.nonce);
    if (!is_current) return lead_on(payment);
    const std::string_view action = field_of(form, "action");
    if (action == "cancel") {
        payments.cancel(payment);
    } else if (payment.page == Page::kChallenge) {
        if (action == "approve") payments.approve_challenge(payment);
        if (action == "refuse") payments.refuse_challenge(payment);
    } else if (payment.method == "wallet") {
        if (action == "approve") payments.approve_wallet(payment);
    } else if (payment.method == "transfer") {
        if (action == "sent") payments.announce_transfer(payment);
    } else {
        // Enter in a field submits the form with its first button, which is "pay".
        return take_card(payments, payment, form);
    }
    return lead_on(payment);
}

}  // namespace

HttpResponse answer_hosted(Payments& payments, const HttpRequest& request) {
    const auto parts = path_parts(request.path);
    const bool reads = request.method == "GET" || request.method == "HEAD";
    if (reads && parts.empty()) return front_page();
    if (reads && request.path == "/bank.css") return style_sheet();
    if (parts.size() != 2 || parts[0] != "pay") return missing_page();
    auto payment = payments.books().payment_by_page(parts[1]);
    if (!payment) return missing_page();
    if (reads) return payment_page(*payment);
    if (request.method == "POST") return take_form(payments, *payment, parse_form(request.body));
    HttpResponse refused;
    refused.status = 405;
    refused.headers = {{"Allow", "GET, HEAD, POST"}};
    return refused;
}

}  // namespace settle::bank
