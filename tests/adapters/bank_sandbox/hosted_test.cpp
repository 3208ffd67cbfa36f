#include "adapters/bank_sandbox/hosted.h"

#include "adapters/bank_sandbox/page_text.h"
#include "tests/adapters/bank_sandbox/fixture.h"

namespace settle {
namespace {

using bank_test::Town;
using State = ProviderPayment::State;

bool has(const HttpResponse& response, std::string_view text) { return response.body.find(text) != std::string::npos; }
std::string location(const HttpResponse& response) { return std::string(header_of(response.headers, "Location")); }

const PaymentAttemptId kKey("pay_1");

std::string open_page(Town& town, CreatePayment order = Town::order("pay_1")) {
    REQUIRE(town.gateway->create_payment(order).has_value());
    return town.bank->page_of(kKey)->path;
}

TEST_CASE("the card page says it is a sandbox, what is paid, and which cards there are") {
    Town town;
    const HttpResponse page = town.get(open_page(town));
    CHECK(page.status == 200);
    CHECK(has(page, "Sandbox bank – no real money"));
    CHECK(has(page, "<html lang=\"en\">"));
    CHECK(has(page, "Acme – Pro plan"));
    CHECK(has(page, "48.77\u00a0EUR"));
    CHECK(has(page, "Visa, Mastercard, American Express"));
    CHECK(has(page, "4000 0000 0000 3220"));
    CHECK_FALSE(has(page, "<script"));
    CHECK_FALSE(has(page, "style="));
    const std::string policy(header_of(page.headers, "Content-Security-Policy"));
    CHECK(policy ==
          "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
          "form-action 'self' http://shop.example");
    CHECK(header_of(page.headers, "Cache-Control") == "no-store");
    CHECK(town.get("/bank.css").status == 200);
    CHECK(header_of(town.get("/bank.css").headers, "Content-Type") == "text/css; charset=utf-8");
    CHECK(has(town.get("/"), "4242 4242 4242 4242"));
}

TEST_CASE("the page speaks French to those who read it") {
    Town town;
    CreatePayment order = Town::order("pay_1");
    order.language = "fr-CA";
    order.amount = Money(123'456'789, kEuro);
    const HttpResponse page = town.get(open_page(town, order));
    CHECK(has(page, "<html lang=\"fr\">"));
    CHECK(has(page, "Payer par carte"));
    CHECK(has(page, "1\u202f234\u202f567,89\u00a0EUR"));
    CHECK(has(page, "Sandbox bank"));
    CHECK(has(town.enter_card(kKey, ""), "Saisissez le numéro de carte."));
}

TEST_CASE("a card that is only saved is not asked to pay nothing") {
    Town town;
    CreatePayment order = Town::order("pay_1");
    order.amount = Money::zero(kEuro);
    const HttpResponse page = town.get(open_page(town, order));
    CHECK(has(page, "<h1>Save a card</h1>"));
    CHECK(has(page, "Save the card</button>"));
    CHECK_FALSE(has(page, "0.00"));
}

TEST_CASE("a mistake in the card form is named at its field and costs nothing") {
    struct Row {
        const char* number;
        const char* expiry;
        const char* cvc;
        const char* name;
        const char* says;
    };
    const Row rows[] = {
        {"", "12/34", "123", "Ada", "Enter the card number."},
        {"4242424242424241", "12/34", "123", "Ada", "This card number is not right."},
        {"4242 abcd", "12/34", "123", "Ada", "This card number is not right."},
        {"4111111111111111", "12/34", "123", "Ada", "Never enter a real card"},
        {"30569309025904", "12/34", "123", "Ada",
         "Diners Club is not accepted here. Use another card: Visa, Mastercard, American Express."},
        {"4242424242424242", "", "123", "Ada", "Enter the expiry date"},
        {"4242424242424242", "13/34", "123", "Ada", "Enter the expiry date"},
        {"4242424242424242", "12/99", "123", "Ada", "Enter the expiry date"},
        {"4242424242424242", "10/26", "123", "Ada", "This card has expired."},
        {"4242424242424242", "12/34", "12", "Ada", "has 3 digits"},
        {"4242424242424242", "12/34", "1 3", "Ada", "has 3 digits"},
        {"378282246310005", "12/34", "123", "Ada", "has 4 digits"},
        {"4242424242424242", "12/34", "123", "  ", "Enter the name on the card."},
    };
    for (const Row& row : rows) {
        CAPTURE(row.says);
        Town town;
        open_page(town);
        const HttpResponse page = town.enter_card(kKey, row.number, row.expiry, bank::encode_url(row.cvc), row.name);
        CHECK(page.status == 422);
        CHECK(has(page, row.says));
        CHECK(has(page, "aria-invalid=\"true\""));
        CHECK(has(page, "role=\"alert\""));
        CHECK(town.payment("pay_1").state == State::kWaitingForCustomer);
        CHECK(location(town.enter_card(kKey, "4242424242424242")) == "http://shop.example/back?step=2&payment=pay_1");
        CHECK(town.payment("pay_1").state == State::kSucceeded);
    }
}

TEST_CASE("a card is good through its last month, however the date is written") {
    for (const char* expiry : {"11/26", "11/2026", "11 / 26", "1126"}) {
        CAPTURE(expiry);
        Town town;
        open_page(town);
        CHECK(town.enter_card(kKey, "4242424242424242", expiry).status == 303);
        CHECK(town.payment("pay_1").details->expiry_year == 2026);
        CHECK(town.payment("pay_1").details->expiry_month == 11);
        CHECK(town.payment("pay_1").details->last4 == "4242");
    }
}

TEST_CASE("the security code is never sent back, the rest is") {
    Town town;
    open_page(town);
    const HttpResponse page = town.enter_card(kKey, "4242424242424242", "99/99", "987", "Ada");
    CHECK_FALSE(has(page, "987"));
    CHECK(has(page, "value=\"Ada\""));
    CHECK(has(page, "value=\"99/99\""));
}

TEST_CASE("hostile text is shown, never run") {
    Town town;
    CreatePayment order = Town::order("pay_1");
    order.description = "<script>alert(1)</script>\" onload='x";
    order.language = "\"><script>";
    order.card_brands = {"<b>visa", "visa"};
    order.return_url = "http://shop.example/?a=1&b='x'";
    const HttpResponse page = town.get(open_page(town, order));
    CHECK_FALSE(has(page, "<script"));
    CHECK_FALSE(has(page, "<b>"));
    CHECK(has(page, "&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#39;x"));
    const HttpResponse again = town.enter_card(kKey, "\"><img src=x>", "'><svg>", "<i>", "<script>1</script>");
    for (const char* tag : {"<img", "<svg", "<i>", "<script"}) CHECK_FALSE(has(again, tag));
    REQUIRE(town.gateway->cancel_payment(kKey).has_value());
    CHECK(has(town.get(town.bank->page_of(kKey)->path), "?a=1&amp;b=&#39;x&#39;&amp;payment=pay_1\""));
}

TEST_CASE("a return address that is not one of the web is refused") {
    Town town;
    for (const char* url :
         {"javascript:alert(1)", "//evil", "http://x/\r\nSet-Cookie: a=b", "http://x/\"><b>", "data:,x"}) {
        CAPTURE(url);
        CreatePayment order = Town::order("pay_1");
        order.return_url = url;
        CHECK_FALSE(town.gateway->create_payment(order).has_value());
    }
    CHECK(town.bank->books().payments.empty());
}

TEST_CASE("the way back keeps query and fragment") {
    CHECK(bank::with_query("http://a/b", "payment", "pay_1") == "http://a/b?payment=pay_1");
    CHECK(bank::with_query("http://a/b?c=1", "payment", "p&q") == "http://a/b?c=1&payment=p%26q");
    CHECK(bank::with_query("http://a/#/x?y", "payment", "p") == "http://a/?payment=p#/x?y");
    CHECK(bank::origin_of("https://shop.example:8443/x?y") == "https://shop.example:8443");
    CHECK(bank::origin_of("http://shop.example;script-src *") == "");
}

TEST_CASE("double clicks, reloads and the back button charge nothing twice") {
    Town town;
    const std::string path = open_page(town);
    const auto page = town.bank->page_of(kKey).value();
    const std::string form =
        fmt::format("nonce={}&action=pay&number=4242424242424242&expiry=12%2F34&cvc=123&name=Ada", page.nonce);
    const HttpResponse first = town.post(path, form);
    const HttpResponse second = town.post(path, form);
    CHECK(first.status == 303);
    CHECK(location(second) == location(first));
    CHECK(town.count("charge") == 1);
    const HttpResponse back = town.get(path);
    CHECK(has(back, "This payment is finished"));
    CHECK(has(back, "Return to the shop"));
    CHECK(town.post(path, "action=cancel").status == 303);
    CHECK(town.payment("pay_1").state == State::kSucceeded);
}

TEST_CASE("a form without the page's nonce does nothing") {
    Town town;
    const std::string path = open_page(town);
    for (const char* form : {"action=cancel", "nonce=&action=cancel", "nonce=guess&action=cancel", ""}) {
        CHECK(location(town.post(path, form)) == path);
        CHECK(town.payment("pay_1").state == State::kWaitingForCustomer);
    }
}

TEST_CASE("an answer to the first page is no answer to the challenge") {
    Town town;
    const std::string path = open_page(town);
    const std::string old_nonce = town.bank->page_of(kKey)->nonce;
    CHECK(location(town.enter_card(kKey, "4000000000003220")) == path);
    town.post(path, fmt::format("nonce={}&action=approve", old_nonce));
    CHECK(town.payment("pay_1").state == State::kWaitingForCustomer);
    town.enter_card(kKey, "4242424242424242");
    CHECK(town.payment("pay_1").state == State::kWaitingForCustomer);
    CHECK(town.count("charge") == 0);
}

TEST_CASE("every page can be left, back to the shop") {
    for (const MethodKind kind : {MethodKind::kCard, MethodKind::kWallet, MethodKind::kTransfer}) {
        Town town;
        const std::string path = open_page(town, Town::order("pay_1", kind));
        CHECK(has(town.get(path), "value=\"cancel\""));
        const HttpResponse left =
            town.post(path, fmt::format("nonce={}&action=cancel", town.bank->page_of(kKey)->nonce));
        CHECK(location(left) == "http://shop.example/back?step=2&payment=pay_1");
        CHECK(town.payment("pay_1").state == State::kCancelled);
    }
}

TEST_CASE("the wallet page names itself and pays as PayPal") {
    Town town;
    const std::string path = open_page(town, Town::order("pay_1", MethodKind::kWallet));
    CHECK(has(town.get(path), "Sandbox Wallet"));
    town.post(path, fmt::format("nonce={}&action=approve", town.bank->page_of(kKey)->nonce));
    CHECK(town.payment("pay_1").details->brand == "PayPal");
    CHECK(town.payment("pay_1").details->kind == MethodKind::kWallet);
}

TEST_CASE("addresses that belong to nothing say so") {
    Town town;
    CHECK(town.get("/pay/guess").status == 404);
    CHECK(town.get("/pay").status == 404);
    CHECK(town.get("/elsewhere").status == 404);
    CHECK(town.get("/pay/pay_1").status == 404);
    HttpRequest odd;
    odd.method = "DELETE";
    odd.path = open_page(town);
    CHECK(town.bank->handle(odd).status == 405);
}

}  // namespace
}  // namespace settle
