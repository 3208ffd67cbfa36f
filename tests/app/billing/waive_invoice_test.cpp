#include "app/billing/waive_invoice.h"

#include "app/access/read.h"
#include "app/billing/give_credit.h"
#include "app/billing/refund_invoice.h"
#include "app/customer/tax_numbers.h"
#include "app/desk/audit.h"
#include "app/numbers/read_numbers.h"
#include "app/payment/pay_invoice.h"
#include "app/renewal/run_due.h"
#include "domain/invoice/ledger.h"
#include "tests/app/town.h"

namespace settle::app_test {
namespace {

constexpr const char* kReason = "The service was not reachable for a week";

/// Ten users, bought with a card that pays once; the renewal of 1 May is owed.
struct Shop : Town {
    InvoiceId owed;
    explicit Shop(const char* credit = nullptr) {
        go_to(Date(2026, 4, 1));
        welcome("beesbusy", "FR");
        const ConfirmedChange change = order(plan("business", Cycle::kMonth, of("user", 10)));
        pay_by_card(change.attempt->id, "4000000000000341");
        REQUIRE(refreshed(change).order.state == OrderState::kApplied);
        if (credit != nullptr) REQUIRE(give_credit(staff(), customer, credit, "goodwill").has_value());
        go_to(Date(2026, 5, 1));
        REQUIRE(run_due(server(), customer).has_value());
        REQUIRE(subscription().state == SubscriptionState::kPastDue);
        owed = invoices().back().id;
    }
    Result<Invoice> waive() { return waive_invoice(staff(), owed, kReason); }
    Invoice forgiven() { return read_invoice(staff(), owed).value(); }
};

TEST_CASE("what is forgiven is settled by a credit note with its taxes, and the subscription recovers") {
    Shop shop;
    const Invoice before = shop.forgiven();
    Context by = shop.staff();
    by.caller.once = OnceKey{"waive_invoice", "key", "hash"};
    const Invoice note = waive_invoice(by, shop.owed, kReason).value();
    CHECK(note.kind == InvoiceKind::kCreditNote);
    CHECK(note.status == InvoiceStatus::kPaid);
    CHECK(note.number.starts_with("CN-"));
    CHECK(note.amounts.total == -before.amounts.total);
    REQUIRE(note.amounts.taxes.size() == before.amounts.taxes.size());
    CHECK(note.amounts.taxes.front().amount == -before.amounts.taxes.front().amount);
    CHECK(note.amounts.lines.front().credits_invoice == shop.owed);
    CHECK(shop.forgiven().status == InvoiceStatus::kPaid);
    CHECK(shop.subscription().state == SubscriptionState::kActive);
    CHECK_FALSE(shop.subscription().past_due.has_value());
    CHECK(shop.subscription().balance.is_zero());
    CHECK(shop.events("invoice.waived") == 1);
    CHECK(waive_invoice(by, shop.owed, kReason).value().id == note.id);
    CHECK(shop.waive().error().code == ErrorCode::kInvoiceNotOpen);
    CHECK(shop.moved("charge") == 1);
    CHECK(shop.moved("refund") == 0);
}

TEST_CASE("what is forgiven was given up, and not recovered") {
    Shop shop;
    const Money rest = shop.forgiven().amounts.total;
    REQUIRE(shop.waive().has_value());
    const Numbers read = read_numbers(shop.staff(), 3).value();
    const auto months = read.report.currencies.front().unpaid;
    const auto may = std::ranges::find(months, "2026-05", &UnpaidMonth::month);
    REQUIRE(may != months.end());
    CHECK(may->fell == rest);
    CHECK(may->given_up == rest);
    CHECK(may->recovered.is_zero());
    CHECK(may->closing.is_zero());
}

TEST_CASE("who forgave what, and why, is in the log") {
    Shop shop;
    const Invoice owed = shop.forgiven();
    const Invoice note = shop.waive().value();
    const AuditPage log = list_audit(shop.staff(), {.person = {}, .customer = {}, .verb = "invoice.waived"}).value();
    REQUIRE(log.entries.size() == 1);
    const AuditEntry& entry = log.entries.front();
    CHECK(entry.customer == shop.customer);
    CHECK(entry.reason == kReason);
    const auto fact = [&](std::string_view name) {
        const auto found = std::ranges::find(entry.facts, name, [](const auto& known) { return known.first; });
        return found == entry.facts.end() ? std::string() : found->second;
    };
    CHECK(fact("number") == owed.number);
    CHECK(fact("credit_note") == note.id.str());
    CHECK(fact("amount") == owed.amounts.total.str());
}

TEST_CASE("of what the balance paid before, that part alone can still go back, and to the balance") {
    Shop shop("10.00");
    const Money total = shop.forgiven().amounts.total;
    REQUIRE(shop.forgiven().paid == Money(1000, kEuro));
    CHECK(shop.waive().value().amounts.total == Money(1000, kEuro) - total);
    CHECK(refund_invoice(shop.staff(), shop.owed, "10.01", kReason).error().code == ErrorCode::kRefundTooLarge);
    REQUIRE(refund_invoice(shop.staff(), shop.owed, "10.00", kReason).has_value());
    CHECK(shop.subscription().balance == Money(1000, kEuro));
    CHECK(shop.moved("refund") == 0);
}

TEST_CASE("a page of the bank that is still open is closed before anything is forgiven") {
    Shop shop;
    const PaidInvoice paying = pay_invoice(shop.as_owner(), {shop.owed, "card", "", ""}).value();
    REQUIRE(paying.attempt.has_value());
    SUBCASE("unpaid") {
        REQUIRE(shop.waive().has_value());
        CHECK(refresh_attempt(shop.as_owner(), paying.attempt->id).value().state == AttemptState::kCancelled);
    }
    SUBCASE("paid meanwhile") {
        shop.pay_by_card(paying.attempt->id, "4242424242424242");
        CHECK(shop.waive().error().code == ErrorCode::kInvoiceNotOpen);
        CHECK(shop.moved("charge") == 2);
    }
    CHECK(shop.forgiven().status == InvoiceStatus::kPaid);
}

TEST_CASE("an invoice that nobody waits for any more can be forgiven; it brings nothing back") {
    Shop shop;
    for (unsigned day = 2; day <= 31; ++day) {
        shop.go_to(Date(2026, 5, day));
        REQUIRE(run_due(shop.server(), shop.customer).has_value());
    }
    REQUIRE(shop.forgiven().status == InvoiceStatus::kUncollectible);
    REQUIRE(shop.waive().has_value());
    CHECK(shop.forgiven().status == InvoiceStatus::kPaid);
    CHECK(shop.subscription().state == SubscriptionState::kEnded);
}

/// A Belgian customer who owes what they were billed while nobody could confirm their number; then it is confirmed.
struct Corrected : Town {
    InvoiceId owed;
    Money total = Money::zero(kEuro), tax = total;
    Corrected() {
        welcome("agorapulse", "BE");
        tax_register.set_mode(StubRegister::Mode::kDown);
        Customer known = read_customer(as_owner(), customer).value();
        known.billing.own().tax_number = TaxNumber{"BE0136695962", TaxNumberStatus::kNone, std::nullopt};
        REQUIRE(change_billing(as_owner(), customer, known.billing, known.version).has_value());
        const Wanted wanted = plan("standard", Cycle::kMonth);
        const auto seen = preview_change(staff(), {customer, wanted, std::nullopt}).value();
        REQUIRE(confirm_change(staff(), confirmation(wanted, seen.fingerprint, "transfer")).has_value());
        owed = invoices().front().id;
        total = invoices().front().amounts.total;
        tax = invoices().front().amounts.taxes.front().amount;
        REQUIRE(invoices().front().status == InvoiceStatus::kOpen);
        tax_register.set_mode(StubRegister::Mode::kUp);
        clock.advance_seconds(24 * 3'600);
        REQUIRE(recheck_tax_numbers(staff()).value().corrected == 1);
        REQUIRE(subscription().balance == tax);
    }
};

TEST_CASE("of an invoice whose taxes were corrected its net is credited, and the balance gives back the correction") {
    Corrected shop;
    SUBCASE("the balance still has it") {
        const Invoice note = waive_invoice(shop.staff(), shop.owed, kReason).value();
        CHECK(note.amounts.total == shop.tax - shop.total);
        CHECK(note.amounts.taxes.empty());
        CHECK(shop.subscription().balance.is_zero());
        CHECK(read_invoice(shop.staff(), shop.owed).value().status == InvoiceStatus::kPaid);
        Money sum = Money::zero(kEuro);
        for (const Invoice& invoice : shop.invoices()) sum += invoice.amounts.total;
        CHECK(sum.is_zero());
    }
    SUBCASE("it was spent") {
        // Whatever took it: here a test.
        const auto spent = shop.store->write([&](Transaction& tx) -> Result<void> {
            Subscription known = TRY(tx.load_subscription(shop.vendor, shop.customer));
            known.balance = Money::zero(kEuro);
            TRY_VOID(tx.post(shop.vendor, shop.customer, known.id.str(), entries_for_goodwill(-shop.tax)));
            return tx.save_subscription(shop.vendor, known);
        });
        REQUIRE(spent.has_value());
        CHECK(waive_invoice(shop.staff(), shop.owed, kReason).error().code == ErrorCode::kRefundTooLarge);
        CHECK(read_invoice(shop.staff(), shop.owed).value().status == InvoiceStatus::kOpen);
    }
}

TEST_CASE("who may not forgive, and what is not owed, is refused") {
    Shop shop;
    CHECK(waive_invoice(shop.as_owner(), shop.owed, kReason).error().code == ErrorCode::kStaffRequired);
    CHECK(waive_invoice(shop.staff(), shop.owed, "").error().code == ErrorCode::kReasonRequired);
    CHECK(waive_invoice(shop.staff(), InvoiceId("inv_none"), kReason).error().code == ErrorCode::kInvoiceNotFound);
    CHECK(waive_invoice(shop.staff(), shop.invoices().front().id, kReason).error().code == ErrorCode::kInvoiceNotOpen);
    CHECK(shop.forgiven().status == InvoiceStatus::kOpen);
    CHECK(shop.invoices().size() == 2);
}

}  // namespace
}  // namespace settle::app_test
