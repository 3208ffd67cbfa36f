#include "adapters/bank_sandbox/pages.h"

#include "adapters/bank_sandbox/page_text.h"
#include "adapters/bank_sandbox/style.h"

namespace settle::bank {
namespace {

// A browser holds a redirect that answers a form against form-action too, so the shop's origin has
// to stand in it beside our own.
std::string content_policy(std::string_view return_url) {
    const std::string origin = origin_of(return_url);
    const std::string shop = return_url.empty() ? "" : origin.empty() ? " http: https:" : " " + origin;
    return fmt::format(
        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "form-action 'self'{}",
        shop);
}

HttpResponse html_response(int status, const PageText& text, std::string_view title, std::string_view content,
                           std::string_view return_url) {
    HttpResponse response;
    response.status = status;
    response.headers = {{"Content-Type", "text/html; charset=utf-8"},
                        {"Content-Security-Policy", content_policy(return_url)},
                        {"Cache-Control", "no-store"},
                        {"Referrer-Policy", "no-referrer"},
                        {"X-Content-Type-Options", "nosniff"},
                        {"X-Frame-Options", "DENY"}};
    response.body = fmt::format(
        "<!doctype html>\n<html lang=\"{0}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"robots\" content=\"noindex\">\n<title>{1} – {2}</title>\n"
        "<link rel=\"stylesheet\" href=\"/bank.css\">\n</head>\n<body>\n<header>{2}</header>\n<main>\n{3}</main>\n"
        "</body>\n</html>\n",
        text.language, escape_html(title), text.sandbox, content);
    return response;
}

std::string payment_head(const Payment& payment, const PageText& text, std::string_view heading) {
    const std::string amount =
        payment.amount_minor == 0
            ? std::string()
            : fmt::format("<div><dt>{}</dt><dd class=\"amount\">{}</dd></div>\n", text.amount,
                          escape_html(amount_text(payment.amount_minor, payment.currency, payment.language)));
    return fmt::format("<h1>{}</h1>\n<dl>\n<div><dt>{}</dt><dd>{}</dd></div>\n{}</dl>\n", heading, text.pay_to,
                       escape_html(payment.description), amount);
}

std::string form_start(const Payment& payment, std::string_view attributes) {
    return fmt::format(
        "<form method=\"post\" action=\"/pay/{}\"{}>\n<input type=\"hidden\" name=\"nonce\" value=\"{}\">\n",
        encode_url(payment.page_token), attributes, escape_html(payment.nonce));
}

std::string button(std::string_view action, std::string_view label, std::string_view css_class) {
    return fmt::format("<button name=\"action\" value=\"{}\" class=\"{}\">{}</button>\n", action, css_class, label);
}

// A form of its own, so that leaving never asks for the fields of the other one.
std::string cancel_form(const Payment& payment, const PageText& text) {
    return fmt::format("{}{}</form>\n", form_start(payment, ""), button("cancel", text.cancel, "quiet"));
}

struct Field {
    std::string_view name;
    std::string_view label;
    std::string_view hint;
    std::string_view attributes;
};

std::string field_html(const Field& field, const Form& typed, const FieldErrors& errors) {
    const auto error = errors.find(field.name);
    const bool is_wrong = error != errors.end();
    const std::string hint =
        field.hint.empty() ? "" : fmt::format("<p class=\"hint\" id=\"{0}-hint\">{1}</p>\n", field.name, field.hint);
    const std::string message =
        is_wrong ? fmt::format("<p class=\"error\" id=\"{}-error\">{}</p>\n", field.name, escape_html(error->second))
                 : "";
    std::string described;
    if (!field.hint.empty()) described += fmt::format("{}-hint ", field.name);
    if (is_wrong) described += fmt::format("{}-error ", field.name);
    if (!described.empty())
        described = fmt::format(" aria-describedby=\"{}\"", described.substr(0, described.size() - 1));
    // The security code is never sent back.
    const std::string value = field.name == "cvc" ? "" : escape_html(field_of(typed, field.name));
    return fmt::format(
        "<div class=\"field\">\n<label for=\"{0}\">{1}</label>\n{2}{3}"
        "<input id=\"{0}\" name=\"{0}\" value=\"{4}\" required {5}{6}{7}>\n</div>\n",
        field.name, field.label, hint, message, value, field.attributes, described,
        is_wrong ? " aria-invalid=\"true\"" : "");
}

std::string error_summary(const PageText& text, const FieldErrors& errors) {
    if (errors.empty()) return {};
    std::string items;
    for (const std::string_view name : {"number", "expiry", "cvc", "name"})
        if (const auto error = errors.find(name); error != errors.end())
            items += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", name, escape_html(error->second));
    return fmt::format("<div class=\"summary\" role=\"alert\">\n<p>{}</p>\n<ul>\n{}</ul>\n</div>\n", text.error_heading,
                       items);
}

std::string grouped(std::string_view number) {
    std::string text;
    for (std::size_t i = 0; i < number.size(); ++i) {
        if (i > 0 && i % 4 == 0) text += ' ';
        text += number[i];
    }
    return text;
}

std::string test_card_table(const PageText& text) {
    std::string rows;
    for (const TestCard& card : test_cards())
        rows += fmt::format("<tr><td><code>{}</code></td><td>{}</td></tr>\n", grouped(card.number),
                            text.language == "fr" ? card.fr : card.en);
    return fmt::format(
        "<section>\n<h2>{0}</h2>\n<p>{1}</p>\n<table>\n<thead><tr><th scope=\"col\">{2}</th>"
        "<th scope=\"col\">{3}</th></tr></thead>\n<tbody>\n{4}</tbody>\n</table>\n</section>\n",
        text.test_cards, text.test_cards_hint, text.number, text.what_happens, rows);
}

HttpResponse challenge_page(const Payment& payment, const PageText& text) {
    const std::string content = fmt::format(
        "{}<p>{} ({} •••• {})</p>\n{}{}{}</form>\n{}", payment_head(payment, text, text.challenge_heading),
        text.challenge_text, label_of(payment.instrument.brand), payment.instrument.last4, form_start(payment, ""),
        button("approve", text.approve, "main"), button("refuse", text.refuse, "second"), cancel_form(payment, text));
    return html_response(200, text, text.challenge_heading, content, payment.return_url);
}

HttpResponse wallet_page(const Payment& payment, const PageText& text) {
    const std::string content = fmt::format(
        "{}<p>{}</p>\n{}{}</form>\n{}", payment_head(payment, text, text.wallet_heading), text.wallet_text,
        form_start(payment, ""), button("approve", text.wallet_approve, "main"), cancel_form(payment, text));
    return html_response(200, text, text.wallet_heading, content, payment.return_url);
}

HttpResponse transfer_page(const Payment& payment, const PageText& text) {
    const std::string content =
        fmt::format("{}<p>{} <strong>{}</strong></p>\n{}{}</form>\n{}",
                    payment_head(payment, text, text.transfer_heading), text.transfer_text, payment.reference,
                    form_start(payment, ""), button("sent", text.transfer_sent, "main"), cancel_form(payment, text));
    return html_response(200, text, text.transfer_heading, content, payment.return_url);
}

HttpResponse finished_page(const Payment& payment, const PageText& text) {
    const std::string_view outcome = payment.state == State::kSucceeded    ? text.succeeded
                                     : payment.state == State::kProcessing ? text.processing
                                     : payment.state == State::kDeclined   ? text.declined
                                                                           : text.cancelled;
    std::string back;
    if (!payment.return_url.empty())
        back = fmt::format("<p><a href=\"{}\">{}</a></p>\n",
                           escape_html(with_query(payment.return_url, "payment", payment.key)), text.back);
    const std::string content =
        fmt::format("{}<p>{}</p>\n{}", payment_head(payment, text, text.done_heading), outcome, back);
    return html_response(200, text, text.done_heading, content, payment.return_url);
}

}  // namespace

std::string accepted_brands_text(const Payment& payment) {
    std::string_view rest = payment.card_brands;
    if (rest.empty()) rest = "visa,mastercard,amex,diners,discover";
    std::string brands;
    while (!rest.empty()) {
        const std::string_view brand = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(rest.size(), brand.size() + 1));
        brands += fmt::format("{}{}", brands.empty() ? "" : ", ", label_of(brand));
    }
    return brands;
}

