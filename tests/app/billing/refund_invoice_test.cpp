#include "app/billing/refund_invoice.h"

#include "app/billing/give_credit.h"
#include "app/payment/collect_payment.h"
#include "app/payment/pay_invoice.h"
#include "tests/app/town.h"

namespace settle::app_test {
namespace {

constexpr const char* kReason = "A user who had left";

struct Shop : Town {
    std::optional<Invoice> paid;
    Shop() {
        welcome("beesbusy", "FR");
        buy(plan("business", Cycle::kMonth, of("user", 5)));
        paid = invoices().front();
    }
    Result<Invoice> refund(const std::string& amount) { return refund_invoice(staff(), paid->id, amount, kReason); }
    std::string sent() {
        std::int64_t minor = 0;
        for (const bank::Charge& charge : bank->books().charges)
            if (charge.kind == "refund") minor += charge.amount_minor;
        return Money(minor, kEuro).str();
    }
    int recovered() { return recover_payments(staff(), {}).value().finished; }
};

TEST_CASE("a refund is booked, sent and told, once for its key") {
    Shop shop;
    Context by = shop.staff();
    by.caller.once = OnceKey{"refund_invoice", "key", "hash"};
    const Invoice note = refund_invoice(by, shop.paid->id, "10.00", kReason).value();
    CHECK(note.kind == InvoiceKind::kCreditNote);
    CHECK(note.status == InvoiceStatus::kPaid);
    CHECK(note.number.starts_with("CN-"));
    CHECK(note.amounts.total == Money(-1000, kEuro));
    CHECK(refund_invoice(by, shop.paid->id, "10.00", kReason).value().id == note.id);
    CHECK(shop.sent() == "10.00");
    CHECK(shop.events("payment.refunded") == 1);
    CHECK(shop.invoices().size() == 2);
    CHECK(shop.subscription().state == SubscriptionState::kActive);
}

TEST_CASE("refunds add up to what was paid and no further") {
    Shop shop;
    const Money total = shop.paid->amounts.total;
    REQUIRE(shop.refund("0.01").has_value());
    REQUIRE(shop.refund("3.33").has_value());
    const std::string rest = (total - Money(334, kEuro)).str();
    CHECK(shop.refund((total - Money(333, kEuro)).str()).error().code == ErrorCode::kRefundTooLarge);
    REQUIRE(shop.refund(rest).has_value());
    CHECK(shop.refund("0.01").error().code == ErrorCode::kRefundTooLarge);
    CHECK(shop.sent() == total.str());
    Money net = Money::zero(kEuro);
    for (const Invoice& invoice : shop.invoices()) net += invoice.amounts.net;
    CHECK(net.is_zero());
}

TEST_CASE("who may not refund, and what is no refund, is refused") {
    Shop shop;
    CHECK(refund_invoice(shop.as_owner(), shop.paid->id, "1.00", kReason).error().code == ErrorCode::kStaffRequired);
    CHECK(refund_invoice(shop.staff(), shop.paid->id, "1.00", "").error().code == ErrorCode::kReasonRequired);
    CHECK(shop.refund("-1.00").error().code == ErrorCode::kFieldInvalid);
    CHECK(shop.refund("ten").error().code == ErrorCode::kAmountMalformed);
    CHECK(shop.moved("refund") == 0);
    CHECK(shop.invoices().size() == 1);
}

TEST_CASE("a refund whose answer was lost is finished by the recovery, once") {
    for (const char* fault : {"timeout_before", "timeout_after"}) {
        INFO(fault);
        Shop shop;
        shop.bank->inject({std::string_view(fault) == "timeout_before" ? bank::FaultKind::kTimeoutBefore
                                                                       : bank::FaultKind::kTimeoutAfter,
                           1, "refund"});
        const Invoice note = shop.refund("10.00").value();
        CHECK(note.status == InvoiceStatus::kOpen);
        CHECK(shop.events("payment.refunded") == 0);
        CHECK(shop.recovered() == 1);
        CHECK(shop.recovered() == 0);
        CHECK(shop.sent() == "10.00");
        CHECK(shop.events("payment.refunded") == 1);
        CHECK(read_invoice(shop.staff(), note.id).value().status == InvoiceStatus::kPaid);
    }
}

TEST_CASE("a refund that the provider refuses for good ends, is told of once, and staff send it by hand") {
    Shop shop;
    const Money total = shop.paid->amounts.total;
    const auto attempt = read_change(shop.staff(), shop.customer, shop.paid->change).value().attempt->id;
    // Somebody gave it back at the provider, past us.
    REQUIRE(shop.gateway->refund_payment({attempt, "by hand", total}).has_value());
    const Invoice note = shop.refund("10.00").value();
    CHECK(note.status == InvoiceStatus::kUncollectible);
    CHECK(note.paid.is_zero());
    CHECK(shop.events("payment.refund_refused") == 1);
    CHECK(shop.events("payment.refunded") == 0);
    const Recovery again = recover_payments(shop.staff(), {}).value();
    CHECK(again.finished == 0);
    CHECK(again.failures.empty());
    CHECK(shop.events("payment.refund_refused") == 1);

    const auto note_sent = [&](const Context& by, const std::string& reason) {
        return pay_invoice(by, {note.id, "transfer", "", reason});
    };
    CHECK(note_sent(shop.as_owner(), "Mine").error().code == ErrorCode::kStaffRequired);
    CHECK(note_sent(shop.staff(), "").error().code == ErrorCode::kReasonRequired);
    CHECK(pay_invoice(shop.staff(), {note.id, "card", "", "Mine"}).error().code == ErrorCode::kInvoiceNotOpen);
    CHECK(note_sent(shop.staff(), "Sent by transfer on 2 April").value().invoice.status == InvoiceStatus::kPaid);
    CHECK(shop.events("payment.refunded") == 1);
    CHECK(note_sent(shop.staff(), "Twice").error().code == ErrorCode::kInvoiceNotOpen);
}

TEST_CASE("nobody pays a credit note") {
    Shop shop;
    shop.bank->inject({bank::FaultKind::kTimeoutBefore, 1, "refund"});
    const Invoice note = shop.refund("10.00").value();
    REQUIRE(note.status == InvoiceStatus::kOpen);
    for (const char* with : {"card", "transfer"}) {
        const auto paid = pay_invoice(shop.staff(), {note.id, with, "", "Seen"});
        CHECK(paid.error().code == ErrorCode::kInvoiceNotOpen);
    }
    CHECK(shop.recovered() == 1);
}

TEST_CASE("what the balance paid goes back to the balance, last") {
    Shop shop;
    REQUIRE(give_credit(shop.staff(), shop.customer, "5.00", "Sorry").has_value());
    shop.go_to(Date(2026, 4, 10));
    const ConfirmedChange more = shop.buy(users(7));
    REQUIRE(more.invoice.has_value());
    shop.paid = *more.invoice;
    const Money total = shop.paid->amounts.total;
    REQUIRE(total > Money(500, kEuro));
    CHECK(shop.subscription().balance.is_zero());
    REQUIRE(shop.refund((total - Money(200, kEuro)).str()).has_value());
    CHECK(shop.sent() == (total - Money(500, kEuro)).str());
    CHECK(shop.subscription().balance == Money(300, kEuro));
    const Invoice last = shop.refund("2.00").value();
    CHECK(last.status == InvoiceStatus::kPaid);
    CHECK(shop.subscription().balance == Money(500, kEuro));
}

TEST_CASE("what the balance paid is found behind any number of events") {
    Shop shop;
    REQUIRE(give_credit(shop.staff(), shop.customer, "5.00", "Sorry").has_value());
    REQUIRE(shop.store
                ->write([&](Transaction& tx) -> Result<void> {
                    for (int i = 0; i < 2'500; ++i)
                        TRY_VOID(tx.add_event(
                            shop.vendor, new_event(shop.server(), shop.customer, "member.changed", shop.clock.now())));
                    return {};
                })
                .has_value());
    shop.go_to(Date(2026, 4, 10));
    shop.paid = *shop.buy(users(7)).invoice;
    const Money total = shop.paid->amounts.total;
    REQUIRE(shop.refund(total.str()).has_value());
    CHECK(shop.sent() == (total - Money(500, kEuro)).str());
    CHECK(shop.subscription().balance == Money(500, kEuro));
}

TEST_CASE("an invoice that came in by transfer is given back by hand") {
    Town town;
    town.welcome("beesbusy", "FR");
    Confirmation wanted = town.confirmation(plan("business", Cycle::kMonth, of("user", 5)), "", "transfer");
    const auto change = std::get<ConfirmedChange>(confirm_change(town.staff(), wanted).value());
    const InvoiceId invoice = change.invoice->id;
    CHECK(refund_invoice(town.staff(), invoice, "1.00", kReason).error().code == ErrorCode::kRefundTooLarge);
    REQUIRE(pay_invoice(town.staff(), {invoice, "transfer", "", "Statement of 2 April"}).has_value());
    const Invoice note = refund_invoice(town.staff(), invoice, "1.00", kReason).value();
    CHECK(note.status == InvoiceStatus::kPaid);
    CHECK(town.moved("refund") == 0);
    CHECK(town.events("payment.refunded") == 1);
}

}  // namespace
}  // namespace settle::app_test
