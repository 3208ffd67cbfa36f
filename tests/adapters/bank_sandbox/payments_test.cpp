#include "tests/adapters/bank_sandbox/fixture.h"

namespace settle {
namespace {

using bank_test::Town;
using State = ProviderPayment::State;

std::string location(const HttpResponse& response) { return std::string(header_of(response.headers, "Location")); }

TEST_CASE("each test card ends as its description says") {
    struct Row {
        const char* number;
        const char* cvc;
        State state;
        const char* reason;
        int charges;
    };
    const Row rows[] = {
        {"4242 4242 4242 4242", "123", State::kSucceeded, "", 1},
        {"5555-5555-5555-4444", "123", State::kSucceeded, "", 1},
        {"378282246310005", "1234", State::kSucceeded, "", 1},
        {"4000000000000259", "123", State::kSucceeded, "", 1},
        {"4000000000000341", "123", State::kSucceeded, "", 1},
        {"4000000000000002", "123", State::kDeclined, "card_declined", 0},
        {"4000000000009995", "123", State::kDeclined, "insufficient_funds", 0},
        {"4000000000000069", "123", State::kDeclined, "card_expired", 0},
        {"4000000000003220", "123", State::kWaitingForCustomer, "", 0},
        {"4000000000000267", "123", State::kProcessing, "", 0},
        {"30569309025904", "123", State::kWaitingForCustomer, "", 0},
        {"6011111111111117", "123", State::kWaitingForCustomer, "", 0},
    };
    for (const Row& row : rows) {
        CAPTURE(row.number);
        Town town;
        const auto created = town.gateway->create_payment(Town::order("pay_1"));
        REQUIRE(created.has_value());
        CHECK(created->state == State::kWaitingForCustomer);
        CHECK(created->redirect_url.starts_with("http://bank.example/pay/"));
        town.enter_card(PaymentAttemptId("pay_1"), row.number, "12/34", row.cvc);
        const ProviderPayment payment = town.payment("pay_1");
        CHECK(payment.state == row.state);
        CHECK(payment.reason_code == row.reason);
        CHECK(town.count("charge") == row.charges);
    }
}

TEST_CASE("each sandbox method plays the page to its end") {
    struct Row {
        const char* method;
        State state;
        const char* reason;
        const char* brand;
    };
    const Row rows[] = {
        {"card_ok", State::kSucceeded, "", "visa"},
        {"card_declined", State::kDeclined, "card_declined", "visa"},
        {"card_insufficient", State::kDeclined, "insufficient_funds", "visa"},
        {"card_expired", State::kDeclined, "card_expired", "visa"},
        {"card_3ds", State::kWaitingForCustomer, "", "visa"},
        {"card_unsupported", State::kDeclined, "card_brand_unsupported", ""},
        {"wallet_ok", State::kSucceeded, "", "PayPal"},
        {"paypal_ok", State::kSucceeded, "", "PayPal"},
        {"wallet_cancelled", State::kCancelled, "", ""},
        {"paypal_cancelled", State::kCancelled, "", ""},
        {"transfer", State::kProcessing, "", ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.method);
        Town town;
        const PaymentAttemptId key("pay_1");
        REQUIRE(
            town.gateway->create_payment(Town::order("pay_1", sandbox_method_kind(row.method).value())).has_value());
        REQUIRE(act_as_payer(*town.bank, key, row.method).has_value());
        const ProviderPayment payment = town.payment("pay_1");
        CHECK(payment.state == row.state);
        CHECK(payment.reason_code == row.reason);
        CHECK((payment.details ? payment.details->brand : "") == row.brand);
        CHECK(town.count("charge") == (row.state == State::kSucceeded ? 1 : 0));
    }
}

TEST_CASE("a sandbox method that does not exist is refused, and names those that do") {
    const auto kind = sandbox_method_kind("gold_bars");
    REQUIRE_FALSE(kind.has_value());
    CHECK(kind.error().code == ErrorCode::kPaymentMethodUnknown);
    CHECK(text_of(kind.error(), "en").find("card_3ds") != std::string::npos);
    Town town;
    CHECK(act_as_payer(*town.bank, PaymentAttemptId("pay_9"), "card_ok").error().code == ErrorCode::kPaymentNotFound);
}

TEST_CASE("a 3-D Secure challenge is approved, refused or left") {
    for (const auto answer : {ChallengeAnswer::kOk, ChallengeAnswer::kFail}) {
        Town town;
        const PaymentAttemptId key("pay_1");
        REQUIRE(town.gateway->create_payment(Town::order("pay_1")).has_value());
        REQUIRE(act_as_payer(*town.bank, key, "card_3ds").has_value());
        CHECK(town.get(town.bank->page_of(key)->path).body.find("3-D Secure") != std::string::npos);
        REQUIRE(complete_challenge(*town.bank, key, answer).has_value());
        const bool ok = answer == ChallengeAnswer::kOk;
        CHECK(town.payment("pay_1").state == (ok ? State::kSucceeded : State::kDeclined));
        CHECK(town.payment("pay_1").reason_code == (ok ? "" : "authentication_failed"));
        CHECK(town.count("charge") == (ok ? 1 : 0));
        REQUIRE(complete_challenge(*town.bank, key, ChallengeAnswer::kOk).has_value());
        CHECK(town.count("charge") == (ok ? 1 : 0));
    }
}

TEST_CASE("a payment that is processing succeeds after a while") {
    Town town;
    REQUIRE(town.gateway->create_payment(Town::order("pay_1")).has_value());
    const auto answer = town.enter_card(PaymentAttemptId("pay_1"), "4000000000000267");
    CHECK(location(answer) == "http://shop.example/back?step=2&payment=pay_1");
    town.now = town.now.plus_seconds(4);
    CHECK(town.payment("pay_1").state == State::kProcessing);
    town.now = town.now.plus_seconds(1);
    CHECK(town.payment("pay_1").state == State::kSucceeded);
    CHECK(town.count("charge") == 1);
}

TEST_CASE("a saved card or wallet is charged without a page") {
    struct Row {
        const char* number;
        State state;
        const char* reason;
    };
    const Row rows[] = {{"4242424242424242", State::kSucceeded, ""},
                        {"4000000000000341", State::kDeclined, "card_declined"},
                        {"4000000000003220", State::kWaitingForCustomer, ""},
                        {"4000000000000259", State::kSucceeded, ""}};
    for (const Row& row : rows) {
        CAPTURE(row.number);
        Town town;
        CreatePayment order = Town::order("pay_2");
        order.saved_token = town.save_card("pay_1", row.number);
        REQUIRE(order.saved_token.starts_with("tok_"));
        const auto payment = town.gateway->create_payment(order);
        REQUIRE(payment.has_value());
        CHECK(payment->state == row.state);
        CHECK(payment->reason_code == row.reason);
        CHECK(payment->redirect_url.empty() == (row.state != State::kWaitingForCustomer));
        CHECK(payment->details->token == order.saved_token);
        CHECK(town.count("charge") == (row.state == State::kSucceeded ? 2 : 1));
    }
}

TEST_CASE("a saved card that has expired since, or of a brand no longer taken, is declined") {
    Town town;
    CreatePayment order = Town::order("pay_2");
    order.saved_token = town.save_card("pay_1", "4242424242424242");
    order.card_brands = {"mastercard"};
    CHECK(town.gateway->create_payment(order)->reason_code == "card_brand_unsupported");
    order = Town::order("pay_3");
    order.saved_token = town.payment("pay_1").details->token;
    town.now = town.now.plus_seconds(9LL * 366 * 86'400);
    CHECK(town.gateway->create_payment(order)->reason_code == "card_expired");
    CHECK(town.count("charge") == 1);
}

TEST_CASE("a token of another merchant, or none at all, charges nothing") {
    Town town;
    CreatePayment order = Town::order("pay_2");
    order.saved_token = town.save_card("pay_1", "4242424242424242");
    auto other = make_in_process_gateway({"other", "api-secret", "x"}, *town.bank);
    CHECK(other->create_payment(order).error().code == ErrorCode::kPaymentMethodUnknown);
    order.saved_token = "tok_made_up";
    CHECK(town.gateway->create_payment(order).error().code == ErrorCode::kPaymentMethodUnknown);
    CHECK(other->find_payment(PaymentAttemptId("pay_1")).error().code == ErrorCode::kPaymentNotFound);
    CHECK(town.count("charge") == 1);
}

TEST_CASE("the same key names the same payment, and never another amount") {
    Town town;
    const auto first = town.gateway->create_payment(Town::order("pay_1"));
    const auto again = town.gateway->create_payment(Town::order("pay_1"));
    CHECK(first->reference == again->reference);
    CHECK(first->redirect_url == again->redirect_url);
    REQUIRE(act_as_payer(*town.bank, PaymentAttemptId("pay_1"), "card_ok").has_value());
    CHECK(town.gateway->create_payment(Town::order("pay_1"))->state == State::kSucceeded);
    for (const Money other : {Money(4878, kEuro), Money(4877, kCanadianDollar)}) {
        CreatePayment order = Town::order("pay_1");
        order.amount = other;
        CHECK(town.gateway->create_payment(order).error().code == ErrorCode::kAmountMismatch);
    }
    CHECK(town.bank->books().payments.size() == 1);
    CHECK(town.count("charge") == 1);
}

TEST_CASE("cancelling stops what is not final and leaves the rest") {
    Town town;
    const PaymentAttemptId key("pay_1");
    REQUIRE(town.gateway->create_payment(Town::order("pay_1")).has_value());
    CHECK(town.gateway->cancel_payment(key)->state == State::kCancelled);
    CHECK(town.gateway->cancel_payment(key)->state == State::kCancelled);
    town.enter_card(key, "4242424242424242");
    CHECK(town.payment("pay_1").state == State::kCancelled);
    REQUIRE(town.gateway->create_payment(Town::order("pay_2")).has_value());
    REQUIRE(act_as_payer(*town.bank, PaymentAttemptId("pay_2"), "card_ok").has_value());
    CHECK(town.gateway->cancel_payment(PaymentAttemptId("pay_2"))->state == State::kSucceeded);
    CHECK(town.count("charge") == 1);
    REQUIRE(town.gateway->create_payment(Town::order("pay_3")).has_value());
    town.enter_card(PaymentAttemptId("pay_3"), "4000000000000267");
    CHECK(town.gateway->cancel_payment(PaymentAttemptId("pay_3"))->state == State::kCancelled);
    town.now = town.now.plus_seconds(60);
    CHECK(town.payment("pay_3").state == State::kCancelled);
    CHECK(town.gateway->cancel_payment(PaymentAttemptId("pay_9")).error().code == ErrorCode::kPaymentNotFound);
}

TEST_CASE("a payment is given back in parts, each key once, and never more than it was") {
    Town town;
    const PaymentAttemptId key("pay_1");
    REQUIRE(town.gateway->create_payment(Town::order("pay_1")).has_value());
    const auto give_back = [&](const char* refund, std::int64_t minor) {
        const auto done = town.gateway->refund_payment({key, refund, Money(minor, kEuro)});
        return done ? std::string("done") : std::string(name_of(done.error().code));
    };
    CHECK(give_back("ref_1", 4877) == "state_forbids");
    REQUIRE(act_as_payer(*town.bank, key, "card_ok").has_value());
    CHECK(give_back("ref_1", 4878) == "amount_mismatch");
    CHECK(give_back("ref_1", 1000) == "done");
    CHECK(give_back("ref_1", 1000) == "done");
    CHECK(town.count("refund") == 1);
    CHECK(give_back("ref_1", 1001) == "amount_mismatch");
    CHECK(give_back("ref_2", 3878) == "amount_mismatch");
    CHECK(give_back("ref_2", 3877) == "done");
    CHECK(give_back("ref_3", 1) == "amount_mismatch");
    CHECK(town.count("refund") == 2);
    CHECK(town.gateway->refund_payment({PaymentAttemptId("pay_9"), "ref_4", Money(1, kEuro)}).error().code ==
          ErrorCode::kPaymentNotFound);
}

TEST_CASE("a payment of nothing saves the method and moves no money") {
    Town town;
    CreatePayment order = Town::order("pay_1");
    order.amount = Money::zero(kEuro);
    REQUIRE(town.gateway->create_payment(order).has_value());
    REQUIRE(act_as_payer(*town.bank, PaymentAttemptId("pay_1"), "card_ok").has_value());
    CHECK(town.payment("pay_1").details->token.starts_with("tok_"));
    CHECK(town.bank->books().charges.empty());
}

TEST_CASE("the books outlive the bank") {
    const std::string path = fmt::format("/tmp/settle_bank_test_{}.db", getpid());
    std::remove(path.c_str());
    {
        Town town(path);
        REQUIRE(town.gateway->create_payment(Town::order("pay_1")).has_value());
        REQUIRE(act_as_payer(*town.bank, PaymentAttemptId("pay_1"), "card_ok").has_value());
    }
    Town town(path);
    CHECK(town.payment("pay_1").state == State::kSucceeded);
    CHECK(town.gateway->create_payment(Town::order("pay_1"))->state == State::kSucceeded);
    CHECK(town.count("charge") == 1);
    for (const char* rest : {"", "-wal", "-shm"}) std::remove((path + rest).c_str());
}

TEST_CASE("books that cannot be opened are an error") {
    BankOptions options;
    options.path = "/nowhere/at/all/bank.db";
    options.now = [] { return Instant{}; };
    CHECK(Bank::open(std::move(options)).error().code == ErrorCode::kStoreFailed);
}

}  // namespace
}  // namespace settle