HttpResponse payment_page(const Payment& payment) {
    const PageText& text = page_text(payment.language);
    if (payment.state != State::kWaitingForCustomer) return finished_page(payment, text);
    if (payment.page == Page::kChallenge) return challenge_page(payment, text);
    if (payment.method == "wallet") return wallet_page(payment, text);
    if (payment.method == "transfer") return transfer_page(payment, text);
    return card_page(payment, {}, {});
}

HttpResponse card_page(const Payment& payment, const Form& typed, const FieldErrors& errors) {
    const PageText& text = page_text(payment.language);
    std::string fields;
    for (const Field& field :
         {Field{"number", text.number, "", "inputmode=\"numeric\" autocomplete=\"cc-number\" maxlength=\"30\""},
          Field{"expiry", text.expiry, text.expiry_hint, "autocomplete=\"cc-exp\" maxlength=\"9\""},
          Field{"cvc", text.cvc, text.cvc_hint, "inputmode=\"numeric\" autocomplete=\"cc-csc\" maxlength=\"4\""},
          Field{"name", text.holder, "", "autocomplete=\"cc-name\" maxlength=\"100\""}})
        fields += field_html(field, typed, errors);
    const bool saves_only = payment.amount_minor == 0;
    const std::string_view heading = saves_only ? text.save_heading : text.card_heading;
    const std::string pay =
        saves_only ? std::string(text.save)
                   : fmt::format("{} {}", text.pay,
                                 escape_html(amount_text(payment.amount_minor, payment.currency, payment.language)));
    const std::string content = fmt::format(
        "{}{}<p>{} {}</p>\n{}{}{}</form>\n{}{}", payment_head(payment, text, heading), error_summary(text, errors),
        text.brands, escape_html(accepted_brands_text(payment)), form_start(payment, " novalidate"), fields,
        button("pay", pay, "main"), cancel_form(payment, text), test_card_table(text));
    return html_response(errors.empty() ? 200 : 422, text, heading, content, payment.return_url);
}

HttpResponse missing_page() {
    const PageText& text = page_text("en");
    const PageText& french = page_text("fr");
    const std::string content =
        fmt::format("<h1>{}</h1>\n<p>{}</p>\n<div lang=\"fr\"><h2>{}</h2>\n<p>{}</p></div>\n", text.not_found_heading,
                    text.not_found, french.not_found_heading, french.not_found);
    return html_response(404, text, text.not_found_heading, content, "");
}

HttpResponse front_page() {
    const PageText& text = page_text("en");
    const std::string content = fmt::format("<h1>{}</h1>\n{}<div lang=\"fr\">{}</div>\n", text.sandbox,
                                            test_card_table(text), test_card_table(page_text("fr")));
    return html_response(200, text, text.test_cards, content, "");
}

HttpResponse style_sheet() {
    HttpResponse response;
    response.headers = {{"Content-Type", "text/css; charset=utf-8"},
                        {"Cache-Control", "public, max-age=3600"},
                        {"X-Content-Type-Options", "nosniff"}};
    response.body = kStyleSheet;
    return response;
}

}  // namespace settle::bank
