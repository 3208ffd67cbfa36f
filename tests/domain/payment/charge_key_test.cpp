#include "domain/payment/charge_key.h"

#include <doctest/doctest.h>

#include <set>

using namespace settle;

namespace {

Invoice renewal(const std::string& customer = "cus_019db0f2a4007000abcdef0123456789") {
    return {.id = InvoiceId("inv_1"),
            .customer = CustomerId(customer),
            .subscription = SubscriptionId("sub_1"),
            .number = "2026-0001",
            .reason = InvoiceReason::kRenewal,
            .issued_on = Date(2026, 4, 1),
            .period = {Date(2026, 4, 1), Date(2026, 5, 1)},
            .amounts = no_amounts(kEuro),
            .paid = Money::zero(kEuro)};
}

}  // namespace

TEST_CASE("an invoice that is issued again is charged under the same key") {
    Invoice again = renewal();
    again.id = InvoiceId("inv_2");
    again.number = "2026-0007";
    again.issued_on = Date(2026, 4, 3);
    CHECK(charge_key("acme", again, 1) == charge_key("acme", renewal(), 1));
}

TEST_CASE("the key of a charge stays what it is, for stores that a later version opens") {
    CHECK(charge_key("acme", renewal(), 1).str() == "pay_5040019db0f2a4007000a5337f4521df");
}

TEST_CASE("what differs in what is billed, for whom or in the try has another key") {
    std::set<PaymentAttemptId> keys;
    const auto add = [&](const char* vendor, int ordinal, auto change) {
        Invoice invoice = renewal();
        change(invoice);
        CHECK_MESSAGE(keys.insert(charge_key(vendor, invoice, ordinal)).second, keys.size());
    };
    const auto nothing = [](Invoice&) {};
    add("acme", 1, nothing);
    add("other", 1, nothing);
    add("acme", 2, nothing);
    add("acme", 12, nothing);
    add("acme", 1, [](Invoice& invoice) { invoice.customer = CustomerId("cus_019db0f2a4007000abcdef0123456780"); });
    add("acme", 1, [](Invoice& invoice) { invoice.subscription = SubscriptionId("sub_2"); });
    add("acme", 1, [](Invoice& invoice) { invoice.reason = InvoiceReason::kFirst; });
    add("acme", 1, [](Invoice& invoice) { invoice.period.first_day = Date(2026, 4, 2); });
    add("acme", 1, [](Invoice& invoice) { invoice.change = ChangeId("chg_1"); });
    add("acme", 1, [](Invoice& invoice) { invoice.change = ChangeId("chg_2"); });
}

TEST_CASE("keys look like other ids, and those of one day sort as their customers do") {
    const PaymentAttemptId key = charge_key("acme", renewal(), 1);
    CHECK(key.str().size() == PaymentAttemptId::kPrefix.size() + 32);
    CHECK(key.str().starts_with("pay_5040019db0f2a4007000"));
    CHECK(key < charge_key("acme", renewal("cus_019db0f2a4007001abcdef0123456789"), 1));
    const PaymentAttemptId of_a_short_id = charge_key("acme", renewal("cus_1"), 1);
    CHECK(of_a_short_id.str().size() == key.str().size());
    CHECK(of_a_short_id.str().starts_with("pay_5040"));
}
