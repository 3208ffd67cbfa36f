#include "app/payment/pay_invoice.h"

#include "tests/app/town.h"

namespace settle::app_test {
namespace {

// Five users on terms: 49.50 and tax are open.
InvoiceId sold_on_terms(Town& town) {
    town.welcome("beesbusy", "FR");
    const Confirmation wanted = town.confirmation(plan("business", Cycle::kMonth, of("user", 5)), "", "transfer");
    return std::get<ConfirmedChange>(confirm_change(town.staff(), wanted).value()).order.invoice;
}

Context once(Context by) {
    by.caller.once = OnceKey{"pay_invoice", "key", "hash"};
    return by;
}

}  // namespace

TEST_CASE("whoever repeats a payment that had no answer comes back to the page it opened") {
    Town town;
    const InvoiceId invoice = sold_on_terms(town);
    const auto first = pay_invoice(once(town.as_owner()), {invoice, "card", "", ""}).value();
    const auto again = pay_invoice(once(town.as_owner()), {invoice, "card", "", ""}).value();
    CHECK(again.attempt->id == first.attempt->id);
    CHECK(again.attempt->state == AttemptState::kPending);
    town.pay_by_card(again.attempt->id, "4242424242424242");
    CHECK(refresh_attempt(town.as_owner(), again.attempt->id).value().state == AttemptState::kSucceeded);
    CHECK(town.moved("charge") == 1);
}

TEST_CASE("another payment of the same invoice closes the page of the first") {
    Town town;
    const InvoiceId invoice = sold_on_terms(town);
    const auto first = pay_invoice(once(town.as_owner()), {invoice, "card", "", ""}).value();
    const auto other = pay_invoice(town.as_owner(), {invoice, "card", "", ""}).value();
    CHECK(other.attempt->id != first.attempt->id);
    CHECK(refresh_attempt(town.as_owner(), first.attempt->id).value().state == AttemptState::kCancelled);
}

TEST_CASE("a transfer that staff saw is noted once for its key") {
    Town town;
    const InvoiceId invoice = sold_on_terms(town);
    for (int i = 0; i < 2; ++i)
        CHECK(pay_invoice(once(town.staff()), {invoice, "transfer", "", "Statement of today"}).value().invoice.status ==
              InvoiceStatus::kPaid);
    CHECK(town.events("payment.recorded") == 1);
}

}  // namespace settle::app_test
